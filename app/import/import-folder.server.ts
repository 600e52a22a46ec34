import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Database, OpenTransaction } from '~db/client.server';
import { checkReferences } from './check-references.server';
import { type ExchangeFile, exchangeFiles, programFiles } from './exchange-files';
import type { Fault } from './faults';
import { recordChanges } from './record-changes.server';
import { type StageProgress, stageFile } from './stage-files.server';
import { createStaging, FaultWriter, indexStaging, readFaults, tableOfFile } from './staging.server';
import { writeCommitments, writeOffers } from './write-commitments.server';
import { type WriteOptions, writeRows } from './write-rows.server';

export interface ImportOptions extends Partial<WriteOptions> {
  /** Import what is right and leave out the rest, with all that depends on it. */
  skipInvalid?: boolean;
  onProgress?: (progress: ImportProgress) => void;
  /** Every fault, by file and line, once all files were read. */
  onFault?: (found: Fault & { file: ExchangeFile }) => void;
  /** What has to commit with the rows, after them. */
  alongside?: (trx: OpenTransaction) => Promise<void>;
}

export type ImportProgress =
  | ({ step: 'reading'; totalBytes: number } & StageProgress)
  | { step: 'checking' | 'writing' | 'recording' };

export interface FileCounts {
  rows: number;
  created: number;
  changed: number;
  unchanged: number;
  skipped: number;
}

export type ImportOutcome =
  | { imported: true; faults: number; files: Partial<Record<ExchangeFile, FileCounts>> }
  | { imported: false; faults: number; reason: 'faults' }
  | { imported: false; faults: 0; reason: 'no-folder' | 'nothing-to-import'; ignored: string[] };

/**
 * Import the exchange files of a folder (any subset), in one transaction: everything, or nothing when a row is wrong
 * (unless `skipInvalid`). Rows are found again by their `ref`; a row that says nothing new is not touched, so that a
 * second import changes nothing and records no event. Nothing is deleted: what the files no longer name stays.
 *
 * Memory is bounded by a batch of rows, not by the files.
 */
export async function importFolder(
  db: Database,
  folder: string,
  options: ImportOptions = {},
): Promise<ImportOutcome> {
  const entries = await readdir(folder).catch(() => null);
  if (!entries) return { imported: false, faults: 0, reason: 'no-folder', ignored: [] };
  const files = exchangeFiles.filter((file) => entries.includes(file));
  if (files.length === 0)
    return {
      imported: false,
      faults: 0,
      reason: 'nothing-to-import',
      ignored: programFiles.filter((file) => entries.includes(file)),
    };
  let faults = 0;
  try {
    return await db.transaction().execute(async (trx) => {
      const outcome = await importFiles(trx, folder, files, options);
      faults = outcome.faults;
      if (!outcome.imported) throw new ImportRefused();
      return outcome;
    });
  } catch (error) {
    if (error instanceof ImportRefused) return { imported: false, faults, reason: 'faults' };
    throw error;
  }
}

/** Rolls the transaction back. */
class ImportRefused extends Error {}

async function importFiles(
  trx: OpenTransaction,
  folder: string,
  files: readonly ExchangeFile[],
  options: ImportOptions,
): Promise<ImportOutcome> {
  const { skipInvalid = false, onlyMissing = false, shiftDays = 0 } = options;
  const tell = options.onProgress ?? (() => {});
  await prepare(trx);
  const faults = new FaultWriter(trx);
  let readable = true;
  for (const file of files) {
    const totalBytes = (await stat(join(folder, file)).catch(() => null))?.size ?? 0;
    const onProgress = (progress: StageProgress) => tell({ step: 'reading', totalBytes, ...progress });
    const staged = await stageFile(trx, folder, file, faults, onProgress);
    readable &&= staged.readable;
  }
  tell({ step: 'checking' });
  await faults.flush();
  await indexStaging(trx);
  await checkReferences(trx, faults, { skipInvalid, onlyMissing });
  for await (const found of readFaults(trx)) options.onFault?.(found);
  if (!readable || (faults.count > 0 && !skipInvalid))
    return { imported: false, faults: faults.count, reason: 'faults' };

  tell({ step: 'writing' });
  await writeRows(trx, { onlyMissing, shiftDays });
  await writeOffers(trx, { onlyMissing, shiftDays });
  await writeCommitments(trx, { onlyMissing, shiftDays });
  tell({ step: 'recording' });
  await recordChanges(trx);
  await options.alongside?.(trx);
  return { imported: true, faults: faults.count, files: await countFiles(trx, files) };
}

async function prepare(trx: OpenTransaction): Promise<void> {
  // A long import is no stuck page: its statements and its reading take the time they take.
  await sql`set local statement_timeout = 0`.execute(trx);
  await sql`set local idle_in_transaction_session_timeout = 0`.execute(trx);
  await sql`set local lock_timeout = '60s'`.execute(trx);
  // Two imports at once would lock each other's rows in different orders: one waits for the other.
  await sql`select pg_advisory_xact_lock(hashtextextended('rouage import', 0))`.execute(trx);
  await createStaging(trx);
}

const kindOfFile: Record<ExchangeFile, string> = {
  'organisations.csv': 'organisation',
  'capabilities.csv': 'capability',
  'needs.csv': 'need',
  'group_purchases.json': 'group-purchase',
};

/** A purchase whose participants or offers changed counts as changed, though its own row did not. */
async function countFiles(
  trx: OpenTransaction,
  files: readonly ExchangeFile[],
): Promise<Partial<Record<ExchangeFile, FileCounts>>> {
  const counts: Partial<Record<ExchangeFile, FileCounts>> = {};
  for (const file of files) {
    const kind = kindOfFile[file];
    const parts = kind === 'group-purchase' ? ['commitment', 'offer'] : [];
    const { rows } = await sql<{ rows: number; valid: number; created: number; touched: number }>`
      select count(*)::integer as rows, (count(*) filter (where valid))::integer as valid,
        (select count(distinct row_id) from import_changes where kind = ${kind} and created)::integer as created,
        (select count(distinct row_id) from import_changes
         where kind = any(${[kind, ...parts]}::text[]))::integer as touched
      from ${sql.table(tableOfFile[file])}`.execute(trx);
    const row = rows[0];
    if (!row) continue;
    counts[file] = {
      rows: row.rows,
      created: row.created,
      changed: row.touched - row.created,
      unchanged: row.valid - row.touched,
      skipped: row.rows - row.valid,
    };
  }
  return counts;
}
