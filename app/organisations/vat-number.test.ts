import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeSiren } from '~db/factories/organisations.server';
import {
  expectedVatNumber,
  isFrenchVatNumber,
  isSwissUid,
  isVatNumberOfSiren,
  vatKeyOfSiren,
} from './vat-number';

describe('French VAT numbers', () => {
  test('published vectors', () => {
    expect(vatKeyOfSiren('732829320')).toBe('44');
    expect(isFrenchVatNumber('FR40303265045')).toBe(true);
    expect(isFrenchVatNumber('FR23334175221')).toBe(true);
    expect(isFrenchVatNumber('FR84323140391')).toBe(false);
  });

  test('keys with a letter', () => {
    expect(isFrenchVatNumber('FRK7399859412')).toBe(true);
    expect(isFrenchVatNumber('FR4Z123456782')).toBe(true);
    expect(isFrenchVatNumber('FRK8399859412')).toBe(false);
    expect(isFrenchVatNumber('FRIO334175221')).toBe(false);
  });

  test("Monaco's numbers are not SIREN, but have a key", () => {
    expect(isFrenchVatNumber(`FR${vatKeyOfSiren('000001234')}000001234`)).toBe(true);
    expect(isFrenchVatNumber('FR00000001234')).toBe(false);
  });

  test('the key is unique, belongs to its SIREN, and is (SIREN 12) mod 97', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), fc.nat(99), (serial, key) => {
        const siren = makeSiren(serial);
        const vat = expectedVatNumber(siren);
        expect(isVatNumberOfSiren(vat, siren)).toBe(true);
        expect(BigInt(vat.slice(2, 4))).toBe(BigInt(`${siren}12`) % 97n);
        const other = `FR${String(key).padStart(2, '0')}${siren}`;
        expect(isFrenchVatNumber(other)).toBe(other === vat);
        expect(isVatNumberOfSiren(vat, makeSiren(serial - 1))).toBe(false);
      }),
    );
  });
});

test('Swiss enterprise numbers', () => {
  expect(isSwissUid('CHE100155212')).toBe(true);
  expect(isSwissUid('CHE100155212MWST')).toBe(true);
  expect(isSwissUid('CHE100155213')).toBe(false);
  expect(isSwissUid('CHE10015521')).toBe(false);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999_999 }), (serial) => {
      const stem = String(serial).padStart(8, '0');
      const valid = [...'0123456789'].filter((digit) => isSwissUid(`CHE${stem}${digit}`));
      expect(valid.length).toBeLessThanOrEqual(1); // none where the sum would ask for the digit 10
    }),
  );
});
