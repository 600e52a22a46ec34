import { greatestCommonDivisor } from './common-divisor';
import {
  type CoalitionGame,
  type CoreCheck,
  coalitionGameOf,
  coalitionSize,
  mayAsk,
  type QuantityGame,
  totalQuantity,
} from './cost-game';

/**
 * Whether some subgroup would pay less by leaving (the core, Gillies 1959), and which would gain most.
 */

/** Excesses closer than this (relative to the whole cost) are ties: fewest players, then the first ones. */
const tolerance = 1e-9;

/** Of two sets of the same size, whether `a` holds the first player in which they differ. */
function comesFirst(a: number, b: number): boolean {
  const difference = a ^ b;
  return (a & (difference & -difference)) !== 0;
}

function membersOf(mask: number, playerCount: number): number[] {
  return Array.from({ length: playerCount }, (_, i) => i).filter((i) => ((mask >>> i) & 1) === 1);
}

/** By enumeration, for any game of at most 20 players. A subgroup of infinite cost cannot leave. */
export function coalitionCoreCheck(
  { playerCount, costs }: CoalitionGame,
  shares: readonly number[],
): CoreCheck {
  const whole = costs.length - 1;
  const near = tolerance * Math.max(1, Math.abs(costs[whole] ?? 0));
  const paid = new Float64Array(costs.length);
  let best = Number.NEGATIVE_INFINITY;
  let bestMask = 0;
  for (let mask = 1; mask < whole; mask += 1) {
    const player = 31 - Math.clz32(mask);
    paid[mask] = (paid[mask ^ (1 << player)] as number) + (shares[player] ?? 0);
    const excess = (paid[mask] as number) - (costs[mask] as number);
    if (excess === Number.NEGATIVE_INFINITY) continue;
    const size = coalitionSize(mask);
    const bestSize = coalitionSize(bestMask);
    const isTie = Math.abs(excess - best) <= near;
    const isSimpler = size < bestSize || (size === bestSize && comesFirst(mask, bestMask));
    if (isTie ? isSimpler : excess > best) {
      best = excess;
      bestMask = mask;
    }
  }
  if (bestMask === 0) return { maxExcess: 0, subgroup: [] };
  return { maxExcess: best, subgroup: membersOf(bestMask, playerCount) };
}

/** Cells above which no table is made. */
const maxCells = 2e8;

/**
 * For any number of players when only the total matters: for each total, the subgroup that now pays most, by
 * the table of a knapsack, O(n Q). `undefined` when the table would be too large.
 */
function quantityTableCheck(full: QuantityGame, shares: readonly number[]): CoreCheck | undefined {
  const unit = full.quantities.reduce(greatestCommonDivisor, 0) || 1;
  const game: QuantityGame = {
    quantities: full.quantities.map((q) => q / unit),
    cost: (q) => full.cost(q * unit),
  };
  const total = totalQuantity(game);
  const n = game.quantities.length;
  if (n * (total + 1) > maxCells || !mayAsk(full, total)) return undefined;
  const paid = new Float64Array(total + 1).fill(Number.NEGATIVE_INFINITY);
  const taken = Array.from({ length: n }, () => new Uint8Array(0));
  paid[0] = 0;
  for (const [i, q] of game.quantities.entries()) {
    const took = new Uint8Array(total + 1);
    // A player without a quantity pays nothing under every rule and changes no excess.
    for (let s = total; q > 0 && s >= q; s -= 1) {
      const other = (paid[s - q] as number) + (shares[i] ?? 0);
      if (other > (paid[s] as number)) {
        paid[s] = other;
        took[s] = 1;
      }
    }
    taken[i] = took;
  }
  let best = Number.NEGATIVE_INFINITY;
  let bestTotal = 0;
  for (let s = 1; s < total; s += 1) {
    if (paid[s] === Number.NEGATIVE_INFINITY) continue;
    const excess = (paid[s] as number) - game.cost(s);
    if (excess > best) {
      best = excess;
      bestTotal = s;
    }
  }
  const subgroup: number[] = [];
  for (let i = n - 1, s = bestTotal; i >= 0 && s > 0; i -= 1) {
    if (taken[i]?.[s] === 1) {
      subgroup.unshift(i);
      s -= game.quantities[i] ?? 0;
    }
  }
  return best === Number.NEGATIVE_INFINITY ? { maxExcess: 0, subgroup: [] } : { maxExcess: best, subgroup };
}

export function quantityCoreCheck(game: QuantityGame, shares: readonly number[]): CoreCheck | undefined {
  if (game.quantities.length <= 12 && mayAsk(game, 2 ** game.quantities.length))
    return coalitionCoreCheck(coalitionGameOf(game), shares);
  return quantityTableCheck(game, shares);
}
