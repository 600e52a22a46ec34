import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demandSchedule } from './commitment-forms.server';
import {
  demandRowsMax,
  largestQuantity,
  readCents,
  readSchedule,
  type TypedRow,
  unitPriceCentsMax,
} from './demand-schedule';

const row = (quantity: string, maxUnitPrice: string): TypedRow => ({ quantity, maxUnitPrice });

describe('reading the grid', () => {
  it('reads French figures, in any order of rows, blank rows aside', () => {
    expect(readSchedule([row('', ' '), row('1\u202f500', '3,6'), row('300', '4.20 €'), {}])).toEqual({
      ok: true,
      schedule: [
        { quantity: 300, maxUnitPriceCents: 420 },
        { quantity: 1500, maxUnitPriceCents: 360 },
      ],
    });
  });

  it('names every fault of every row at once', () => {
    const read = readSchedule([row('0', '4,20'), row('300', '4,205'), row('', '3'), row('1e3', '')]);
    expect(read).toEqual({
      ok: false,
      faults: [
        { row: 0, field: 'quantity', fault: 'demand-quantity-invalid' },
        { row: 1, field: 'maxUnitPrice', fault: 'demand-price-invalid' },
        { row: 2, field: 'quantity', fault: 'demand-quantity-missing' },
        { row: 3, field: 'quantity', fault: 'demand-quantity-invalid' },
        { row: 3, field: 'maxUnitPrice', fault: 'demand-price-missing' },
      ],
    });
  });

  it('wants something, and twelve rows at most', () => {
    expect(readSchedule([{}])).toMatchObject({ ok: false, faults: [{ fault: 'demand-empty' }] });
    const rows = Array.from({ length: demandRowsMax + 1 }, (_, at) => row(String(at + 1), String(50 - at)));
    expect(readSchedule(rows.slice(1))).toMatchObject({ ok: true });
    expect(readSchedule(rows)).toMatchObject({ ok: false, faults: [{ fault: 'demand-too-many-rows' }] });
  });

  it('refuses a price twice, and less at a lower price', () => {
    expect(readSchedule([row('300', '4'), row('400', '4,00')])).toMatchObject({
      faults: [{ row: 1, field: 'maxUnitPrice', fault: 'demand-price-twice' }],
    });
    expect(readSchedule([row('300', '4'), row('299', '3')])).toMatchObject({
      faults: [{ row: 1, field: 'quantity', fault: 'demand-smaller-at-lower-price' }],
    });
    expect(readSchedule([row('300', '4'), row('300', '3')])).toMatchObject({ ok: true });
  });
});

describe('a schedule that is accepted', () => {
  it('never takes less at a lower price (invariant 4), and the other way round', () => {
    const step = fc.record({
      quantity: fc.integer({ min: 1, max: 6 }),
      maxUnitPriceCents: fc.integer({ min: 1, max: 6 }),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 5 }), (steps) => {
        const prices = steps.map((one) => one.maxUnitPriceCents);
        const sound =
          new Set(prices).size === prices.length &&
          steps.every((one) =>
            steps.every(
              (other) => other.maxUnitPriceCents >= one.maxUnitPriceCents || other.quantity >= one.quantity,
            ),
          );
        const read = readSchedule(
          steps.map((one) => row(String(one.quantity), (one.maxUnitPriceCents / 100).toFixed(2))),
        );
        expect(read.ok).toBe(sound);
        const parsed = demandSchedule.safeParse(steps);
        expect(parsed.success).toBe(sound);
        if (!read.ok) return;
        expect(parsed.data).toEqual(read.schedule);
        const taken = (cents: number) =>
          largestQuantity(read.schedule.filter((one) => one.maxUnitPriceCents >= cents));
        for (let cents = 1; cents <= 6; cents += 1)
          expect(taken(cents)).toBeGreaterThanOrEqual(taken(cents + 1));
        expect(largestQuantity(read.schedule)).toBe(read.schedule.at(-1)?.quantity);
      }),
    );
  });

  it('has cents as they were written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: unitPriceCentsMax }), (cents) => {
        const text = `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}`;
        expect(readCents(text)).toBe(cents);
      }),
    );
    for (const text of ['', '0', '-1', '1,234', '1e5', '٣', '1.000.000', '0x10', 'NaN'])
      expect(readCents(text)).toBeNull();
  });
});
