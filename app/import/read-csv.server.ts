import { CsvSplitter } from './csv-records';
import { type Fault, FileFault, fault } from './faults';
import { readUtf8 } from './utf8-text.server';

/** A row's cells by column, or what keeps it from being read. `line` is where it begins in the file. */
export type CsvRow =
  | { line: number; cells: Record<string, string>; faults?: undefined }
  | { line: number; ref: string; faults: Fault[] };

/**
 * The rows of a CSV file, one at a time. Columns are found by their header, in any order. A row with too few or too
 * many cells is told; a wrong header ends the file after all its faults.
 * @throws FileFault when the file cannot be read on: no header, a quote that never closes, a wrong encoding
 */
export async function* readCsv(
  path: string,
  columns: readonly string[],
  onBytes?: (count: number) => void,
): AsyncGenerator<CsvRow> {
  const splitter = new CsvSplitter();
  let header: readonly string[] | undefined;
  for await (const piece of readUtf8(path, onBytes))
    for (const { line, cells, misquoted } of splitter.split(piece)) {
      if (cells.length === 1 && cells[0]?.trim() === '') continue; // an empty line
      if (header) {
        yield readRow(header, cells, line, misquoted);
        continue;
      }
      header = cells.map((name) => name.trim());
      const faults = headerFaults(header, columns, line);
      if (faults.length > 0) yield { faults, line, ref: '' };
      if (faults.length > 0) throw new FileFault(line, 'header-wrong', columns.join(','));
    }
  splitter.end();
  if (!header) throw new FileFault(1, 'empty-file', columns.join(','));
}

function readRow(
  header: readonly string[],
  record: readonly string[],
  line: number,
  misquoted: boolean,
): CsvRow {
  const ref = record[header.indexOf('ref')] ?? '';
  if (misquoted) return { line, ref, faults: [fault(line, '', 'quote-misplaced')] };
  if (record.length !== header.length) {
    const ragged = fault(line, '', 'ragged-row', String(record.length), String(header.length));
    return { line, ref, faults: [ragged] };
  }
  const cells: Record<string, string> = {};
  header.forEach((name, index) => {
    cells[name] = record[index] ?? '';
  });
  return { line, cells };
}

function headerFaults(header: readonly string[], columns: readonly string[], line: number): Fault[] {
  const missing = columns.filter((name) => !header.includes(name));
  const unknown = header.filter((name) => !columns.includes(name));
  const repeated = header.filter((name, index) => columns.includes(name) && header.indexOf(name) < index);
  return [
    ...missing.map((name) => fault(line, name, 'column-missing')),
    ...unknown.map((name) => fault(line, name || '?', 'column-unknown', name)),
    ...repeated.map((name) => fault(line, name, 'column-repeated')),
  ];
}
