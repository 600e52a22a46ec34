import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { projectFolder, readJson } from './embedded/data-folder';
import { withServers } from './embedded/servers';
import { PlainFailure } from './tell';

const generated = 'db/schema.generated.ts';

/**
 * Compares the schema types in the repository with those of a freshly migrated database.
 * @throws PlainFailure when a migration was written without `npm run schema:types`
 */
export async function checkSchemaTypes(): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rouage-schema-'));
  fs.chmodSync(folder, 0o755);
  try {
    const fresh = await withServers(async ({ databaseUrl }) => generateTypes(databaseUrl, folder), {
      dataFolder: folder,
      durable: false,
      search: false,
    });
    if (fresh === fs.readFileSync(path.join(projectFolder(), generated), 'utf8')) return;
    throw new PlainFailure({
      fr: `${generated} ne correspond plus aux migrations. Remède : npm run schema:types`,
      en: `${generated} no longer matches the migrations. Remedy: npm run schema:types`,
    });
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the very command of `npm run schema:types`, with another file to write. */
function generateTypes(databaseUrl: string, folder: string): string {
  const out = path.join(folder, 'schema.ts');
  const scripts = readJson(path.join(projectFolder(), 'package.json'))['scripts'];
  const command =
    typeof scripts === 'object' && scripts !== null && 'schema:types' in scripts
      ? String(scripts['schema:types'])
      : '';
  execFileSync('/bin/sh', ['-c', command.replace(`--out-file ${generated}`, `--out-file '${out}'`)], {
    cwd: projectFolder(),
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      PATH: `${path.join(projectFolder(), 'node_modules', '.bin')}${path.delimiter}${process.env['PATH'] ?? ''}`,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return fs.readFileSync(out, 'utf8');
}
