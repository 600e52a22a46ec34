import type { z } from 'zod';
import { type Fault, type FaultCode, fault } from './faults';

/** A schema for each column; the columns are judged apart, so that one fault hides no other. */
export type RowShape = Readonly<Record<string, z.ZodType>>;

/** What was read: a column that is wrong is absent. */
export type PartialRow<Shape extends RowShape> = { [Column in keyof Shape]?: z.output<Shape[Column]> };
export type Row<Shape extends RowShape> = { [Column in keyof Shape]: z.output<Shape[Column]> };

export type Report = (column: string, code: FaultCode, shown?: string, detail?: string) => void;

export interface CheckedRow<Shape extends RowShape> {
  row: PartialRow<Shape>;
  faults: Fault[];
}

/**
 * Judge a row by its columns, then by what holds between them.
 * @param between sees every column that is right, also when others are wrong
 * @param lineOf the line of a path, where a row stands on several
 */
export function checkRow<Shape extends RowShape>(
  shape: Shape,
  cells: Readonly<Record<string, unknown>>,
  lineOf: (path: string) => number,
  between: (row: PartialRow<Shape>, report: Report) => void,
): CheckedRow<Shape> {
  const faults: Fault[] = [];
  const row: Record<string, unknown> = {};
  const report: Report = (column, code, shown = '', detail = '') => {
    faults.push(fault(lineOf(column), column, code, shown, detail));
  };
  for (const [column, schema] of Object.entries(shape)) {
    const result = schema.safeParse(cells[column]);
    if (result.success) row[column] = result.data;
    else for (const issue of result.error.issues) reportIssue(issue, column, cells[column], report);
  }
  const partial = row as PartialRow<Shape>; // each value came out of its column's schema
  between(partial, report);
  return { row: partial, faults };
}

/** Every column was right, so none is absent. */
export function isWhole<Shape extends RowShape>(
  checked: CheckedRow<Shape>,
): checked is { row: Row<Shape>; faults: Fault[] } {
  return checked.faults.length === 0;
}

function reportIssue(issue: z.core.$ZodIssue, column: string, input: unknown, report: Report): void {
  const path = [column, ...issue.path].map(String);
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) report(joinPath([...path, key]), 'key-unknown');
    return;
  }
  const params = issue.code === 'custom' ? issue.params : undefined;
  const value = issue.path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    input,
  );
  const [code = '', limits = ''] = issue.message.split(':'); // set by our schemas
  const shown = typeof params?.['shown'] === 'string' ? params['shown'] : show(value);
  const detail = typeof params?.['detail'] === 'string' ? params['detail'] : limits;
  report(joinPath(path), value === undefined && !params ? 'key-missing' : (code as FaultCode), shown, detail);
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** ['participants', '2', 'demand'] -> `participants[2].demand` */
function joinPath(path: readonly string[]): string {
  return path.reduce((joined, key) =>
    /^\d+$/.test(key) ? `${joined}[${key}]` : joined === '' ? key : `${joined}.${key}`,
  );
}
