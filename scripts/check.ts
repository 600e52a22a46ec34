import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { checkSchemaTypes } from './check-schema';
import { projectFolder } from './embedded/data-folder';
import { PlainFailure, step, tellFailure } from './tell';

/** `npm run check`: types, lint and format, who imports whom, schema types. All are run; any that fails fails it. */
const folders = ['app', 'db', 'workers', 'scripts', 'tests'].filter((folder) =>
  fs.existsSync(path.join(projectFolder(), folder)),
);

const checks: readonly { fr: string; en: string; run: () => Promise<void> }[] = [
  { fr: 'Types', en: 'types', run: () => tool('tsc') },
  { fr: 'Style et fautes probables', en: 'lint and format', run: () => tool('biome', 'check', '.') },
  {
    fr: 'Qui importe qui',
    en: 'import rules',
    run: () => tool('depcruise', '--config', 'scripts/import-rules.cjs', ...folders),
  },
  { fr: 'Types du schéma', en: 'schema types', run: checkSchemaTypes },
];

function tool(name: string, ...args: string[]): Promise<void> {
  const file = path.join(projectFolder(), 'node_modules', '.bin', name);
  const child = spawn(file, args, { cwd: projectFolder(), stdio: ['ignore', 'inherit', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(refusedBy(name))));
  });
}

function refusedBy(name: string): PlainFailure {
  return new PlainFailure({
    fr: `${name} a trouvé des fautes (ci-dessus).`,
    en: `${name} found faults (above).`,
  });
}

for (const check of checks) {
  try {
    await step(check.fr, check.en, check.run);
  } catch (error) {
    tellFailure(error);
    process.exitCode = 1;
  }
}
