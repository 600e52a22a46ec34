import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { diskFailure, PlainFailure } from '../tell';

/** The checkout: the folder that holds package.json, found upwards so that a bundled script finds it too. */
export function projectFolder(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!fs.existsSync(path.join(folder, 'package.json'))) {
    const parent = path.dirname(folder);
    if (parent === folder) return process.cwd();
    folder = parent;
  }
  return folder;
}

/**
 * The data folder (`ROUAGE_DATA`, by default `.data` in the checkout), created if missing.
 * @throws PlainFailure when it cannot be written.
 */
export function openDataFolder(named: string | undefined = process.env['ROUAGE_DATA']): string {
  const folder = named ? path.resolve(named) : path.join(projectFolder(), '.data');
  try {
    makeFolder(path.join(folder, 'logs'));
    const probe = path.join(folder, `.writable-${process.pid}`);
    fs.writeFileSync(probe, 'x');
    fs.rmSync(probe);
  } catch (error) {
    throw diskFailure(error) ?? noFolder(folder);
  }
  return folder;
}

function noFolder(folder: string): PlainFailure {
  return new PlainFailure({
    fr: `Le dossier de données ${folder} ne peut pas être créé. Choisissez-en un autre : ROUAGE_DATA=/chemin npm start`,
    en: `The data folder ${folder} cannot be made. Choose another: ROUAGE_DATA=/path npm start`,
  });
}

/**
 * Level by level: Node's own recursive way turns a read-only disk into "no such file", and never comes back from a
 * place where nothing can be made, such as /proc.
 */
function makeFolder(folder: string): void {
  if (fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  const parent = path.dirname(folder);
  if (parent !== folder) makeFolder(parent);
  try {
    fs.mkdirSync(folder);
  } catch (error) {
    // another command may have made it at this very moment
    if (!fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

export interface Secrets {
  postgresPassword: string;
  meiliMasterKey: string;
}

const secretNames = ['postgresPassword', 'meiliMasterKey'] as const;

/** The generated passwords of this data folder: made once, kept in `secrets.json`, readable by its owner alone. */
export function readOrMakeSecrets(dataFolder: string): Secrets {
  const file = path.join(dataFolder, 'secrets.json');
  const kept = readJson(file);
  const secrets: Secrets = { postgresPassword: '', meiliMasterKey: '' };
  let made = false;
  for (const name of secretNames) {
    const value = kept[name];
    if (typeof value === 'string' && value.length >= 32) secrets[name] = value;
    else {
      secrets[name] = randomBytes(32).toString('base64url');
      made = true;
    }
  }
  if (made) writeFileAtomically(file, `${JSON.stringify(secrets, null, 2)}\n`, 0o600);
  return secrets;
}

/** An object from a JSON file; empty when the file is absent or was cut short. */
export function readJson(file: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** A reader never sees half a file, and a crash leaves the old one. */
export function writeFileAtomically(file: string, text: string, mode: number): void {
  const draft = `${file}.${process.pid}.draft`;
  fs.writeFileSync(draft, text, { mode });
  fs.renameSync(draft, file);
}

/** Opens a server's log for appending; it starts anew once it is over 10 MB. */
export function openLog(dataFolder: string, name: string): { fd: number; file: string } {
  const file = path.join(dataFolder, 'logs', `${name}.log`);
  const size = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  return { fd: fs.openSync(file, size > 10_000_000 ? 'w' : 'a'), file };
}

/** The last lines of a log, for an error message. */
export function tailOf(file: string, lines = 6): string {
  try {
    return fs.readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } catch {
    return '';
  }
}
