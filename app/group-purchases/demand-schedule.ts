/** One line of a demand schedule: "this many, if the all-in unit price is at most that". */
export interface DemandStep {
  /** Pieces (or the unit that the order names), 1 to 1,000,000. */
  readonly quantity: number;
  /** The highest all-in unit price, excluding VAT, in cents, 1 to 100,000,000. */
  readonly maxUnitPriceCents: number;
}

/** Dearest limit first; quantities never fall along it. */
export type DemandSchedule = readonly DemandStep[];

export const demandRowsMax = 12;
/** Rows drawn for somebody without JavaScript. */
export const demandRowsShown = 4;
export const quantityMax = 1_000_000;
export const unitPriceCentsMax = 100_000_000;

/**
 * How much of a schedule counts in the pool while the price is unknown: the most that it may take. A schedule that
 * is well formed takes it at its lowest limit.
 */
export function largestQuantity(schedule: DemandSchedule): number {
  return schedule.reduce((most, step) => Math.max(most, step.quantity), 0);
}

export type DemandFault =
  | 'demand-empty'
  | 'demand-too-many-rows'
  | 'demand-quantity-missing'
  | 'demand-quantity-invalid'
  | 'demand-price-missing'
  | 'demand-price-invalid'
  | 'demand-price-twice'
  | 'demand-smaller-at-lower-price';

/** A row as a person typed it; both fields blank is no row. */
export interface TypedRow {
  readonly quantity?: string | undefined;
  readonly maxUnitPrice?: string | undefined;
}

export interface RowFault {
  /** The row's place in what was typed, blank rows counted. */
  readonly row: number;
  readonly field: 'quantity' | 'maxUnitPrice';
  readonly fault: DemandFault;
}

// French groups by spaces (also narrow and no-break ones) and writes a comma; both marks are understood.
const spaces = /[\s\u00a0\u202f]/g;

function readQuantity(text: string): number | null {
  const digits = text.replace(spaces, '');
  if (!/^\d{1,9}$/.test(digits)) return null;
  const quantity = Number(digits);
  return quantity >= 1 && quantity <= quantityMax ? quantity : null;
}

/** "4,20", "4.2", "1 204,5 €" -> cents, exactly; null for anything with more than two decimals or out of range. */
export function readCents(text: string): number | null {
  const match = /^(\d{1,9})(?:[.,](\d{1,2}))?€?$/.exec(text.replace(spaces, ''));
  if (!match) return null;
  const cents = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return cents >= 1 && cents <= unitPriceCentsMax ? cents : null;
}

interface ReadRow extends DemandStep {
  row: number;
}

function readRow(typed: TypedRow, row: number): { step: ReadRow | null; faults: RowFault[] } {
  const quantityText = typed.quantity?.trim() ?? '';
  const priceText = typed.maxUnitPrice?.trim() ?? '';
  if (!quantityText && !priceText) return { step: null, faults: [] };
  const quantity = readQuantity(quantityText);
  const cents = readCents(priceText);
  const faults: RowFault[] = [];
  if (quantity === null)
    faults.push({
      row,
      field: 'quantity',
      fault: quantityText ? 'demand-quantity-invalid' : 'demand-quantity-missing',
    });
  if (cents === null)
    faults.push({
      row,
      field: 'maxUnitPrice',
      fault: priceText ? 'demand-price-invalid' : 'demand-price-missing',
    });
  return {
    step: quantity === null || cents === null ? null : { row, quantity, maxUnitPriceCents: cents },
    faults,
  };
}

/** Rows whose limits repeat, or that take less than a row with a dearer limit (invariant 4). */
export function orderFaults(dearestFirst: readonly ReadRow[]): RowFault[] {
  const faults: RowFault[] = [];
  let most = 0;
  let previousCents: number | null = null;
  for (const step of dearestFirst) {
    if (step.maxUnitPriceCents === previousCents)
      faults.push({ row: step.row, field: 'maxUnitPrice', fault: 'demand-price-twice' });
    else if (step.quantity < most)
      faults.push({ row: step.row, field: 'quantity', fault: 'demand-smaller-at-lower-price' });
    most = Math.max(most, step.quantity);
    previousCents = step.maxUnitPriceCents;
  }
  return faults;
}

/** Read the grid. Every fault of every row at once; a schedule only when there is none. */
export function readSchedule(
  rows: readonly TypedRow[],
): { ok: true; schedule: DemandSchedule } | { ok: false; faults: RowFault[] } {
  const read = rows.map(readRow);
  const faults = read.flatMap(({ faults: found }) => found);
  const steps = read.flatMap(({ step }) => (step ? [step] : []));
  const dearestFirst = steps.toSorted((a, b) => b.maxUnitPriceCents - a.maxUnitPriceCents || a.row - b.row);
  faults.push(...orderFaults(dearestFirst));
  if (faults.length === 0 && dearestFirst.length === 0)
    faults.push({ row: 0, field: 'quantity', fault: 'demand-empty' });
  if (dearestFirst.length > demandRowsMax)
    faults.push({ row: demandRowsMax, field: 'quantity', fault: 'demand-too-many-rows' });
  if (faults.length > 0) return { ok: false, faults };
  return {
    ok: true,
    schedule: dearestFirst.map(({ quantity, maxUnitPriceCents }) => ({ quantity, maxUnitPriceCents })),
  };
}
