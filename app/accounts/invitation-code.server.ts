import { randomInt } from 'node:crypto';

/** Crockford's base 32: no I, L, O, U, which are read as 1, 1, 0, V. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 12;

/** @returns 12 characters, 60 random bits: guessing one needs no limit on guesses */
export function makeInvitationCode(): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}
