import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { projectFolder } from './embedded/data-folder';
import { PlainFailure, step } from './tell';

/** Loads the demo set (`scripts/seed.ts`, also `npm run seed`) when nobody is in the database yet. */
export async function loadDemoDataIfEmpty(databaseUrl: string, signal: AbortSignal): Promise<void> {
  const seed = path.join(projectFolder(), 'scripts', 'seed.ts');
  if (!fs.existsSync(seed) || !(await isEmpty(databaseUrl))) return;
  await step('Chargement des données de démonstration', 'loading the demo data', () =>
    runScript(seed, { DATABASE_URL: databaseUrl }, signal),
  );
}

async function isEmpty(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    const found = await client.query('select from organisations limit 1');
    return found.rowCount === 0;
  } finally {
    await client.end();
  }
}

function runScript(
  file: string,
  environment: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    cwd: projectFolder(),
    env: { ...process.env, ...environment },
    stdio: ['ignore', 2, 2],
    detached: true,
  });
  const end = () => child.pid !== undefined && process.kill(-child.pid, 'SIGTERM');
  signal.addEventListener('abort', end, { once: true });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      signal.removeEventListener('abort', end);
      if (signal.aborted) reject(signal.reason);
      else if (code === 0) resolve();
      else
        reject(
          new PlainFailure({
            fr: `Le chargement des données de démonstration a échoué (code ${code}) ; rien n’a été gardé.`,
            en: `Loading the demo data failed (code ${code}); nothing was kept.`,
          }),
        );
    });
  });
}

export interface DemoLogin {
  fr: string;
  en: string;
  email: string;
  password: string;
}

/** Who may sign in after the demo set was loaded; empty when its list is absent. */
export function readDemoLogins(): DemoLogin[] {
  const file = path.join(projectFolder(), 'db', 'seeds', 'demo', 'logins.json');
  if (!fs.existsSync(file)) return [];
  return JSON.parse(fs.readFileSync(file, 'utf8')) as DemoLogin[];
}
