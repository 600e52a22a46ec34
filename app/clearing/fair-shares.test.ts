import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { airportCoreCheck, airportNucleolus, airportShapley } from './airport-game';
import { coalitionCoreCheck, quantityCoreCheck } from './core-check';
import { type CoalitionGame, coalitionGameOf, type QuantityGame } from './cost-game';
import { nucleolus, prenucleolus } from './nucleolus.server';
import { equalShares, serialShares } from './quantity-shares';
import { equalPriceCents, roundShares } from './round-shares';
import { sampleShapley } from './sample-shapley';
import { coalitionShapley, quantityShapley } from './shapley-value';

function close(actual: readonly number[] | undefined, expected: readonly number[], within = 1e-9): void {
  expect(actual?.length).toBe(expected.length);
  expected.forEach((value, i) => {
    expect(Math.abs((actual?.[i] ?? Number.NaN) - value)).toBeLessThanOrEqual(within);
  });
}

/** Costs in the order 1, 2, 12, 3, 13, 23, 123: the binary order of coalitions. */
function threePlayers(...costs: number[]): CoalitionGame {
  return { playerCount: 3, costs: Float64Array.of(0, ...costs) };
}

function airportGame(costs: readonly number[]): CoalitionGame {
  const all = new Float64Array(2 ** costs.length);
  for (let mask = 1; mask < all.length; mask += 1) {
    all[mask] = Math.max(...costs.filter((_, i) => ((mask >> i) & 1) === 1));
  }
  return { playerCount: costs.length, costs: all };
}

function allUnits(tiers: readonly (readonly [number, number])[]): QuantityGame['cost'] {
  return (q) => q * (tiers.findLast(([from]) => from <= q)?.[1] ?? Number.POSITIVE_INFINITY);
}

const tennesseeValley = threePlayers(163_520, 140_826, 301_607, 250_096, 378_821, 367_370, 412_584);

describe('published values', () => {
  it('airport of four runways', async () => {
    close(airportShapley([8, 11, 13, 18]), [2, 3, 4, 9]);
    close(airportNucleolus([8, 11, 13, 18]), [3.25, 3.25, 3.25, 8.25]);
    close(await nucleolus(airportGame([8, 11, 13, 18])), [3.25, 3.25, 3.25, 8.25]);
    close(coalitionShapley(airportGame([8, 11, 13, 18])), [2, 3, 4, 9]);
  });

  it('airport of 100 players in ten groups', () => {
    const sizes = [8, 12, 6, 14, 8, 9, 13, 10, 10, 10];
    const printed = [
      0.01, 0.020869565, 0.033369565, 0.046883079, 0.063549745, 0.082780515, 0.106036329, 0.139369662,
      0.189369662, 0.289369662,
    ];
    const costs = sizes.flatMap((size, group) => Array.from({ length: size }, () => group + 1));
    const expected = sizes.flatMap((size, group) => Array.from({ length: size }, () => printed[group] ?? 0));
    close(airportShapley(costs), expected, 5e-10);
  });

  it('serial shares of a quadratic cost', () => {
    const game = { quantities: [1, 2, 3], cost: (q: number) => q * q };
    close(serialShares(game), [3, 11, 22]);
    close(equalShares(game), [6, 12, 18]);
    close(quantityShapley(game)?.shares, [6, 12, 18]);
  });

  it('a small, a middle and a large buyer on an all-units ladder', () => {
    const game = {
      quantities: [10, 20, 70],
      cost: allUnits([
        [0, 10],
        [50, 9],
        [100, 8],
      ]),
    };
    close(serialShares(game), [100, 175, 525]);
    close(equalShares(game), [80, 160, 560]);
    close(quantityShapley(game)?.shares, [185 / 3, 470 / 3, 1745 / 3]);
  });

  it('Tennessee Valley', async () => {
    close(coalitionShapley(tennesseeValley), [117_829, 100_756.5, 193_998.5]);
    close(await nucleolus(tennesseeValley), [116_234, 93_540, 202_810]);
    close(await prenucleolus(tennesseeValley), [116_234, 93_540, 202_810]);
  });

  it('a game that nobody should join: Shapley without a core, no nucleolus', async () => {
    const game = threePlayers(2, 4, 18, 5, 14, 9, 24);
    close(coalitionShapley(game), [9.5, 8, 6.5]);
    expect(await nucleolus(game)).toBeUndefined();
    const shares = (await prenucleolus(game)) ?? [];
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(24, 9);
  });
});

