import { z } from 'zod';
import { expecting, text } from '~/clearing/read-input';
import type { Bidder } from './award-problem';

/**
 * A capacitated facility location instance (see `tests/instances/README.md`) read as an award of one lot: a
 * facility is a supplier whose goods are free and whose deliveries cost, a customer a destination. Amounts are
 * numbers in the instance's own unit and demands may be split.
 */

const amount = z.number(expecting('a number of at least 0')).min(0, expecting('a number of at least 0'));

function refOf(index: number): string {
  return String(index + 1).padStart(6, '0');
}

const costsField = 'cost_of_serving_demand_in_full';

export const publishedInstance = z
  .object({
    name: text().optional(),
    optimum: z.number(expecting('a number')).optional(),
    suppliers: z.array(
      z.object({ capacity: amount, fixed_cost: amount }, expecting('an object with capacity and fixed_cost')),
      expecting('a list of suppliers'),
    ),
    demands: z.array(amount, expecting('a list of demands')),
    [costsField]: z.array(
      z.array(amount, expecting('a list of costs, one a supplier')),
      expecting('a list of lists of costs'),
    ),
  })
  .superRefine((file, context) => {
    const fault = (path: PropertyKey[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    const { suppliers, demands, [costsField]: costs } = file;
    if (costs.length !== demands.length) {
      fault([costsField], `has ${costs.length} rows, expected one for each of ${demands.length} demands`);
    }
    costs.forEach((row, j) => {
      if (row.length === suppliers.length) return;
      fault(
        [costsField, j],
        `has ${row.length} costs, expected one for each of ${suppliers.length} suppliers`,
      );
    });
  })
  .transform(({ name, optimum, suppliers, demands, [costsField]: costs }) => {
    const bidder = (
      supplier: { readonly capacity: number; readonly fixed_cost: number },
      i: number,
    ): Bidder => ({
      ref: refOf(i),
      fixedCostCents: supplier.fixed_cost,
      capacity: supplier.capacity,
      minimumOrder: 0,
      frenchOriginPct: 0,
      bids: [
        {
          lotRef: 'lot',
          tiers: [{ minQuantity: 0, unitPriceCents: 0 }],
          fixedCostCents: 0,
          capacity: supplier.capacity,
          minimumOrder: 0,
          unitDeliveryCents: new Map(
            demands.flatMap((quantity, j): [string, number][] =>
              quantity > 0 ? [[refOf(j), (costs[j]?.[i] ?? 0) / quantity]] : [],
            ),
          ),
        },
      ],
    });
    return {
      name: name ?? '',
      unitsInOne: 1,
      optimum,
      problem: {
        wholeUnits: false,
        lots: [{ ref: 'lot', destinations: demands.map((quantity, j) => ({ ref: refOf(j), quantity })) }],
        suppliers: suppliers.map(bidder),
      },
    };
  });
