import fc from 'fast-check';
import { expect, it } from 'vitest';
import { boundRationing } from './bound-rationing.server';
import { clearMarket } from './clear-market';
import { prepareMarket } from './market';
import { marketArbitrary } from './market-arbitrary';
import { rationMarket } from './ration-market';

it('reaches the exact rationed outcome of small markets', async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(marketArbitrary, async (market) => {
      const exact = clearMarket(market);
      if (exact.outcome !== 'rationed') return;
      const bounded = await boundRationing(prepareMarket(market));
      if (!('purchase' in bounded) || !('purchase' in exact)) throw new Error(`ended ${bounded.outcome}`);
      const [mine, theirs] = [bounded, exact].map(
        ({ allocations, purchase }) =>
          allocations.reduce((sum, a) => sum + a.limitCents * a.quantity, 0) - purchase.costCents,
      );
      expect(mine).toBe(theirs);
      expect(bounded.gap).toBe(0);
      compared += 1;
    }),
    { numRuns: 600, seed: 3 },
  );
  expect(compared).toBeGreaterThan(20);
}, 60_000);

it('bounds a rationing in which counting heads exactly would take too long', () => {
  let compared = 0;
  fc.assert(
    fc.property(marketArbitrary, (market) => {
      const prepared = prepareMarket(market);
      const exact = rationMarket(prepared);
      const bounded = rationMarket(prepared, 1e9, 0);
      expect(bounded.kind).toBe(exact.kind);
      if (exact.kind !== 'found' || bounded.kind !== 'found') return;
      expect(bounded.welfareCents).toBeLessThanOrEqual(exact.welfareCents);
      expect(bounded.boundCents).toBeGreaterThanOrEqual(exact.welfareCents);
      const taking = bounded.quantities.filter((quantity) => quantity > 0).length;
      expect(taking).toBeGreaterThanOrEqual(market.minimumParticipants);
      compared += 1;
    }),
    { numRuns: 3000, seed: 9 },
  );
  expect(compared).toBeGreaterThan(500);
});

it('answers a market of millions of units in the time given, within its bound', async () => {
  const market = {
    participants: Array.from({ length: 120 }, (_, i) => ({
      organisationRef: `org-${String(i).padStart(3, '0')}`,
      firmness: 'firm' as const,
      demand: [
        { quantity: 40_001 + ((i * 7919) % 30_011), maxUnitPriceCents: 300 + ((i * 37) % 120) },
        { quantity: 90_001 + ((i * 104_729) % 50_021), maxUnitPriceCents: 180 + ((i * 53) % 119) },
      ],
    })),
    offers: Array.from({ length: 6 }, (_, s) => ({
      supplierRef: `sup-${s}`,
      tiers: [
        { minQuantity: 1000, unitPriceCents: 330 - 5 * s },
        { minQuantity: 400_000, unitPriceCents: 290 - 5 * s },
      ],
      fixedCostCents: 1_000_000,
      capacity: 700_000 + 1009 * s,
      minimumOrder: 1000,
    })),
    minimumQuantity: 100_000,
    minimumParticipants: 3,
  };
  const prepared = prepareMarket(market);
  expect(clearMarket(market).outcome).toBe('too_large');
  const bounded = await boundRationing(prepared, 5);
  if (!('purchase' in bounded)) throw new Error(`ended ${bounded.outcome}`);
  expect(bounded.gap).toBeGreaterThanOrEqual(0);
  expect(bounded.gap).toBeLessThan(0.2);
  for (const { limitCents } of bounded.allocations) {
    expect(limitCents * bounded.purchase.quantity).toBeGreaterThanOrEqual(bounded.purchase.costCents);
  }
}, 60_000);
