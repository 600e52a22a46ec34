import { join } from 'node:path';
import type { OpenTransaction } from '~db/client.server';
import { type CheckedRow, checkRow, isWhole, type PartialRow, type Report, type RowShape } from './check-row';
import {
  capabilityShape,
  checkCapability,
  checkOrganisation,
  needShape,
  organisationShape,
} from './csv-rows';
import { type CsvFile, csvColumns, type ExchangeFile } from './exchange-files';
import { FileFault, fault } from './faults';
import { checkGroupPurchase, groupPurchaseShape } from './group-purchase-row';
import { JsonArraySplitter, type JsonElement, linesOfJson } from './json-elements';
import { readCsv } from './read-csv.server';
import { type FaultWriter, StagingWriter, tableOfFile } from './staging.server';
import { readUtf8 } from './utf8-text.server';

export interface StagedFile {
  rows: number;
  /** False when the file could not be read to its end: nothing of it may be imported. */
  readable: boolean;
}

export interface StageProgress {
  file: ExchangeFile;
  rows: number;
  bytes: number;
  /** The file's last word. */
  finished: boolean;
}

/** Judge a file's rows one by one and put them in the staging tables; faults go to `faults`. */
export async function stageFile(
  trx: OpenTransaction,
  folder: string,
  file: ExchangeFile,
  faults: FaultWriter,
  onProgress: (progress: StageProgress) => void,
): Promise<StagedFile> {
  const progress = { file, rows: 0, bytes: 0, finished: false };
  const onBytes = (count: number) => {
    progress.bytes += count;
    onProgress(progress);
  };
  try {
    const path = join(folder, file);
    if (file === 'group_purchases.json') await stageGroupPurchases(trx, path, faults, progress, onBytes);
    else await stageCsv(trx, path, file, faults, progress, onBytes);
    return { rows: progress.rows, readable: true };
  } catch (error) {
    const found = unreadable(error);
    if (!found) throw error;
    await faults.add(file, progress.rows + 1, found);
    return { rows: progress.rows, readable: false };
  } finally {
    progress.finished = true;
    onProgress(progress);
  }
}

function unreadable(error: unknown) {
  if (error instanceof FileFault) return fault(error.line, '', error.code, '', error.detail);
  const isFileError = error instanceof Error && 'code' in error && 'path' in error;
  return isFileError ? fault(0, '', 'file-missing') : undefined;
}

async function stageCsv(
  trx: OpenTransaction,
  path: string,
  file: CsvFile,
  faults: FaultWriter,
  progress: StageProgress,
  onBytes: (count: number) => void,
): Promise<void> {
  const staged = new StagingWriter(trx, tableOfFile[file]);
  for await (const row of readCsv(path, csvColumns[file], onBytes)) {
    progress.rows += 1;
    const head = { n: progress.rows, line: row.line };
    if (row.faults) {
      for (const found of row.faults) await faults.add(file, head.n, found);
      await staged.add({ ...head, valid: false, ref: row.ref });
      continue;
    }
    const checked = checkCsvRow(file, row.cells, row.line);
    for (const found of checked.faults) await faults.add(file, head.n, found);
    await staged.add({ ...checked.record, ...head, valid: checked.faults.length === 0 });
  }
  await staged.flush();
}

function checkCsvRow(file: CsvFile, cells: Record<string, string>, line: number) {
  switch (file) {
    case 'organisations.csv':
      return staged(checkShape(organisationShape, cells, line, checkOrganisation), (row) => row);
    case 'capabilities.csv':
      return staged(checkShape(capabilityShape, cells, line, checkCapability), (row) => ({
        ...row,
        unit_price_min_cents: row.unit_price_min_eur,
        unit_price_max_cents: row.unit_price_max_eur,
      }));
    case 'needs.csv':
      return staged(
        checkShape(needShape, cells, line, () => {}),
        (row) => ({ ...row, target_unit_price_cents: row.target_unit_price_eur }),
      );
  }
}

function checkShape<Shape extends RowShape>(
  shape: Shape,
  cells: Record<string, string>,
  line: number,
  between: (row: PartialRow<Shape>, report: Report) => void,
): CheckedRow<Shape> {
  return checkRow(shape, cells, () => line, between);
}

