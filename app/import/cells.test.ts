import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { centsOf, decimal, indicativeMoney, instant, integer, isDay, list, website } from './cells';

const digits = (length: number) => fc.integer({ min: 0, max: 10 ** length - 1 });

describe('money', () => {
  test('is read by its digits, to the cent, however large', () => {
    fc.assert(
      fc.property(digits(10), fc.integer({ min: 0, max: 99 }), fc.boolean(), (whole, cents, short) => {
        const decimals = String(cents).padStart(2, '0');
        const text = short && cents % 10 === 0 ? `${whole}.${decimals[0]}` : `${whole}.${decimals}`;
        expect(centsOf(text)).toBe(Number(BigInt(whole) * 100n + BigInt(cents)));
      }),
    );
    expect(centsOf('4')).toBe(400);
    for (const text of ['', '4,20', '4.205', '-1', '+1', '1e3', '.5', '4.', ' 4', '12345678901'])
      expect(centsOf(text)).toBeUndefined();
  });

  test('of an indicative range is widened to whole cents, never narrowed', () => {
    fc.assert(
      fc.property(digits(6), digits(4), (whole, tenThousandths) => {
        const text = `${whole}.${String(tenThousandths).padStart(4, '0')}`;
        const exact = BigInt(whole) * 10_000n + BigInt(tenThousandths);
        const low = BigInt(indicativeMoney('minimum').parse(text) ?? -1) * 100n;
        const high = BigInt(indicativeMoney('maximum').parse(text) ?? -1) * 100n;
        expect(low <= exact && exact - low < 100n).toBe(true);
        expect(high >= exact && high - exact < 100n).toBe(true);
      }),
    );
  });
});

test('a day is one of the calendar', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1900, max: 2200 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
      (year, month, day) => {
        const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
        const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        const pad = (value: number) => String(value).padStart(2, '0');
        expect(isDay(`${year}-${pad(month)}-${pad(day)}`)).toBe(day >= 1 && day <= (lengths[month - 1] ?? 0));
      },
    ),
  );
  expect(isDay('15/03/2027')).toBe(false);
});

test('an empty cell is not stated, never zero', () => {
  expect(integer(0).parse('')).toBeNull();
  expect(decimal(0, 100).parse(' ')).toBeNull();
  expect(list().parse('')).toEqual([]);
  expect(integer(0).parse('0')).toBe(0);
});

test.each([
  [integer(1), '0'],
  [integer(1), '2147483648'],
  [integer(0), '1.0'],
  [decimal(0, 100), '100.01'],
  [decimal(0, 100), 'NaN'],
  [list(), 'a||b'],
  [list(), 'a|a'],
  [website, 'javascript:alert(1)'],
  [website, 'maison.fr'],
  [instant, '2026-12-15 17:00'],
  [instant, '2026-13-15T17:00:00Z'],
])('%# refuses %j', (cell, text) => {
  expect(cell.safeParse(text).success).toBe(false);
});
