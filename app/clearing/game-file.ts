import { z } from 'zod';
import { maxListedPlayers } from './cost-game';
import { centsFromEuros } from './euros';
import { expecting, wholeNumber } from './read-input';

/**
 * Reads a game of sharing a cost, in one of three forms:
 *
 * - `{"players": ["A", "B"], "cost": {"A": 1, "B": 2, "A,B": 2.5}}`: any game; the names of a coalition may
 *   stand in any order, all coalitions must be there;
 * - `{"airport": [8, 11, 13, 18]}`: a coalition costs what its most demanding player costs;
 * - `{"quantities": [10, 20, 70], "tiers": [{"min_quantity": 0, "unit_price_eur": "10.00"}, ...]}`: a coalition
 *   buys its total on the ladder. A tier may also be written `[0, 10]` or with `unit_price`, and prices as
 *   numbers; `"ladder": "incremental"` and `"fixed_cost_eur"` are possible.
 *
 * `players` may name the players of the last two forms too; else they are "1", "2", ...
 */

/** Passed to a check so that it also runs when the value has other faults: all are told at once. */
const always = { when: () => true };

const finite = z.number(expecting('a number'));
const notNegative = finite.min(0, expecting('a number of at least 0'));

const name = z
  .union([z.string(), z.number()], expecting("a player's name"))
  .transform(String)
  .refine((value) => value.trim() !== '' && !value.includes(','), expecting('a name without a comma'));

const names = z.array(name, expecting('a list of names')).superRefine((rows, context) => {
  const seen = new Set<string>();
  rows.forEach((row, i) => {
    if (seen.has(row)) {
      context.addIssue({ code: 'custom', path: [i], message: `repeats "${row}", expected each name once` });
    }
    seen.add(row);
  });
});

const price = z
  .union([notNegative, z.string()], expecting('a price in euros'))
  .transform((value, context) => {
    if (typeof value === 'number') return value;
    const cents = centsFromEuros(value);
    if (cents !== undefined) return cents / 100;
    context.addIssue({
      code: 'custom',
      message: `is ${JSON.stringify(value)}, expected an amount in euros such as "4.20"`,
    });
    return z.NEVER;
  });

const tier = z.union(
  [
    z.object({ min_quantity: wholeNumber(0), unit_price_eur: price }).transform((t) => ({
      minQuantity: t.min_quantity,
      unitPrice: t.unit_price_eur,
    })),
    z
      .object({ min_quantity: wholeNumber(0), unit_price: price })
      .transform((t) => ({ minQuantity: t.min_quantity, unitPrice: t.unit_price })),
    z.tuple([wholeNumber(0), price]).transform(([minQuantity, unitPrice]) => ({ minQuantity, unitPrice })),
  ],
  expecting('a tier such as {"min_quantity": 50, "unit_price_eur": "9.00"}'),
);

export type GameFile =
  | { readonly kind: 'coalitions'; readonly players: readonly string[]; readonly costs: Float64Array }
  | { readonly kind: 'airport'; readonly players: readonly string[]; readonly costs: readonly number[] }
  | {
      readonly kind: 'quantities';
      readonly players: readonly string[];
      readonly quantities: readonly number[];
      readonly tiers: readonly { readonly minQuantity: number; readonly unitPrice: number }[];
      readonly isIncremental: boolean;
      readonly fixedCost: number;
    };

function nameAll(
  given: readonly string[] | undefined,
  count: number,
  context: z.RefinementCtx,
): readonly string[] {
  if (given && given.length !== count) {
    context.addIssue({
      code: 'custom',
      path: ['players'],
      message: `has ${given.length} names, expected one for each of ${count} players`,
    });
  }
  return given ?? Array.from({ length: count }, (_, i) => String(i + 1));
}

/** How many missing coalitions are named before the rest is only counted. */
const namedAtMost = 20;

