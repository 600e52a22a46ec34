import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allUnitsOrder, incrementalOrder } from './economic-order';
import { exhaustivePurchase } from './exhaustive-clearing';
import { offersArbitrary } from './market-arbitrary';
import { type Offer, offerCostCents } from './price-ladder';
import { compareRefs, priceOffers } from './purchase-pricing';
import { searchPurchase } from './purchase-search';
import { purchaseTable } from './purchase-table';

function ladder(...tiers: (readonly [number, number])[]): Offer {
  return {
    supplierRef: 's',
    tiers: tiers.map(([minQuantity, unitPriceCents]) => ({ minQuantity, unitPriceCents })),
    fixedCostCents: 0,
    capacity: Number.POSITIVE_INFINITY,
    minimumOrder: 0,
  };
}

const maxQuantity = 22;

function sorted(offers: readonly Offer[]): Offer[] {
  return [...offers].sort((a, b) => compareRefs(a.supplierRef, b.supplierRef));
}

describe('price breaks', () => {
  it('charges the whole order at the reached tier, or each slice at its own', () => {
    const offer = ladder([0, 10], [100, 9]);
    expect(offerCostCents(offer, 99)).toBe(990);
    expect(offerCostCents(offer, 100)).toBe(900);
    const incremental = { ...offer, ladder: 'incremental' as const };
    expect(offerCostCents(incremental, 100)).toBe(1000);
    expect(offerCostCents(incremental, 150)).toBe(1450);
  });

  it('finds that buying more can cost less', () => {
    const pricing = priceOffers([ladder([0, 10], [100, 9])], 120);
    expect(pricing.costCents(99)).toBe(990);
    expect(pricing.coveringPurchase(99)).toMatchObject({ costCents: 900, quantity: 100 });
    expect(pricing.coveringPurchase(89)).toMatchObject({ costCents: 890, quantity: 89 });
  });

  it('refuses what is below the minimum order, above the capacity or below the first tier', () => {
    const offer = { ...ladder([10, 5]), minimumOrder: 3, capacity: 40 };
    expect(offerCostCents(offer, 9)).toBeUndefined();
    expect(offerCostCents(offer, 10)).toBe(50);
    expect(offerCostCents(offer, 41)).toBeUndefined();
    expect(priceOffers([{ ...offer, capacity: 8 }], 20).purchase(9)).toBeUndefined();
    expect(priceOffers([offer], 20).aloneCostCents(4)).toBe(50);
    expect(priceOffers([], 5).purchase(0)).toMatchObject({ costCents: 0, orders: [] });
  });
});

describe('economic order quantity', () => {
  it('three breaks, K = 8, i = 0.3, D = 1300', () => {
    const question = {
      setUpCost: 8,
      holdingRate: 0.3,
      yearlyDemand: 1300,
      breaks: [
        { minQuantity: 0, unitPrice: 0.75 },
        { minQuantity: 400, unitPrice: 0.72 },
        { minQuantity: 800, unitPrice: 0.68 },
      ],
    };
    expect(allUnitsOrder(question).quantity).toBe(800);
    expect(allUnitsOrder(question).yearlyCost).toBeCloseTo(978.6, 9);
    expect(incrementalOrder(question).quantity).toBeCloseTo(304.04678003, 8);
    expect(incrementalOrder(question).yearlyCost).toBeCloseTo(1043.41052551, 8);
  });

  it('three breaks, K = 200, i = 0.2, D = 1000', () => {
    const breaks = [
      { minQuantity: 0, unitPrice: 500 },
      { minQuantity: 200, unitPrice: 475 },
      { minQuantity: 500, unitPrice: 450 },
    ];
    const order = allUnitsOrder({ setUpCost: 200, holdingRate: 0.2, yearlyDemand: 1000, breaks });
    expect(order).toEqual({ quantity: 500, yearlyCost: 472_900 });
  });
});

describe('least cost of a quantity', () => {
  it('equals every split in units, ties included, by table and by search', () => {
    fc.assert(
      fc.property(offersArbitrary, fc.integer({ min: 0, max: maxQuantity }), (offers, quantity) => {
        const expected = exhaustivePurchase(offers, quantity);
        const purchase = priceOffers(offers, maxQuantity).purchase(quantity);
        expect(purchase?.costCents).toBe(expected?.cost);
        expect(purchase?.orders.map((order) => order.supplierRef)).toEqual(expected?.refs);
        const found = searchPurchase(sorted(offers), quantity);
        expect(found?.costCents).toBe(expected?.cost);
        if (found)
          expect(purchaseTable(sorted(offers), maxQuantity).quantities(quantity)).toEqual(found.quantities);
      }),
      { numRuns: 4000 },
    );
  });

  it('covers a quantity at the least cost of it or more', () => {
    fc.assert(
      fc.property(offersArbitrary, fc.integer({ min: 0, max: maxQuantity }), (offers, quantity) => {
        const all = purchaseTable(sorted(offers), 60);
        const least = Math.min(
          ...Array.from({ length: 61 - quantity }, (_, k) => all.costCents(quantity + k)),
        );
        const covering = priceOffers(offers, maxQuantity).coveringPurchase(quantity);
        expect(covering?.costCents ?? Number.POSITIVE_INFINITY).toBe(least);
        expect(searchPurchase(sorted(offers), quantity, true)?.costCents ?? Number.POSITIVE_INFINITY).toBe(
          least,
        );
        if (covering) expect(covering.quantity).toBeGreaterThanOrEqual(quantity);
      }),
      { numRuns: 4000 },
    );
  });

  it('prices quantities too large for a table', () => {
    const offers = Array.from({ length: 10 }, (_, i) => ({
      supplierRef: `s${i}`,
      tiers: Array.from({ length: 6 }, (_, t) => ({
        minQuantity: 1000 + t * 100_000 + i,
        unitPriceCents: 1000 - 60 * t - i * 7 + ((i * t) % 5),
      })),
      fixedCostCents: 500_000 * (i % 4),
      capacity: 900_000 + i * 97_700,
      minimumOrder: 1000,
    }));
    const pricing = priceOffers(offers, 9_000_000);
    expect(pricing.isTabled).toBe(false);
    const purchase = pricing.purchase(3_333_333);
    expect(purchase?.quantity).toBe(3_333_333);
    expect(pricing.boundCents(3_333_333)).toBe(purchase?.costCents);
  }, 30_000);
});
