import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { exchangeFiles, programFiles } from '~/import/exchange-files';
import { type FileCounts, type ImportProgress, importFolder } from '~/import/import-folder.server';
import { sayFault } from '~/import/say-fault';
import { closeDatabase, createDatabase } from '~db/client.server';
import { isDatabaseDown } from '~db/errors.server';
import { migrateToLatest } from '~db/migrate.server';
import { withServers } from './embedded/servers';
import { PlainFailure, runMain, tell } from './tell';

/**
 * `npm run import -- FOLDER [--skip-invalid]`: the exchange files of a folder, in one transaction.
 * Faults go to standard output, progress to standard error. Code 2: something was wrong and nothing was imported.
 */
const usage = new PlainFailure({
  fr: `Usage : npm run import -- DOSSIER [--skip-invalid]\n  Fichiers lus, chacun facultatif : ${exchangeFiles.join(', ')}`,
  en: `Usage: npm run import -- FOLDER [--skip-invalid]\n  Files read, each optional: ${exchangeFiles.join(', ')}`,
});

const locale = /^en/.test(process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'] || '')
  ? 'en'
  : 'fr';

function readArguments(): { folder: string; skipInvalid: boolean } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { 'skip-invalid': { type: 'boolean', default: false } },
    });
    const [folder, ...more] = positionals;
    if (folder === undefined || more.length > 0) throw usage;
    return { folder, skipInvalid: values['skip-invalid'] };
  } catch {
    throw usage;
  }
}

function tellProgress(): (progress: ImportProgress) => void {
  const begun = performance.now();
  const seconds = () => ((performance.now() - begun) / 1000).toFixed(1);
  const steps = {
    checking: ['Vérification des références', 'checking references'],
    writing: ['Écriture', 'writing'],
    recording: ['Annonce des changements', 'recording the changes'],
  } as const;
  let toldAt = begun;
  return (progress) => {
    if (progress.step !== 'reading') {
      const [fr, en] = steps[progress.step];
      tell(`  ${seconds()} s  ${fr}`, en);
      return;
    }
    if (!progress.finished && performance.now() - toldAt < 1_000) return;
    toldAt = performance.now();
    const share = progress.totalBytes > 0 ? Math.floor((100 * progress.bytes) / progress.totalBytes) : 100;
    tell(`  ${seconds()} s  ${progress.file} : ${progress.rows} lignes, ${share} %`, `${progress.rows} rows`);
  };
}

function tellCounts(file: string, counts: FileCounts): void {
  const { created, changed, unchanged, skipped } = counts;
  const fr = `${created} créées, ${changed} modifiées, ${unchanged} inchangées, ${skipped} écartées`;
  const en = `${created} created, ${changed} changed, ${unchanged} unchanged, ${skipped} skipped`;
  console.log(`${file}: ${locale === 'fr' ? fr : en}`);
}

await runMain(async () => {
  const { folder, skipInvalid } = readArguments();
  await withServers(
    async ({ databaseUrl }) => {
      await migrateToLatest(databaseUrl).catch(sayDatabaseDown);
      const db = createDatabase(databaseUrl, 1);
      try {
        await run(db, folder, skipInvalid);
      } finally {
        await db.destroy();
        await closeDatabase();
      }
    },
    { search: false },
  );
});

function sayDatabaseDown(error: unknown): never {
  if (!isDatabaseDown(error)) throw error;
  throw new PlainFailure({
    fr: 'La base de données ne répond pas ; rien n’a été importé. Vérifiez DATABASE_URL, puis recommencez.',
    en: 'The database does not answer; nothing was imported. Check DATABASE_URL, then try again.',
  });
}

async function run(db: ReturnType<typeof createDatabase>, folder: string, skipInvalid: boolean) {
  for (const file of programFiles)
    if (existsSync(join(folder, file)))
      tell(
        `${file} n’est pas lu : la taxonomie et les attributs viennent avec le programme.`,
        'not read: the taxonomy and the attributes come with the program',
      );
  const outcome = await importFolder(db, folder, {
    skipInvalid,
    onProgress: tellProgress(),
    onFault: (found) => console.log(sayFault(found, locale)),
  });
  if (outcome.imported) {
    for (const file of exchangeFiles) {
      const counts = outcome.files[file];
      if (counts) tellCounts(file, counts);
    }
    return;
  }
  process.exitCode = 2;
  if (outcome.reason === 'faults')
    tell(
      `${outcome.faults} fautes ; rien n’a été importé. Corrigez-les, ou écartez ces lignes avec --skip-invalid.`,
      `${outcome.faults} faults; nothing was imported. Correct them, or leave those rows out with --skip-invalid`,
    );
  else if (outcome.reason === 'no-folder')
    tell(
      `${folder} n’est pas un dossier lisible ; rien n’a été importé.`,
      'no such folder; nothing was imported',
    );
  else
    tell(
      `${folder} ne contient aucun des fichiers ${exchangeFiles.join(', ')} ; rien n’a été importé.`,
      `none of these files is there; nothing was imported`,
    );
}
