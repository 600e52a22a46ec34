import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { offerCostCents } from '~/clearing/price-ladder';
import { awardFile } from './award-file';
import { awardLots } from './award-lots.server';
import { type AwardProblem, type Bidder, lotQuantity } from './award-problem';

const instances = join(import.meta.dirname, '../../tests/instances/or-library');

describe('published instances', () => {
  for (const file of readdirSync(instances)) {
    it(`reaches the published optimum of ${file}`, async () => {
      const { problem, optimum } = awardFile.parse(JSON.parse(readFileSync(join(instances, file), 'utf8')));
      const award = await awardLots(problem, 120);
      expect(award.status).toBe('optimal');
      expect(award.gap).toBe(0);
      // The published figures carry three decimals.
      expect(Math.abs((award.objectiveCents ?? 0) - (optimum ?? 0))).toBeLessThanOrEqual(5.01e-4);
    }, 120_000);
  }
});

const lotRefs = ['A', 'B'];

const bidArbitrary = fc.record({
  tiers: fc.uniqueArray(
    fc.record({
      minQuantity: fc.integer({ min: 0, max: 3 }),
      unitPriceCents: fc.integer({ min: 1, max: 9 }),
    }),
    { minLength: 1, maxLength: 2, selector: (tier) => tier.minQuantity },
  ),
  ladder: fc.constantFrom('all_units' as const, 'incremental' as const),
  fixedCostCents: fc.constantFrom(0, 4),
  capacity: fc.integer({ min: 1, max: 4 }),
  minimumOrder: fc.integer({ min: 0, max: 2 }),
  delivery: fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })),
});

const problemArbitrary: fc.Arbitrary<AwardProblem> = fc
  .record({
    lots: fc.tuple(
      ...lotRefs.map(() => fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 }))),
    ),
    suppliers: fc.array(
      fc.record({
        fixedCostCents: fc.constantFrom(0, 5),
        capacity: fc.integer({ min: 1, max: 6 }),
        minimumOrder: fc.integer({ min: 0, max: 3 }),
        frenchOriginPct: fc.constantFrom(0, 50, 100),
        bids: fc.tuple(fc.option(bidArbitrary), fc.option(bidArbitrary)),
      }),
      { minLength: 1, maxLength: 3, size: 'max' },
    ),
    maxSuppliers: fc.option(fc.integer({ min: 1, max: 2 })),
    minFrenchOriginPct: fc.option(fc.constantFrom(40, 75)),
    maxUnitPriceCents: fc.option(fc.integer({ min: 3, max: 12 })),
  })
  .map(({ lots, suppliers, maxSuppliers, minFrenchOriginPct, maxUnitPriceCents }) => ({
    lots: lots.map(([north, south], l) => ({
      ref: lotRefs[l] ?? '',
      destinations: [
        { ref: 'north', quantity: north },
        { ref: 'south', quantity: south },
      ],
      ...(maxUnitPriceCents === null ? {} : { maxUnitPriceCents }),
    })),
    suppliers: suppliers.map((supplier, s) => ({
      ...supplier,
      ref: `s${s}`,
      bids: supplier.bids.flatMap((bid, l) =>
        bid
          ? [
              {
                ...bid,
                lotRef: lotRefs[l] ?? '',
                unitDeliveryCents: new Map([
                  ['north', bid.delivery[0]],
                  ['south', bid.delivery[1]],
                ]),
              },
            ]
          : [],
      ),
    })),
    ...(maxSuppliers === null ? {} : { maxSuppliers }),
    ...(minFrenchOriginPct === null ? {} : { minFrenchOriginPct }),
  }));

/** Every way to hand `total` units to `count` suppliers. */
function splits(total: number, count: number): number[][] {
  if (count === 1) return [[total]];
  return Array.from({ length: total + 1 }, (_, x) => x).flatMap((x) =>
    splits(total - x, count - 1).map((rest) => [x, ...rest]),
  );
}

/** One supplier's goods (fixed cost of the bid included) and delivery for one lot; undefined if refused. */
function bidCost(supplier: Bidder, lotRef: string, north: number, south: number) {
  if (north + south === 0) return { goods: 0, delivery: 0 };
  const bid = supplier.bids.find((one) => one.lotRef === lotRef);
  const goods = bid && offerCostCents({ ...bid, supplierRef: supplier.ref }, north + south);
  if (goods === undefined) return undefined;
  const unit = (ref: string) => bid?.unitDeliveryCents.get(ref) ?? 0;
  return { goods, delivery: north * unit('north') + south * unit('south') };
}

