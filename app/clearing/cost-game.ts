/**
 * Games of sharing a cost. Players are numbered from 0; a coalition is a set of bits. Costs are numbers in one
 * unit (cents for a clearing); shares come back unrounded in the same unit.
 */

/** Any game: `costs[mask]` is what the players of `mask` would pay without the others; `costs[0]` is 0. */
export type CoalitionGame = { readonly playerCount: number; readonly costs: Float64Array };

/** A game in which only the total matters: c(S) = cost(sum of the quantities of S). Quantities are integers. */
export type QuantityGame = {
  readonly quantities: readonly number[];
  /** Cost of a total; Infinity where it cannot be bought at all. */
  readonly cost: (quantity: number) => number;
  /** How many costs may be asked for when each takes a search of its own; without limit when absent. */
  readonly maxCosts?: number;
};

/** Whether a method that asks for this many costs may be used. */
export function mayAsk(game: QuantityGame, costs: number): boolean {
  return costs <= (game.maxCosts ?? Number.POSITIVE_INFINITY);
}

/** The subgroup that would gain most by leaving: its shares less what it would pay alone. */
export type CoreCheck = {
  /** Positive when the subgroup would pay less by leaving, otherwise the rule is in the core. */
  readonly maxExcess: number;
  /** Players, ascending; empty when there is no proper subgroup (a single player). */
  readonly subgroup: readonly number[];
};

/**
 * The Shapley value: what each player adds, on average over all orders of arrival (Shapley 1953).
 */
export type ShapleyAnswer = {
  readonly shares: readonly number[];
  /** 0 when exact; otherwise no share is further off than this, with the confidence stated in `sampleShapley`. */
  readonly errorBound: number;
};

/** Beyond this many players a list of all coalitions is not made. */
export const maxListedPlayers = 20;

export function totalQuantity(game: QuantityGame): number {
  return game.quantities.reduce((sum, q) => sum + q, 0);
}

/** List all coalitions of a quantity game; at most `maxListedPlayers` players. */
export function coalitionGameOf(game: QuantityGame): CoalitionGame {
  const playerCount = game.quantities.length;
  if (playerCount > maxListedPlayers)
    throw new RangeError(`At most ${maxListedPlayers} players can be listed`);
  const sums = new Float64Array(2 ** playerCount);
  const costs = new Float64Array(2 ** playerCount);
  for (let mask = 1; mask < sums.length; mask += 1) {
    const player = 31 - Math.clz32(mask);
    const sum = (sums[mask ^ (1 << player)] as number) + (game.quantities[player] ?? 0);
    sums[mask] = sum;
    costs[mask] = sum === 0 ? 0 : game.cost(sum);
  }
  return { playerCount, costs };
}

export function playersOf(mask: number): number[] {
  return Array.from({ length: 32 }, (_, i) => i).filter((i) => (mask & (2 ** i)) !== 0);
}

export function coalitionSize(mask: number): number {
  let size = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) size += 1;
  return size;
}
