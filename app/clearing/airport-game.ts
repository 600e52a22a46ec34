import type { CoreCheck } from './cost-game';

/**
 * Airport games: a runway long enough for the largest serves all, c(S) = max of the costs of S. All in
 * O(n log n) but the nucleolus, O(n x number of different shares).
 */

type Sorted = readonly { readonly cost: number; readonly i: number }[];

function ascending(costs: readonly number[]): Sorted {
  return costs.map((cost, i) => ({ cost, i })).sort((a, b) => a.cost - b.cost || a.i - b.i);
}

/** Littlechild and Owen, Management Science 20 (1973): each piece of runway is shared by those who need it. */
export function airportShapley(costs: readonly number[]): number[] {
  const shares = costs.map(() => 0);
  let share = 0;
  let before = 0;
  for (const [k, { cost, i }] of ascending(costs).entries()) {
    share += (cost - before) / (costs.length - k);
    shares[i] = share;
    before = cost;
  }
  return shares;
}

/** Littlechild, International Journal of Game Theory 3 (1974); the prenucleolus is the same, the game being concave. */
export function airportNucleolus(costs: readonly number[]): number[] {
  const sorted = ascending(costs);
  const shares = costs.map(() => 0);
  let start = 0;
  let paid = 0;
  while (start < sorted.length) {
    let least = Number.POSITIVE_INFINITY;
    let end = start;
    for (let k = start; k < sorted.length; k += 1) {
      const others = k === sorted.length - 1 ? 0 : 1;
      const level = ((sorted[k]?.cost ?? 0) - paid) / (k - start + 1 + others);
      if (level <= least) {
        least = level;
        end = k;
      }
    }
    for (let k = start; k <= end; k += 1) shares[sorted[k]?.i ?? 0] = least;
    paid += least * (end - start + 1);
    start = end + 1;
  }
  return shares;
}

/**
 * The proper subgroup with the greatest excess, for shares that are nowhere negative: everybody up to some
 * cost, or all but the one who pays least.
 */
export function airportCoreCheck(costs: readonly number[], shares: readonly number[]): CoreCheck {
  const sorted = ascending(costs);
  if (sorted.length < 2) return { maxExcess: 0, subgroup: [] };
  let best = Number.NEGATIVE_INFINITY;
  let bestEnd = 0;
  let paid = 0;
  for (let k = 0; k < sorted.length - 1; k += 1) {
    paid += shares[sorted[k]?.i ?? 0] ?? 0;
    const excess = paid - (sorted[k]?.cost ?? 0);
    if (excess > best) {
      best = excess;
      bestEnd = k;
    }
  }
  const top = sorted.at(-1)?.cost ?? 0;
  const all = shares.reduce((sum, share) => sum + share, 0);
  const left = shares.indexOf(shares.reduce((least, share) => Math.min(least, share)));
  const withoutOne = all - (shares[left] ?? 0) - top;
  if (withoutOne > best) {
    return { maxExcess: withoutOne, subgroup: costs.map((_, i) => i).filter((i) => i !== left) };
  }
  const subgroup = sorted.slice(0, bestEnd + 1).map(({ i }) => i);
  return { maxExcess: best, subgroup: subgroup.sort((a, b) => a - b) };
}
