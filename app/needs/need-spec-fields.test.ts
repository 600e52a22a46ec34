import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findAttribute } from '~/taxonomy/attributes';
import { readSpecField } from './need-spec-fields';

function read(key: string, text: string) {
  const attribute = findAttribute(key);
  if (!attribute) throw new Error(`no attribute ${key}`);
  return readSpecField(attribute, text);
}

describe('a specification as a person writes it', () => {
  it.each([
    ['diameter_mm', '36,5', '36.5'],
    ['diameter_mm', ' 30 à 38 ', '30..38'],
    ['diameter_mm', '30-38', '30..38'],
    ['diameter_mm', '30..38', '30..38'],
    ['diameter_mm', '30 to 38,25', '30..38.25'],
    ['water_resistance_bar', '10', '10'],
    ['case_material', '316L', '316L'],
    ['movement_caliber', 'Soprod M100', 'Soprod M100'],
    ['antinickel', 'true', 'true'],
  ])('%s: "%s" is %s', (key, written, text) => {
    expect(read(key, written)).toEqual({ ok: true, text });
  });

  it.each([
    ['diameter_mm', 'environ 38', 'spec-range'],
    ['diameter_mm', '38 à 30', 'spec-range-order'],
    ['water_resistance_bar', '3 à 10', 'spec-number'],
    ['case_material', 'inox', 'spec-choice'],
    ['movement_caliber', 'a;moq=1', 'spec-text'],
    ['antinickel', 'oui', 'spec-boolean'],
  ])('%s: "%s" is refused (%s)', (key, written, code) => {
    expect(read(key, written)).toEqual({ ok: false, code });
  });

  it('reads back any range that it wrote', () => {
    const side = fc.integer({ min: 0, max: 99_999 }).map((n) => n / 100);
    fc.assert(
      fc.property(side, side, (a, b) => {
        const [low, high] = a <= b ? [a, b] : [b, a];
        const french = (n: number) => String(n).replace('.', ',');
        expect(read('diameter_mm', `${french(low)} à ${french(high)}`)).toEqual({
          ok: true,
          text: `${low}..${high}`,
        });
      }),
    );
  });
});
