import type { Tier } from './price-ladder';

/**
 * How much to order at a time when demand is steady: the economic order quantity with price breaks (Harris
 * 1913; breaks as in Hadley and Whitin 1963). A page that shows a ladder can say which tier is worth its stock.
 */
export type OrderQuestion = {
  /** Cost of placing one order, in any money unit; the answer is in the same. */
  readonly setUpCost: number;
  /** Yearly cost of holding one unit of money in stock, e.g. 0.2. */
  readonly holdingRate: number;
  /** Units a year. */
  readonly yearlyDemand: number;
  /** Break points from `minQuantity`, the first at 0; prices in the unit of `setUpCost`. */
  readonly breaks: readonly { readonly minQuantity: number; readonly unitPrice: number }[];
};

/** `quantity` may be fractional: it is the optimum of a continuous model. */
export type OrderAnswer = { readonly quantity: number; readonly yearlyCost: number };

function cheapest(candidates: readonly OrderAnswer[]): OrderAnswer {
  const [first, ...others] = candidates;
  if (!first) throw new RangeError('A price ladder needs at least one tier');
  return others.reduce((best, one) => (one.yearlyCost < best.yearlyCost ? one : best), first);
}

/** Best order when the whole order is charged at the tier that it reaches. */
export function allUnitsOrder(question: OrderQuestion): OrderAnswer {
  const { setUpCost, holdingRate, yearlyDemand, breaks } = question;
  return cheapest(
    breaks.flatMap(({ minQuantity, unitPrice }, t) => {
      const next = breaks[t + 1]?.minQuantity ?? Number.POSITIVE_INFINITY;
      const free = Math.sqrt((2 * setUpCost * yearlyDemand) / (holdingRate * unitPrice));
      const quantity = Math.max(free, minQuantity);
      if (quantity >= next) return [];
      const yearlyCost =
        yearlyDemand * unitPrice +
        (setUpCost * yearlyDemand) / quantity +
        (holdingRate * unitPrice * quantity) / 2;
      return [{ quantity, yearlyCost }];
    }),
  );
}

/** Best order when each slice is charged at its own price. */
export function incrementalOrder(question: OrderQuestion): OrderAnswer {
  const { setUpCost, holdingRate, yearlyDemand, breaks } = question;
  let surcharge = 0;
  return cheapest(
    breaks.flatMap(({ minQuantity, unitPrice }, t) => {
      const before = breaks[t - 1];
      if (before) surcharge += (before.unitPrice - unitPrice) * minQuantity;
      const next = breaks[t + 1]?.minQuantity ?? Number.POSITIVE_INFINITY;
      const quantity = Math.sqrt((2 * (setUpCost + surcharge) * yearlyDemand) / (holdingRate * unitPrice));
      if (quantity < minQuantity || quantity > next) return [];
      const yearlyCost =
        yearlyDemand * unitPrice +
        ((setUpCost + surcharge) * yearlyDemand) / quantity +
        (holdingRate * unitPrice * quantity) / 2 +
        (holdingRate * surcharge) / 2;
      return [{ quantity, yearlyCost }];
    }),
  );
}

/** A ladder in cents as the breaks of an order question in cents. */
export function breaksOf(tiers: readonly Tier[]): OrderQuestion['breaks'] {
  return tiers.map(({ minQuantity, unitPriceCents }) => ({ minQuantity, unitPrice: unitPriceCents }));
}
