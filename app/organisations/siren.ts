/**
 * French company numbers. Sources: INSEE (SIREN: 9 digits, SIRET: SIREN + 5, both with Luhn's check, ISO/IEC 7812-1
 * annex B); La Poste's establishments are the one exception that INSEE allows.
 */

/** "732 829 320" -> "732829320": spaces, dots and hyphens that people type are left out; the rest is kept. */
export function compactIdentifier(text: string): string {
  return text.replace(/[\s.\u00a0\u202f-]/g, '').toUpperCase();
}

/** Luhn's sum of a text of digits, doubling every second digit from the right, is a multiple of ten. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]) * (index % 2 === 1 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

/** Nine digits, compact, with Luhn's check. A number of zeros is no company's. */
export function isSiren(text: string): boolean {
  return /^\d{9}$/.test(text) && text !== '000000000' && passesLuhn(text);
}

const laPoste = '356000000';
const laPosteHeadOffice = '35600000000048';

/** Fourteen digits: a SIREN and an establishment. La Poste's sum to a multiple of five, but for its head office. */
export function isSiret(text: string): boolean {
  if (!/^\d{14}$/.test(text) || !isSiren(text.slice(0, 9))) return false;
  if (!text.startsWith(laPoste) || text === laPosteHeadOffice) return passesLuhn(text);
  return [...text].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0;
}