describe('one and two players', () => {
  it('a single player pays everything under every rule', async () => {
    const game = { quantities: [7], cost: (q: number) => 3 * q + 1 };
    expect(equalShares(game)).toEqual([22]);
    expect(serialShares(game)).toEqual([22]);
    expect(quantityShapley(game)?.shares).toEqual([22]);
    expect(await nucleolus(coalitionGameOf(game))).toEqual([22]);
    expect(quantityCoreCheck(game, [22])).toEqual({ maxExcess: 0, subgroup: [] });
    expect(airportNucleolus([5])).toEqual([5]);
  });

  it('two players split the saving equally under Shapley and the nucleolus', async () => {
    const game: CoalitionGame = { playerCount: 2, costs: Float64Array.of(0, 10, 30, 34) };
    close(coalitionShapley(game), [7, 27]);
    close(await nucleolus(game), [7, 27]);
  });

  it('zero costs give zero shares', async () => {
    const game: CoalitionGame = { playerCount: 3, costs: new Float64Array(8) };
    close(await nucleolus(game), [0, 0, 0]);
    close(await prenucleolus(game), [0, 0, 0]);
    expect(equalShares({ quantities: [0, 0], cost: () => 0 })).toEqual([0, 0]);
  });
});

const quantityGameArbitrary = fc
  .record({
    quantities: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 9 }),
    prices: fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 300, maxLength: 300 }),
  })
  .map(({ quantities, prices }): QuantityGame => ({ quantities, cost: (q) => q * (prices[q] ?? 7) }));

describe('properties', () => {
  it('the multilinear extension equals enumeration', () => {
    fc.assert(
      fc.property(quantityGameArbitrary, fc.integer({ min: 1, max: 4 }), (game, unit) => {
        // Thirteen players or more take the extension: pad with players of the same quantity.
        const quantities = [...game.quantities, ...Array.from({ length: 13 }, () => 2)].slice(0, 13);
        const scaled = { quantities: quantities.map((q) => q * unit), cost: game.cost };
        const exact = coalitionShapley(coalitionGameOf(scaled));
        close(quantityShapley(scaled)?.shares, exact, 1e-6 * Math.max(1, ...exact.map(Math.abs)) * 1e-3);
      }),
      { numRuns: 60 },
    );
  });

  it('sampling stays within its stated bound', () => {
    fc.assert(
      fc.property(quantityGameArbitrary, (game) => {
        const sampled = sampleShapley(game, 20_000);
        const exact = coalitionShapley(coalitionGameOf(game));
        close(sampled?.shares, exact, (sampled?.errorBound ?? 0) + 1e-6);
      }),
      { numRuns: 40, seed: 7 },
    );
  });

  it('the nucleolus of an airport by linear programs equals the closed form', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 2, maxLength: 7 }),
        async (costs) => {
          close(await nucleolus(airportGame(costs)), airportNucleolus(costs), 1e-9);
          close(await prenucleolus(airportGame(costs)), airportNucleolus(costs), 1e-9);
          close(airportShapley(costs), coalitionShapley(airportGame(costs)), 1e-9);
        },
      ),
      { numRuns: 150 },
    );
  }, 60_000);

  it('no other sharing has a lexicographically smaller list of excesses than the nucleolus', async () => {
    const gameArbitrary = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 15, maxLength: 15 });
    await fc.assert(
      fc.asyncProperty(
        gameArbitrary,
        fc.array(fc.integer({ min: -8, max: 8 }), { minLength: 4, maxLength: 4 }),
        async (costs, moves) => {
          const game: CoalitionGame = { playerCount: 4, costs: Float64Array.of(0, ...costs) };
          const base = (await prenucleolus(game)) ?? [];
          expect(base.reduce((a, b) => a + b, 0)).toBeCloseTo(costs[14] ?? 0, 8);
          const drift = moves.reduce((a, b) => a + b, 0) / 4;
          const other = base.map((share, i) => share + ((moves[i] ?? 0) - drift) / 16);
          const [mine, theirs] = [base, other].map((shares) => excesses(game, shares));
          const k = mine?.findIndex((e, i) => Math.abs(e - (theirs?.[i] ?? 0)) > 1e-7) ?? -1;
          if (k >= 0) expect(mine?.[k]).toBeLessThan(theirs?.[k] ?? 0);
        },
      ),
      { numRuns: 150 },
    );
  }, 60_000);

  it('the core check by table equals enumeration', () => {
    fc.assert(
      fc.property(quantityGameArbitrary, fc.integer(), (game, seed) => {
        const quantities = [...game.quantities, ...Array.from({ length: 13 }, () => 2)].slice(0, 13);
        const padded = { quantities, cost: game.cost };
        const shares = quantities.map((q, i) => q * ((seed >>> i) % 7));
        const byTable = quantityCoreCheck(padded, shares);
        const listed = coalitionCoreCheck(coalitionGameOf(padded), shares);
        expect(byTable?.maxExcess).toBe(listed.maxExcess);
        const paid = byTable?.subgroup.reduce((sum, i) => sum + (shares[i] ?? 0), 0) ?? 0;
        const bought = byTable?.subgroup.reduce((sum, i) => sum + (quantities[i] ?? 0), 0) ?? 0;
        expect(paid - game.cost(bought)).toBe(listed.maxExcess);
      }),
      { numRuns: 60 },
    );
  });

  it('the core check of an airport equals enumeration', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 20 })), {
          minLength: 2,
          maxLength: 7,
        }),
        (players) => {
          const costs = players.map(([cost]) => cost);
          const shares = players.map(([, share]) => share);
          const fast = airportCoreCheck(costs, shares);
          const listed = coalitionCoreCheck(airportGame(costs), shares);
          expect(fast.maxExcess).toBe(listed.maxExcess);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('rounded shares sum to the invoice on 100,000 pools, each within a cent', () => {
    const pool = fc.record({
      quantities: fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 12 }),
      total: fc.integer({ min: 0, max: 2_000_000_000 }),
    });
    fc.assert(
      fc.property(pool, ({ quantities, total }) => {
        const sum = quantities.reduce((all, q) => all + q, 0);
        const exact = quantities.map((q) => (q * total) / sum);
        const ofPrice = equalPriceCents(quantities, total);
        const ofFloats = roundShares(exact, total);
        for (const rounded of [ofPrice, ofFloats]) {
          if (rounded.reduce((all, cents) => all + cents, 0) !== total) throw new Error('does not sum');
          rounded.forEach((cents, i) => {
            if (Math.abs(cents - (exact[i] ?? 0)) >= 1 + 1e-5) throw new Error('more than a cent away');
          });
        }
      }),
      { numRuns: 100_000 },
    );
  }, 60_000);

  it('a cent that is left over goes to the largest fraction, then to the first', () => {
    expect(roundShares([1 / 3, 1 / 3, 1 / 3], 1)).toEqual([1, 0, 0]);
    expect(roundShares([0.5, 1.25, 1.25], 3)).toEqual([1, 1, 1]);
    expect(roundShares([-0.5, 2.5], 2)).toEqual([0, 2]);
    expect(roundShares([1.9999999999, 1.0000000001], 3)).toEqual([2, 1]);
  });
});