/** Least cost by trying every split of every destination of both lots. */
function exhaustiveAward(problem: AwardProblem): number | undefined {
  const { suppliers, lots } = problem;
  const perLot = lots.map((lot) => {
    const [north, south] = lot.destinations;
    return splits(north?.quantity ?? 0, suppliers.length).flatMap((norths) =>
      splits(south?.quantity ?? 0, suppliers.length).flatMap((souths) => {
        const costs = suppliers.map((s, i) => bidCost(s, lot.ref, norths[i] ?? 0, souths[i] ?? 0));
        if (costs.some((cost) => cost === undefined)) return [];
        const total = costs.reduce((sum, cost) => sum + (cost?.goods ?? 0) + (cost?.delivery ?? 0), 0);
        const most = (lot.maxUnitPriceCents ?? Number.POSITIVE_INFINITY) * lotQuantity(lot);
        // 0 units at any limit: Infinity x 0 is no number.
        if (lotQuantity(lot) > 0 && total > most) return [];
        const units = norths.map((q, i) => q + (souths[i] ?? 0));
        return [{ total, units, goods: costs.map((cost) => cost?.goods ?? 0) }];
      }),
    );
  });
  let best: number | undefined;
  for (const a of perLot[0] ?? []) {
    for (const b of perLot[1] ?? []) {
      const units = a.units.map((q, i) => q + (b.units[i] ?? 0));
      const used = suppliers.filter((_, i) => (units[i] ?? 0) > 0);
      const holds = suppliers.every((s, i) => {
        const q = units[i] ?? 0;
        return q === 0 || (q <= s.capacity && q >= s.minimumOrder);
      });
      if (!holds || used.length > (problem.maxSuppliers ?? 9)) continue;
      const excess = suppliers.reduce((sum, s, i) => {
        const q = units[i] ?? 0;
        const paid = (a.goods[i] ?? 0) + (b.goods[i] ?? 0) + (q > 0 ? s.fixedCostCents : 0);
        return sum + paid * (s.frenchOriginPct - (problem.minFrenchOriginPct ?? 0));
      }, 0);
      if (problem.minFrenchOriginPct !== undefined && excess < 0) continue;
      const total = a.total + b.total + used.reduce((sum, s) => sum + s.fixedCostCents, 0);
      if (best === undefined || total < best) best = total;
    }
  }
  return best;
}

describe('awardLots', () => {
  it('equals exhaustive search on 1,000 small awards', async () => {
    await fc.assert(
      fc.asyncProperty(problemArbitrary, async (problem) => {
        const award = await awardLots(problem);
        expect(award.objectiveCents).toBe(exhaustiveAward(problem));
      }),
      { numRuns: 1000, seed: 11 },
    );
  }, 120_000);

  it('awards 20 suppliers x 15 lots x 4 tiers with proof', async () => {
    const award = await awardLots(largeProblem(20, 15, 4), 60);
    expect(award.status).toBe('optimal');
  }, 90_000);

  it('says so when nobody bids for a lot', async () => {
    const problem = largeProblem(3, 2, 2);
    const award = await awardLots({
      ...problem,
      lots: [...problem.lots, { ref: 'z', destinations: [{ ref: 'all', quantity: 5 }] }],
    });
    expect(award.status).toBe('infeasible');
    expect(award.objectiveCents).toBeUndefined();
  });
});

function largeProblem(suppliers: number, lots: number, tiers: number): AwardProblem {
  let state = 5;
  const next = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor(state / 65_536) % below;
  };
  return {
    lots: Array.from({ length: lots }, (_, l) => ({
      ref: `lot-${l}`,
      destinations: [{ ref: 'all', quantity: 200 + next(1800) }],
    })),
    suppliers: Array.from({ length: suppliers }, (_, s) => ({
      ref: `s-${s}`,
      fixedCostCents: 20_000 * next(10),
      capacity: 4000 + next(4000),
      minimumOrder: 100,
      frenchOriginPct: 20 * next(6),
      bids: Array.from({ length: lots }, (_, l) => ({
        lotRef: `lot-${l}`,
        tiers: Array.from({ length: tiers }, (_, t) => ({
          minQuantity: 1 + t * 400,
          unitPriceCents: 900 - 60 * t + next(200),
        })),
        fixedCostCents: 5000 * next(8),
        capacity: 500 + next(2000),
        minimumOrder: 50,
        unitDeliveryCents: new Map<string, number>(),
      })),
    })),
    maxSuppliers: 8,
    minFrenchOriginPct: 40,
  };
}
