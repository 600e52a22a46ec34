/**
 * Money between its written form ("4.20", euros, at most two decimals, excluding VAT) and integer cents.
 * Nothing here goes through a binary fraction.
 */

const writtenEuros = /^\d{1,13}(\.\d{1,2})?$/;

/** "4.20" -> 420. `undefined` when the text is not a non-negative amount with at most two decimals. */
export function centsFromEuros(text: string): number | undefined {
  if (!writtenEuros.test(text)) return undefined;
  const [whole = '0', decimals = ''] = text.split('.');
  return Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
}

/** 420 -> "4.20"; -5 -> "-0.05". */
export function eurosFromCents(cents: number): string {
  const size = Math.abs(cents);
  const whole = Math.floor(size / 100);
  return `${cents < 0 ? '-' : ''}${whole}.${String(size % 100).padStart(2, '0')}`;
}

/** The fraction costCents / quantity in euros with six decimals, halves away from zero: (1756750, 3550) -> "4.948592". */
export function unitPriceEuros(costCents: number, quantity: number): string {
  // cents / q euros at six decimals = cents * 10^4 / q millionths; BigInt because the product may pass 2^53.
  const units = BigInt(quantity);
  const millionths = (BigInt(costCents) * 20_000n + units) / (2n * units);
  return `${millionths / 1_000_000n}.${String(millionths % 1_000_000n).padStart(6, '0')}`;
}