/** The record of a right row; of a wrong one, what others may refer to and what it refers to. */
function staged<Shape extends RowShape>(
  checked: CheckedRow<Shape>,
  recordOf: (row: PartialRow<Shape>) => object,
) {
  const { ref, organisation_ref, lead_ref } = checked.row;
  const record = isWhole(checked)
    ? recordOf(checked.row)
    : { ref, organisation_ref: organisation_ref ?? lead_ref };
  return { record, faults: checked.faults };
}

async function stageGroupPurchases(
  trx: OpenTransaction,
  path: string,
  faults: FaultWriter,
  progress: StageProgress,
  onBytes: (count: number) => void,
): Promise<void> {
  const file = 'group_purchases.json';
  const writers = {
    purchases: new StagingWriter(trx, 'import_group_purchases'),
    participants: new StagingWriter(trx, 'import_participants'),
    offers: new StagingWriter(trx, 'import_offers'),
  };
  const splitter = new JsonArraySplitter();
  for await (const piece of readUtf8(path, onBytes))
    for (const element of splitter.split(piece)) {
      progress.rows += 1;
      const checked = checkElement(element);
      for (const found of checked.faults) {
        const column = `[${progress.rows - 1}]${found.column && `.${found.column}`}`;
        await faults.add(file, progress.rows, { ...found, column });
      }
      await stagePurchase(writers, checked, progress.rows, element.line);
    }
  splitter.end();
  for (const writer of Object.values(writers)) await writer.flush();
}

type CheckedPurchase = CheckedRow<typeof groupPurchaseShape> & { lineOf(path: string): number };

function checkElement({ text, line }: JsonElement): CheckedPurchase {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const at = /position (\d+)/.exec(String(error))?.[1];
    const faultLine = at === undefined ? line : line + text.slice(0, Number(at)).split('\n').length - 1;
    const reason = error instanceof Error ? error.message.replace(/\s+/g, ' ').slice(0, 80) : '';
    return { row: {}, faults: [fault(faultLine, '', 'json-broken', '', reason)], lineOf: () => line };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { row: {}, faults: [fault(line, '', 'not-object')], lineOf: () => line };
  let lines: Map<string, number> | undefined;
  const lineOf = (path: string): number => {
    lines ??= linesOfJson(text, line);
    // A missing key has no line of its own: the object that lacks it has.
    for (let known = path; known !== ''; known = known.replace(/(\.|^)[^.[\]]*$|\[\d+\]$/, '')) {
      const found = lines.get(known);
      if (found !== undefined) return found;
    }
    return line;
  };
  const cells = value as Record<string, unknown>; // an object, each key of which is judged
  const checked = checkRow(groupPurchaseShape, cells, lineOf, checkGroupPurchase);
  const unknown = Object.keys(cells).filter((key) => !Object.hasOwn(groupPurchaseShape, key));
  for (const key of unknown) checked.faults.push(fault(lineOf(key), key, 'key-unknown'));
  return { ...checked, lineOf };
}

async function stagePurchase(
  writers: Record<'purchases' | 'participants' | 'offers', StagingWriter>,
  checked: CheckedPurchase,
  n: number,
  line: number,
): Promise<void> {
  const { row, lineOf } = checked;
  const { record, faults } = staged(checked, ({ participants: _, offers, lead_ref, ...purchase }) => ({
    ...purchase,
    organisation_ref: lead_ref,
    tier_quantities: [
      ...new Set(offers?.flatMap((offer) => offer.tiers.map((tier) => tier.minQuantity))),
    ].sort((a, b) => a - b),
  }));
  const head = { n, line, owner_line: lineOf('lead_ref'), valid: faults.length === 0 };
  await writers.purchases.add({ ...record, ...head });
  for (const [index, participant] of (row.participants ?? []).entries()) {
    const path = `participants[${index}].organisation_ref`;
    // An interest counts for nothing: its schedule is kept, its quantity is zero (check of the table).
    const quantity =
      participant.firmness === 'interest' ? 0 : Math.max(...participant.demand.map((step) => step.quantity));
    await writers.participants.add({ ...participant, n, line: lineOf(path), path, quantity });
  }
  for (const [index, offer] of (row.offers ?? []).entries()) {
    const path = `offers[${index}].supplier_ref`;
    await writers.offers.add({
      ...offer,
      n,
      line: lineOf(path),
      path,
      organisation_ref: offer.supplier_ref,
      fixed_cost_cents: offer.fixed_cost_eur,
    });
  }
}
