import fc from 'fast-check';
import type { Participant } from './demand-schedule';
import type { Market } from './market';
import type { Offer } from './price-ladder';

/** Small markets for tests: few units and low prices, so that ties, jumps and misses are frequent. */

const demandArbitrary = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 3, size: 'max' }),
    fc.uniqueArray(fc.integer({ min: 0, max: 20 }), { minLength: 3, maxLength: 3 }),
  )
  .map(([quantities, limits]) => {
    const rising = quantities.sort((a, b) => a - b);
    const falling = limits.sort((a, b) => b - a);
    return rising.map((quantity, i) => ({ quantity, maxUnitPriceCents: falling[i] ?? 0 }));
  });

const participantsArbitrary: fc.Arbitrary<Participant[]> = fc
  .array(
    fc.record({
      demand: demandArbitrary,
      firmness: fc.constantFrom(
        'firm' as const,
        'conditional' as const,
        'firm' as const,
        'interest' as const,
      ),
    }),
    { minLength: 2, maxLength: 4, size: 'max' },
  )
  .map((all) => all.map((one, i) => ({ organisationRef: `p${i}`, ...one })));

export const offersArbitrary: fc.Arbitrary<Offer[]> = fc
  .array(
    fc.record({
      tiers: fc.uniqueArray(
        fc.record({
          minQuantity: fc.integer({ min: 0, max: 10 }),
          unitPriceCents: fc.integer({ min: 0, max: 9 }),
        }),
        { minLength: 1, maxLength: 3, selector: (tier) => tier.minQuantity },
      ),
      ladder: fc.constantFrom('all_units' as const, 'all_units' as const, 'incremental' as const),
      fixedCostCents: fc.constantFrom(0, 0, 3, 10, 25),
      capacity: fc.integer({ min: 1, max: 18 }),
      minimumOrder: fc.integer({ min: 0, max: 6 }),
    }),
    { minLength: 1, maxLength: 3, size: 'max' },
  )
  .map((all) => all.map((one, i) => ({ supplierRef: `s${i}`, ...one })));

/** One time in thirteen none, one time in thirteen a single one. */
function mostly<T>(many: fc.Arbitrary<T[]>): fc.Arbitrary<T[]> {
  return fc.oneof(
    { arbitrary: many, weight: 11 },
    { arbitrary: many.map((all) => all.slice(0, 1)), weight: 1 },
    { arbitrary: fc.constant<T[]>([]), weight: 1 },
  );
}

export const marketArbitrary: fc.Arbitrary<Market> = fc.record({
  participants: mostly(participantsArbitrary),
  offers: mostly(offersArbitrary),
  minimumQuantity: fc.integer({ min: 0, max: 10 }),
  minimumParticipants: fc.integer({ min: 0, max: 3 }),
});
