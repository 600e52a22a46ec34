/**
 * Whole cents that sum to the invoice, by largest remainder (Hamilton): everybody gets the floor of its share,
 * the cents left over go one each to the largest fractions. Ties go to the first in the given order (refs).
 */

/** Fractions closer than this are ties: shares of rules computed in floating point carry errors of 1e-9. */
const resolution = 1e6;

function handOut(floors: number[], fractions: readonly (number | bigint)[], total: number): number[] {
  const missing = total - floors.reduce((sum, cents) => sum + cents, 0);
  const order = fractions
    .map((fraction, i) => ({ fraction, i }))
    .sort((a, b) => (a.fraction > b.fraction ? -1 : a.fraction < b.fraction ? 1 : a.i - b.i));
  // Between 0 and n - 1 in exact arithmetic; whole rounds absorb whatever an inconsistent input adds.
  const rounds = Math.floor(missing / floors.length);
  const left = missing - rounds * floors.length;
  order.forEach(({ i }, place) => {
    floors[i] = (floors[i] ?? 0) + rounds + (place < left ? 1 : 0);
  });
  return floors;
}

/**
 * Round shares that sum to `totalCents` (an integer) up to floating error. Each result is within one cent of
 * its share; at least one share is needed.
 */
export function roundShares(shares: readonly number[], totalCents: number): number[] {
  if (shares.length === 0) throw new RangeError('There is nobody to share with');
  const snapped = shares.map((share) => {
    const whole = Math.floor(share);
    const fraction = Math.round((share - whole) * resolution);
    return fraction === resolution ? { whole: whole + 1, fraction: 0 } : { whole, fraction };
  });
  return handOut(
    snapped.map(({ whole }) => whole),
    snapped.map(({ fraction }) => fraction),
    totalCents,
  );
}

/** The cents of an equal unit price, exactly: `totalCents x quantity / sum`, rounded by largest remainder. */
export function equalPriceCents(quantities: readonly number[], totalCents: number): number[] {
  const sum = BigInt(quantities.reduce((all, q) => all + q, 0));
  if (sum <= 0n) throw new RangeError('An equal price needs a positive quantity');
  const exact = quantities.map((q) => BigInt(q) * BigInt(totalCents));
  return handOut(
    exact.map((share) => Number(share / sum)),
    exact.map((share) => share % sum),
    totalCents,
  );
}
