import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { step } from './tell';

/** Programs that only the tests need, and the Debian package of each. */
const programs = {
  'redis-server': { package: 'redis-server', variable: 'REDIS_SERVER_PATH' },
  chromium: { package: 'chromium', variable: 'CHROMIUM_PATH' },
} as const;

export type SystemProgram = keyof typeof programs;

/** Where a program is: its variable (`CHROMIUM_PATH`), else the first of that name on the PATH. */
export function findProgram(name: SystemProgram): string | undefined {
  const named = process.env[programs[name].variable];
  if (named) return named;
  return (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .concat('/usr/bin', '/usr/local/bin')
    .map((folder) => path.join(folder, name))
    .find((file) => isExecutable(file));
}

function isExecutable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Installs what is missing where it may (root, on Debian or its kin). @returns what is still missing */
export async function installPrograms(wanted: readonly SystemProgram[]): Promise<SystemProgram[]> {
  const missing = wanted.filter((name) => findProgram(name) === undefined);
  const mayInstall = process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get');
  if (missing.length === 0 || !mayInstall) return missing;
  const packages = missing.map((name) => programs[name].package);
  await step(`Installation de ${packages.join(', ')}`, `installing ${packages.join(', ')}`, async () => {
    await apt('update');
    await apt('install', '-y', '--no-install-recommends', ...packages);
  });
  return missing.filter((name) => findProgram(name) === undefined);
}

/** A failure is no error here: what is still missing afterwards is told by the caller. */
function apt(...args: string[]): Promise<void> {
  const child = spawn('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=120', ...args], {
    stdio: ['ignore', 'ignore', 2],
    // RUNLEVEL: Debian's redis-server package starts a server of its own otherwise
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
  });
  return new Promise((resolve) => {
    child.once('error', () => resolve());
    child.once('close', () => resolve());
  });
}
