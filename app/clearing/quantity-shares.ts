import { type QuantityGame, totalQuantity } from './cost-game';

/** Equal unit price: everybody pays the average. Zero for all when nothing is bought. */
export function equalShares(game: QuantityGame): number[] {
  const total = totalQuantity(game);
  if (total === 0) return game.quantities.map(() => 0);
  const cost = game.cost(total);
  return game.quantities.map((q) => (cost * q) / total);
}

/**
 * Serial cost sharing (Moulin and Shenker, Econometrica 60, 1992): by ascending quantity, each layer is paid
 * equally by those still in it. `undefined` when the cost of a layer is not known.
 */
export function serialShares(game: QuantityGame): number[] | undefined {
  const order = game.quantities.map((q, i) => ({ q, i })).sort((a, b) => a.q - b.q || a.i - b.i);
  const shares = game.quantities.map(() => 0);
  let below = 0;
  let costBefore = 0;
  let share = 0;
  for (const [k, { q, i }] of order.entries()) {
    const layer = below + (order.length - k) * q;
    const cost = layer === 0 ? 0 : game.cost(layer);
    if (!Number.isFinite(cost)) return undefined;
    share += (cost - costBefore) / (order.length - k);
    shares[i] = share;
    below += q;
    costBefore = cost;
  }
  return shares;
}
