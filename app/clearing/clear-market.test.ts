import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clearMarket } from './clear-market';
import { exhaustiveClearing, type ReferenceOutcome } from './exhaustive-clearing';
import type { Market } from './market';
import { marketArbitrary } from './market-arbitrary';

function summary(market: Market): ReferenceOutcome {
  const cleared = clearMarket(market);
  if (!('allocations' in cleared)) {
    return {
      outcome: cleared.outcome,
      quantity: 0,
      cost: 0,
      welfare: 0,
      count: 0,
      suppliers: '',
      quantities: '',
    };
  }
  const { allocations, purchase } = cleared;
  const refs = market.participants
    .filter(({ firmness }) => firmness !== 'interest')
    .map((p) => p.organisationRef)
    .sort();
  const of = new Map(allocations.map((a) => [a.organisationRef, a.quantity]));
  return {
    outcome: cleared.outcome,
    quantity: purchase.quantity,
    cost: purchase.costCents,
    welfare: allocations.reduce((sum, a) => sum + a.limitCents * a.quantity, 0) - purchase.costCents,
    count: allocations.length,
    suppliers: purchase.orders.map((order) => order.supplierRef).join('|'),
    quantities: refs.map((ref) => String(of.get(ref) ?? 0).padStart(6, '0')).join('|'),
  };
}

describe('clearMarket', () => {
  it('equals exhaustive search on 8,000 small markets, ties included', () => {
    const seen = { full: 0, rationed: 0, minimum_missed: 0, no_offer: 0 } as Record<string, number>;
    fc.assert(
      fc.property(marketArbitrary, (market) => {
        const expected = exhaustiveClearing(market);
        seen[expected.outcome] = (seen[expected.outcome] ?? 0) + 1;
        expect(summary(market)).toEqual(expected);
      }),
      { numRuns: 8000, seed: 20261101 },
    );
    // The generator must reach every kind of outcome often, or the comparison says little.

    expect(Math.min(...Object.values(seen))).toBeGreaterThan(400);
  }, 120_000);

  it('does not depend on the order of rows', () => {
    const shuffled = marketArbitrary.chain((market) =>
      fc
        .tuple(
          fc.shuffledSubarray([...market.participants], { minLength: market.participants.length }),
          fc.shuffledSubarray([...market.offers], { minLength: market.offers.length }),
        )
        .map(([participants, offers]) => ({
          market,
          other: {
            ...market,
            participants: participants.map((p) => ({ ...p, demand: p.demand.toReversed() })),
            offers: offers.map((o) => ({ ...o, tiers: o.tiers.toReversed() })),
          },
        })),
    );
    fc.assert(
      fc.property(shuffled, ({ market, other }) => {
        expect(clearMarket(other)).toEqual(clearMarket(market));
      }),
      { numRuns: 1000 },
    );
  });

  it('breaks no limit, capacity, minimum order or minimum, and buys what is allocated', () => {
    fc.assert(
      fc.property(marketArbitrary, (market) => {
        const cleared = clearMarket(market);
        if (!('allocations' in cleared)) return;
        const { allocations, purchase } = cleared;
        const sum = allocations.reduce((total, a) => total + a.quantity, 0);
        expect(sum).toBe(purchase.quantity);
        expect(purchase.orders.reduce((total, o) => total + o.costCents, 0)).toBe(purchase.costCents);
        expect(sum).toBeGreaterThanOrEqual(market.minimumQuantity);
        expect(allocations.length).toBeGreaterThanOrEqual(market.minimumParticipants);
        for (const { limitCents } of allocations) {
          expect(limitCents * purchase.quantity).toBeGreaterThanOrEqual(purchase.costCents);
        }
        for (const order of purchase.orders) {
          const offer = market.offers.find((o) => o.supplierRef === order.supplierRef);
          expect(order.quantity).toBeLessThanOrEqual(offer?.capacity ?? 0);
          expect(order.quantity).toBeGreaterThanOrEqual(offer?.minimumOrder ?? 0);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('misses nothing that it cleared before when everybody accepts more', () => {
    fc.assert(
      fc.property(marketArbitrary, fc.integer({ min: 1, max: 5 }), (market, raise) => {
        const before = clearMarket(market);
        const after = clearMarket({
          ...market,
          participants: market.participants.map((p) => ({
            ...p,
            demand: p.demand.map((s) => ({ ...s, maxUnitPriceCents: s.maxUnitPriceCents + raise })),
          })),
        });
        // Raising every limit keeps every set that was affordable affordable: what cleared cannot be missed.
        if ('allocations' in before) expect('allocations' in after).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('clears 200 participants against 10 suppliers of 6 tiers, exactly', () => {
    const market = largeMarket(200, 10, 6, 97);
    const cleared = clearMarket(market);
    expect('allocations' in cleared && cleared.gap).toBe(0);
    const scarce = {
      ...market,
      offers: market.offers.map((o) => ({ ...o, capacity: Math.floor(o.capacity / 4) })),
    };
    const rationed = clearMarket(scarce);
    expect(rationed.outcome).toBe('rationed');
    expect('allocations' in rationed && rationed.gap).toBe(0);
  }, 60_000);
});

/** A market without luck: quantities and limits from a small congruential generator. */
function largeMarket(participants: number, suppliers: number, tiers: number, seed: number): Market {
  let state = seed;
  const next = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor(state / 65_536) % below;
  };
  return {
    participants: Array.from({ length: participants }, (_, i) => {
      const quantity = 20 + next(150);
      const limit = 400 + next(300);
      return {
        organisationRef: `org-${i}`,
        firmness: 'firm' as const,
        demand: [
          { quantity, maxUnitPriceCents: limit },
          { quantity: quantity + 1 + next(60), maxUnitPriceCents: limit - 1 - next(90) },
          { quantity: quantity + 61 + next(60), maxUnitPriceCents: limit - 91 - next(90) },
        ],
      };
    }),
    offers: Array.from({ length: suppliers }, (_, i) => ({
      supplierRef: `sup-${i}`,
      tiers: Array.from({ length: tiers }, (_, t) => ({
        minQuantity: 100 + t * t * (200 + next(100)),
        unitPriceCents: 620 - 45 * t - next(20),
      })),
      fixedCostCents: next(4) * 20_000,
      capacity: 3000 + next(6000),
      minimumOrder: 100,
    })),
    minimumQuantity: 1000,
    minimumParticipants: 3,
  };
}