function coalitionCosts(
  players: readonly string[],
  cost: Readonly<Record<string, number>>,
  context?: Pick<z.RefinementCtx, 'addIssue'>,
): Float64Array {
  const fault = (key: string, message: string) =>
    context?.addIssue({ code: 'custom', path: ['cost', key], message });
  const bits = new Map(players.map((player, i) => [String(player).trim(), 1 << i]));
  const costs = new Float64Array(2 ** players.length).fill(Number.NaN);
  for (const [key, value] of Object.entries(cost)) {
    const members = key.trim() === '' ? [] : key.split(',').map((part) => part.trim());
    const unknown = members.filter((member) => !bits.has(member));
    if (unknown.length > 0) fault(key, `names "${unknown.join('", "')}", expected names of players only`);
    if (new Set(members).size < members.length) fault(key, 'names a player twice, expected each once');
    if (unknown.length > 0) continue;
    const mask = members.reduce((all, member) => all | (bits.get(member) ?? 0), 0);
    if (mask === 0 && value !== 0) fault(key, `is ${value}, expected 0 for nobody`);
    if (!Number.isNaN(costs[mask])) fault(key, 'repeats a coalition, expected each once');
    // A cost that is no number is a fault of its own; its coalition is not missing.
    costs[mask] = Number.isFinite(value) ? value : 0;
  }
  costs[0] = 0;
  const missing: string[] = [];
  let count = 0;
  for (let mask = 1; mask < costs.length; mask += 1) {
    if (!Number.isNaN(costs[mask])) continue;
    count += 1;
    if (missing.length < namedAtMost) missing.push(players.filter((_, i) => (mask >> i) & 1).join(','));
  }
  for (const key of missing) fault(key, 'is missing, expected the cost of this coalition');
  if (count > missing.length) {
    context?.addIssue({
      code: 'custom',
      path: ['cost'],
      message: `lacks ${count - missing.length} more coalitions, expected all ${costs.length - 1}`,
    });
  }
  return costs;
}

const coalitionGame = z
  .object({
    players: names
      .min(1, { error: () => 'is an empty list, expected at least one player' })
      .max(maxListedPlayers, {
        error: ({ input }) =>
          `has ${Array.isArray(input) ? input.length : 'too many'} players, expected at most ${maxListedPlayers}`,
      }),
    cost: z.record(z.string(), finite, expecting('an object from coalitions to costs')),
  })
  .superRefine(({ players, cost }, context) => {
    // The coalitions are checked whenever there are names to check them by, whatever else is wrong.
    const isNamed = Array.isArray(players) && players.length >= 1 && players.length <= maxListedPlayers;
    if (!isNamed || typeof cost !== 'object' || cost === null) return;
    coalitionCosts([...new Set(players)], cost, context);
  }, always)
  .transform(
    ({ players, cost }): GameFile => ({ kind: 'coalitions', players, costs: coalitionCosts(players, cost) }),
  );

const airportGame = z
  .object({
    airport: z
      .array(notNegative, expecting('a list of costs'))
      .min(1, { error: () => 'is an empty list, expected at least one cost' }),
    players: names.optional(),
  })
  .transform(
    (game, context): GameFile => ({
      kind: 'airport',
      players: nameAll(game.players, game.airport.length, context),
      costs: game.airport,
    }),
  );

const quantityGame = z
  .object({
    quantities: z
      .array(wholeNumber(0), expecting('a list of quantities'))
      .min(1, { error: () => 'is an empty list, expected at least one quantity' }),
    tiers: z
      .array(tier, expecting('a list of price tiers'))
      .min(1, { error: () => 'is an empty list, expected at least one price tier' })
      .superRefine((rows, context) => {
        rows.forEach((row, i) => {
          const first = rows.findIndex((other) => other.minQuantity === row.minQuantity);
          if (first === i) return;
          const message = `starts at ${row.minQuantity} like tier ${first}, expected each start once`;
          context.addIssue({ code: 'custom', path: [i], message });
        });
      }),
    ladder: z.enum(['all_units', 'incremental'], expecting('"all_units" or "incremental"')).optional(),
    fixed_cost_eur: price.optional(),
    players: names.optional(),
  })
  .transform(
    (game, context): GameFile => ({
      kind: 'quantities',
      players: nameAll(game.players, game.quantities.length, context),
      quantities: game.quantities,
      tiers: game.tiers.toSorted((a, b) => a.minQuantity - b.minQuantity),
      isIncremental: game.ladder === 'incremental',
      fixedCost: game.fixed_cost_eur ?? 0,
    }),
  );

const forms = { airport: airportGame, quantities: quantityGame, cost: coalitionGame } as const;
const expectedForm = '{"players", "cost"}, {"airport"} or {"quantities", "tiers"}';

/** The whole file: exactly one of the three forms, with all the faults of that form. */
export const gameFile = z
  .record(z.string(), z.unknown(), expecting(expectedForm))
  .transform((json, context): GameFile => {
    const marks = Object.keys(forms).filter((key) => key in json);
    const [mark, ...others] = marks;
    if (others.length > 0) {
      context.addIssue({
        code: 'custom',
        message: `has ${marks.map((key) => `"${key}"`).join(' and ')}, expected one of ${expectedForm}`,
      });
      return z.NEVER;
    }
    // A file that only names its players, or only its tiers, lacks the rest of that form.
    const form = forms[(mark as keyof typeof forms | undefined) ?? ('tiers' in json ? 'quantities' : 'cost')];
    const parsed = form.safeParse(json);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      context.addIssue({ code: 'custom', path: [...issue.path], message: issue.message });
    }
    return z.NEVER;
  });
