import { isSiren } from './siren';

/** Keys with a letter leave out I and O, which read as 1 and 0. */
const keyLetters = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/**
 * The numeric key of a French VAT number: (12 + 3 × (SIREN mod 97)) mod 97, two digits (CGI annexe II, article 242
 * nonies A; the formula as published by the tax administration). `siren` is nine digits.
 */
export function vatKeyOfSiren(siren: string): string {
  return String((12 + 3 * (Number(siren) % 97)) % 97).padStart(2, '0');
}

/**
 * A key that holds a letter, checked as python-stdnum's `fr.tva` does: with both characters read in the 34-letter
 * alphabet, one formula if the first is a digit, another if it is a letter, and the SIREN mod 11 follows.
 */
function isAlphanumericKey(key: string, siren: string): boolean {
  const first = keyLetters.indexOf(key.charAt(0));
  const second = keyLetters.indexOf(key.charAt(1));
  if (first < 0 || second < 0) return false;
  const check = first < 10 ? first * 24 + second - 10 : first * 34 + second - 100;
  return (Number(siren) + 1 + Math.floor(check / 11)) % 11 === check % 11;
}

/**
 * A French VAT number, compact (`FR44732829320`): a key of digits or with a letter, then a SIREN. Monaco's bodies have
 * numbers that start with 000 and are not SIREN: their key alone is checked.
 */
export function isFrenchVatNumber(text: string): boolean {
  const parts = /^FR([0-9A-HJ-NP-Z]{2})(\d{9})$/.exec(text);
  const [, key, number] = parts ?? [];
  if (key === undefined || number === undefined) return false;
  if (!number.startsWith('000') && !isSiren(number)) return false;
  return /^\d{2}$/.test(key) ? key === vatKeyOfSiren(number) : isAlphanumericKey(key, number);
}

/** The VAT number is this company's. */
export function isVatNumberOfSiren(vat: string, siren: string): boolean {
  return isFrenchVatNumber(vat) && vat.slice(4) === siren;
}

const swissWeights = [5, 4, 3, 2, 7, 6, 5, 4];

/**
 * A Swiss enterprise number, compact (`CHE100155212`; a `MWST`, `TVA` or `IVA` after it is allowed): the ninth digit
 * is 11 - (weighted sum mod 11); a remainder that would need the digit 10 is not given out (Swiss UID register).
 */
export function isSwissUid(text: string): boolean {
  const digits = /^CHE(\d{9})(MWST|TVA|IVA|TPV)?$/.exec(text)?.[1];
  if (digits === undefined) return false;
  const sum = swissWeights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return (11 - (sum % 11)) % 11 === Number(digits[8]);
}

/** For a message: the number that the company would have with a numeric key. */
export function expectedVatNumber(siren: string): string {
  return `FR${vatKeyOfSiren(siren)}${siren}`;
}
