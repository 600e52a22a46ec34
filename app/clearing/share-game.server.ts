import { airportCoreCheck, airportNucleolus, airportShapley } from './airport-game';
import { coalitionCoreCheck, quantityCoreCheck } from './core-check';
import { type CoreCheck, coalitionGameOf, type QuantityGame } from './cost-game';
import type { GameFile } from './game-file';
import { maxNucleolusPlayers, nucleolus, prenucleolus } from './nucleolus.server';
import { equalShares, serialShares } from './quantity-shares';
import { coalitionShapley, quantityShapley } from './shapley-value';

export const gameRules = ['shapley', 'nucleolus', 'prenucleolus', 'serial', 'equal'] as const;
export type GameRule = (typeof gameRules)[number];

type ByRule<T> = Readonly<Record<GameRule, T | null>>;
type Shares = readonly number[] | undefined;

/**
 * What `npm run shares` prints: numbers with full precision, in the unit of the file; null where a rule is not
 * defined (serial and equal without quantities, a nucleolus when nobody can be kept from paying more than
 * alone) or not computable (a nucleolus of more than 12 players that is no airport).
 */
export type GameReport = ByRule<Readonly<Record<string, number>>> & {
  readonly core: ByRule<{ readonly max_excess: number; readonly subgroup: readonly string[] }>;
};

export type SharedGame = {
  readonly report: GameReport;
  /** 0 unless the Shapley value had to be sampled. */
  readonly shapleyErrorBound: number;
};

type Computed = {
  readonly shares: Readonly<Record<GameRule, Shares>>;
  readonly check: (shares: readonly number[]) => CoreCheck | undefined;
  readonly whole: number;
  readonly shapleyErrorBound: number;
};

/**
 * Cost of a total on one ladder, in the unit of the prices. Below the first tier nothing smaller can be
 * bought, so the cheapest larger purchase counts, as in a clearing.
 */
export function ladderCost(game: Extract<GameFile, { kind: 'quantities' }>): QuantityGame['cost'] {
  const { tiers, isIncremental, fixedCost } = game;
  const exact = (q: number): number => {
    const reached = tiers.findLastIndex((tier) => tier.minQuantity <= q);
    const tier = tiers[reached];
    if (!tier) return Number.POSITIVE_INFINITY;
    let cost = fixedCost + tier.unitPrice * q;
    for (let t = 1; isIncremental && t <= reached; t += 1) {
      const [before, here] = [tiers[t - 1], tiers[t]];
      if (before && here) cost += (before.unitPrice - here.unitPrice) * here.minQuantity;
    }
    return cost;
  };
  const smallest = Math.min(...tiers.map((tier) => exact(Math.max(1, tier.minQuantity))));
  return (q) => {
    if (q === 0) return 0;
    const cost = exact(q);
    return Number.isFinite(cost) ? cost : smallest;
  };
}

async function compute(game: GameFile): Promise<Computed> {
  if (game.kind === 'airport') {
    const shapley = airportShapley(game.costs);
    const middle = airportNucleolus(game.costs);
    return {
      shares: { shapley, nucleolus: middle, prenucleolus: middle, serial: undefined, equal: undefined },
      check: (shares) => airportCoreCheck(game.costs, shares),
      whole: game.costs.reduce((most, cost) => Math.max(most, cost), 0),
      shapleyErrorBound: 0,
    };
  }
  if (game.kind === 'coalitions') {
    const listed = { playerCount: game.players.length, costs: game.costs };
    return {
      shares: {
        shapley: coalitionShapley(listed),
        nucleolus: await nucleolus(listed),
        prenucleolus: await prenucleolus(listed),
        serial: undefined,
        equal: undefined,
      },
      check: (shares) => coalitionCoreCheck(listed, shares),
      whole: listed.costs.at(-1) ?? 0,
      shapleyErrorBound: 0,
    };
  }
  const byQuantity: QuantityGame = { quantities: game.quantities, cost: ladderCost(game) };
  const shapley = quantityShapley(byQuantity);
  const listed = game.quantities.length <= maxNucleolusPlayers ? coalitionGameOf(byQuantity) : undefined;
  return {
    shares: {
      shapley: shapley?.shares,
      nucleolus: listed && (await nucleolus(listed)),
      prenucleolus: listed && (await prenucleolus(listed)),
      serial: serialShares(byQuantity),
      equal: equalShares(byQuantity),
    },
    check: (shares) => quantityCoreCheck(byQuantity, shares),
    whole: byQuantity.cost(game.quantities.reduce((sum, q) => sum + q, 0)),
    shapleyErrorBound: shapley?.errorBound ?? 0,
  };
}

/** Share the cost of a game by every rule that is defined on it, and check each against its subgroups. */
export async function shareGame(game: GameFile): Promise<SharedGame> {
  const { shares, check, whole, shapleyErrorBound } = await compute(game);
  const entries = <T>(of: (rule: readonly number[]) => T | null) =>
    Object.fromEntries(gameRules.map((rule) => [rule, shares[rule] ? of(shares[rule]) : null])) as Record<
      GameRule,
      T | null
    >;
  const core = entries((rule) => {
    const found = check(rule);
    if (!found) return null;
    // An excess of 1e-14 is a rounding error, not a reason to leave.
    const isZero = Math.abs(found.maxExcess) <= 1e-12 * Math.max(1, Math.abs(whole));
    return {
      max_excess: isZero ? 0 : found.maxExcess,
      subgroup: found.subgroup.map((i) => game.players[i] ?? ''),
    };
  });
  const named = entries((rule) =>
    Object.fromEntries(game.players.map((player, i) => [player, (rule[i] ?? 0) + 0])),
  );
  return { report: { ...named, core }, shapleyErrorBound };
}