function excesses({ costs, playerCount }: CoalitionGame, shares: readonly number[]): number[] {
  return Array.from(costs, (cost, mask) => {
    const paid = Array.from({ length: playerCount }, (_, i) => ((mask >> i) & 1) * (shares[i] ?? 0));
    return paid.reduce((a, b) => a + b, 0) - cost;
  })
    .slice(1, -1)
    .sort((a, b) => b - a);
}

describe('size', () => {
  it('200 participants and 20,000 units', () => {
    const quantities = Array.from({ length: 200 }, (_, i) => 1 + ((i * 7919) % 199));
    const total = quantities.reduce((a, b) => a + b, 0);
    const cost = (q: number) => q * (q < 5000 ? 1000 : q < 12_000 ? 900 : 800) + 120_000;
    const shapley = quantityShapley({ quantities, cost });
    expect(shapley?.errorBound).toBe(0);
    expect(total).toBeGreaterThan(19_000);
    const sum = shapley?.shares.reduce((a, b) => a + b, 0) ?? 0;
    expect(Math.abs(sum / cost(total) - 1)).toBeLessThan(1e-12);
  });

  it('an airport of 14,000 players', () => {
    const costs = Array.from({ length: 14_000 }, (_, i) => 1 + ((i * 7919) % 5000));
    const top = Math.max(...costs);
    for (const shares of [airportShapley(costs), airportNucleolus(costs)]) {
      expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(top, 6);
      expect(airportCoreCheck(costs, shares).maxExcess).toBeLessThanOrEqual(1e-9);
    }
  });

  it('twelve players by linear programs', async () => {
    const quantities = [300, 450, 120, 900, 80, 640, 210, 330, 150, 500, 275, 60];
    const cost = (q: number) => q * (q < 1000 ? 620 : q < 2500 ? 530 : 485) + 35_000;
    const game = coalitionGameOf({ quantities, cost });
    const shares = (await nucleolus(game)) ?? [];
    expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(cost(4015), 6);
  }, 30_000);
});
