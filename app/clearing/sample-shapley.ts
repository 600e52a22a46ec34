import type { QuantityGame, ShapleyAnswer } from './cost-game';

/** The stated bound holds for all players together with this probability. */
export const samplingConfidence = 0.99;

/** Costs asked for by one sampling. */
export const samplingBudget = 400_000;

/** Mulberry32: the same orders on every platform and every run, so that a clearing can be computed again. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Shapley value by random orders of arrival, for games too large to compute. The error bound is the empirical
 * Bernstein inequality (Maurer and Pontil 2009) for the observed range of what a player adds, over all players
 * at once. What an order adds up to is always the whole cost, so the shares still sum exactly.
 *
 * @param budget number of costs evaluated.
 */
export function sampleShapley(game: QuantityGame, budget = samplingBudget): ShapleyAnswer | undefined {
  const n = game.quantities.length;
  const orders = Math.max(2, Math.floor(budget / n));
  const random = numbersFrom(20_260_101);
  const order = game.quantities.map((_, i) => i);
  const sums = new Float64Array(n);
  const squares = new Float64Array(n);
  const least = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const most = new Float64Array(n).fill(Number.NEGATIVE_INFINITY);
  for (let round = 0; round < orders; round += 1) {
    for (let k = n - 1; k > 0; k -= 1) {
      const other = Math.floor(random() * (k + 1));
      [order[k], order[other]] = [order[other] ?? 0, order[k] ?? 0];
    }
    let total = 0;
    let before = 0;
    for (const i of order) {
      total += game.quantities[i] ?? 0;
      const cost = total === 0 ? 0 : game.cost(total);
      if (!Number.isFinite(cost)) return undefined;
      const added = cost - before;
      before = cost;
      sums[i] = (sums[i] as number) + added;
      squares[i] = (squares[i] as number) + added * added;
      least[i] = Math.min(least[i] as number, added);
      most[i] = Math.max(most[i] as number, added);
    }
  }
  const log = Math.log((4 * n) / (1 - samplingConfidence));
  let errorBound = 0;
  const shares = Array.from(sums, (sum, i) => {
    const mean = sum / orders;
    const variance = Math.max(0, ((squares[i] as number) - sum * mean) / (orders - 1));
    const range = (most[i] as number) - (least[i] as number);
    const bound = Math.sqrt((2 * variance * log) / orders) + (7 * range * log) / (3 * (orders - 1));
    errorBound = Math.max(errorBound, bound);
    return mean;
  });
  return { shares, errorBound };
}
