import { greatestCommonDivisor } from './common-divisor';
import {
  type CoalitionGame,
  coalitionGameOf,
  coalitionSize,
  mayAsk,
  type QuantityGame,
  type ShapleyAnswer,
} from './cost-game';
import { gaussLegendre, type Node } from './gauss-legendre';
import { sampleShapley, samplingBudget } from './sample-shapley';

/** By enumeration of all coalitions, for any game of at most 20 players. Every cost must be finite. */
export function coalitionShapley({ playerCount, costs }: CoalitionGame): number[] {
  // weights[s] = s! (n - s - 1)! / n!, the chance that exactly a given set of s players comes before.
  const weights: number[] = [1 / Math.max(1, playerCount)];
  for (let s = 1; s < playerCount; s += 1) weights.push(((weights[s - 1] ?? 0) * s) / (playerCount - s));
  const shares = Array.from({ length: playerCount }, () => 0);
  for (let mask = 0; mask < costs.length; mask += 1) {
    const weight = weights[coalitionSize(mask)] ?? 0;
    const without = costs[mask] as number;
    for (let i = 0; i < playerCount; i += 1) {
      const bit = 1 << i;
      if ((mask & bit) === 0) {
        shares[i] = (shares[i] ?? 0) + weight * ((costs[mask | bit] as number) - without);
      }
    }
  }
  return shares;
}

/** `total[k]`: sum of the first k sizes. */
function runningTotals(sizes: readonly number[]): number[] {
  const totals = [0];
  for (const size of sizes) totals.push((totals.at(-1) ?? 0) + size);
  return totals;
}

/** Work space for one pass; `starts[k]` is where the distribution after k players begins in `forward`. */
type Pass = {
  readonly sizes: readonly number[];
  readonly totals: readonly number[];
  readonly starts: readonly number[];
  readonly forward: Float64Array;
  readonly after: Float64Array;
};

/** Distributions of the total of the first k players, each in with probability t, for all k. */
function passForward({ sizes, totals, starts, forward }: Pass, t: number): void {
  const out = 1 - t;
  forward[0] = 1;
  for (let k = 0; k < sizes.length; k += 1) {
    const size = sizes[k] as number;
    const total = totals[k] as number;
    const from = starts[k] as number;
    const to = starts[k + 1] as number;
    for (let s = 0; s <= total; s += 1) forward[to + s] = out * (forward[from + s] as number);
    forward.fill(0, to + total + 1, to + total + size + 1);
    for (let s = 0; s <= total; s += 1) {
      forward[to + size + s] = (forward[to + size + s] as number) + t * (forward[from + s] as number);
    }
  }
}

/**
 * Partial derivatives of the multilinear extension F(t, ..., t), one a player, added to `into` with a weight.
 *
 * Forward: the distribution of the total of the first k players. Backward: the expected cost given the total
 * of the first k. The derivative for player k joins the two. Reading it off this way needs no division by t or
 * 1 - t, so it is stable at every node.
 */
function addDerivatives(pass: Pass, costs: Float64Array, node: Node, into: Float64Array): void {
  const { sizes, totals, starts, forward, after } = pass;
  const t = node.at;
  passForward(pass, t);
  after.set(costs);
  for (let k = sizes.length - 1; k >= 0; k -= 1) {
    const size = sizes[k] as number;
    const from = starts[k] as number;
    const total = totals[k] as number;
    let derivative = 0;
    for (let s = 0; s <= total; s += 1) {
      const value = after[s] as number;
      const step = (after[s + size] as number) - value;
      derivative += (forward[from + s] as number) * step;
      // In place: later sums read only further up.
      after[s] = value + t * step;
    }
    into[k] = (into[k] as number) + node.weight * derivative;
  }
}

/** Additions above which a quantity game is sampled instead: some seconds. */
const maxSteps = 2e9;
const maxCells = 3e7;

function extensionShapley(game: QuantityGame): number[] | undefined {
  const unit = game.quantities.reduce(greatestCommonDivisor, 0);
  if (unit === 0) return game.quantities.map(() => 0);
  const order = game.quantities.map((q, i) => ({ size: q / unit, i })).sort((a, b) => a.size - b.size);
  const sizes = order.map(({ size }) => size);
  const totals = runningTotals(sizes);
  const cells = totals.reduce((sum, total) => sum + total + 1, 0);
  // The derivative is a polynomial of degree n - 1 in t: half as many nodes integrate it exactly.
  const nodeCount = Math.ceil(sizes.length / 2);
  const width = totals.at(-1) ?? 0;
  if (!mayAsk(game, width) || cells > maxCells || 3 * cells * nodeCount > maxSteps) return undefined;
  const costs = Float64Array.from({ length: width + 1 }, (_, s) => (s === 0 ? 0 : game.cost(s * unit)));
  if (!costs.every((cost) => Number.isFinite(cost))) return undefined;
  const sums = new Float64Array(sizes.length);
  const starts = runningTotals(totals.map((total) => total + 1));
  const pass: Pass = {
    sizes,
    totals,
    starts,
    forward: new Float64Array(cells),
    after: new Float64Array(width + 1),
  };
  for (const node of gaussLegendre(nodeCount)) addDerivatives(pass, costs, node, sums);
  const shares = game.quantities.map(() => 0);
  // Equal quantities have equal shares: give them the very same number, or rounding would part them.
  const bySize = new Map<number, number>();
  order.forEach(({ size, i }, k) => {
    if (!bySize.has(size)) bySize.set(size, sums[k] as number);
    shares[i] = bySize.get(size) ?? 0;
  });
  return shares;
}

/**
 * Shapley value of a game in which only the total matters: enumeration up to 12 players, beyond that exactly by
 * the multilinear extension (Owen 1972) with Gauss-Legendre nodes, O(n^2 Q); sampled when that is too large.
 * `undefined` when a subgroup's cost is not known.
 */
export function quantityShapley(game: QuantityGame): ShapleyAnswer | undefined {
  const known = (quantity: number) => quantity === 0 || Number.isFinite(game.cost(quantity));
  if (!known(game.quantities.reduce((sum, q) => sum + q, 0))) return undefined;
  if (game.quantities.length <= 12) {
    if (!mayAsk(game, 2 ** game.quantities.length)) return undefined;
    const listed = coalitionGameOf(game);
    if (!listed.costs.every((cost) => Number.isFinite(cost))) return undefined;
    return { shares: coalitionShapley(listed), errorBound: 0 };
  }
  const shares = extensionShapley(game);
  if (shares) return { shares, errorBound: 0 };
  return mayAsk(game, samplingBudget) ? sampleShapley(game) : undefined;
}
