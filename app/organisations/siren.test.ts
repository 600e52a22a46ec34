import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeSiren } from '~db/factories/organisations.server';
import { compactIdentifier, isSiren, isSiret } from './siren';

test('published vectors', () => {
  expect(isSiren('732829320')).toBe(true);
  expect(isSiret('73282932000074')).toBe(true);
  expect(isSiret('73282932000079')).toBe(false);
  // La Poste: the head office by Luhn, the others by a sum that five divides.
  expect(isSiret('35600000000048')).toBe(true);
  expect(isSiret('35600000009075')).toBe(true);
  expect(isSiret('35600000009076')).toBe(false);
});

test.each([
  '',
  '73282932',
  '7328293200',
  '73282932O',
  '000000000',
  '732829321',
  ' 732829320',
  '７３２８２９３２０',
])('%j is no SIREN', (text) => {
  expect(isSiren(text)).toBe(false);
});

test('what people type is compacted', () => {
  expect(compactIdentifier(' 732 829\u00a0320 ')).toBe('732829320');
  expect(compactIdentifier('fr 44.732-829 320')).toBe('FR44732829320');
});

test('one digit changed, or two unequal neighbours swapped, is found (but 09 and 90)', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 99_999_999 }),
      fc.nat(8),
      fc.integer({ min: 1, max: 9 }),
      (serial, at, shift) => {
        const siren = makeSiren(serial);
        expect(isSiren(siren)).toBe(true);
        const digits = [...siren];
        digits[at] = String((Number(digits[at]) + shift) % 10);
        expect(isSiren(digits.join(''))).toBe(false);

        const [left = '', right = ''] = siren.slice(at % 8);
        const swapped = siren.slice(0, at % 8) + right + left + siren.slice((at % 8) + 2);
        const invisible = left === right || ['09', '90'].includes(left + right);
        expect(isSiren(swapped)).toBe(invisible);
      },
    ),
  );
});
