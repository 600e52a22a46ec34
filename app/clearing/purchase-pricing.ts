import { type Offer, offerCostCents, reachedTier } from './price-ladder';
import { purchaseFloorCents, searchPurchase } from './purchase-search';
import { purchaseTable } from './purchase-table';

export type SupplierOrder = {
  readonly supplierRef: string;
  readonly quantity: number;
  /** Everything paid to this supplier, fixed cost included. */
  readonly costCents: number;
  readonly fixedCostCents: number;
  /** The price of the reached tier (the last slice's, for an incremental ladder). */
  readonly tierPriceCents: number;
};

export type Purchase = {
  readonly costCents: number;
  /** Units bought; more than asked for only in a covering purchase. */
  readonly quantity: number;
  readonly orders: readonly SupplierOrder[];
};

/** The cost model C(q) of a set of offers. Quantities are integers from 0 to `maxQuantity`. */
export type Pricing = {
  readonly maxQuantity: number;
  readonly supplierCount: number;
  /** Whether every quantity is known at once; otherwise each is a search of milliseconds. */
  readonly isTabled: boolean;
  /** C(q): least cost in cents of buying exactly q units; Infinity where that cannot be done; C(0) = 0. */
  readonly costCents: (quantity: number) => number;
  /** No purchase of `quantity` costs less: C(q), or less where a very large search was cut short. */
  readonly boundCents: (quantity: number) => number;
  /** A quick lower bound on C(q), for ruling prices out before searching. */
  readonly floorCents: (quantity: number) => number;
  /** A purchase that costs C(q): ties go to fewer suppliers, then the first refs; `undefined` if impossible. */
  readonly purchase: (quantity: number) => Purchase | undefined;
  /** The over-buy envelope: the least of C(q') over q' >= quantity, never above C(quantity). */
  readonly coveringPurchase: (quantity: number) => Purchase | undefined;
  /**
   * What a group that needs `quantity` would pay on its own: C(quantity), or, where suppliers refuse exactly
   * that much (a minimum order), the least cost of more. Infinity when even that cannot be bought.
   */
  readonly aloneCostCents: (quantity: number) => number;
};

/** Above this many cells (suppliers x quantity, 8 bytes each) quantities are searched one at a time. */
const tableCells = 10_000_000;

export function compareRefs(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function purchaseOf(offers: readonly Offer[], costCents: number, quantities: readonly number[]): Purchase {
  const orders = offers.flatMap((offer, k): SupplierOrder[] => {
    const quantity = quantities[k] ?? 0;
    if (quantity === 0) return [];
    const tierPriceCents = reachedTier(offer, quantity)?.unitPriceCents ?? 0;
    return [
      {
        supplierRef: offer.supplierRef,
        quantity,
        costCents: offerCostCents(offer, quantity) ?? 0,
        fixedCostCents: offer.fixedCostCents,
        tierPriceCents,
      },
    ];
  });
  return { costCents, quantity: orders.reduce((sum, order) => sum + order.quantity, 0), orders };
}

type Priced = {
  readonly costCents: (quantity: number) => number;
  readonly boundCents?: (quantity: number) => number;
  readonly quantities: (quantity: number) => readonly number[];
};

function searched(offers: readonly Offer[], covering: boolean): Priced {
  const known = new Map<number, ReturnType<typeof searchPurchase>>();
  const at = (quantity: number) => {
    if (!known.has(quantity)) known.set(quantity, searchPurchase(offers, quantity, covering));
    return known.get(quantity);
  };
  return {
    costCents: (quantity) => at(quantity)?.costCents ?? Number.POSITIVE_INFINITY,
    boundCents: (quantity) => at(quantity)?.boundCents ?? Number.POSITIVE_INFINITY,
    quantities: (quantity) => at(quantity)?.quantities ?? [],
  };
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/**
 * Price `offers` for every quantity up to `maxQuantity` (units). The order of the offers does not matter. All
 * products quantity x price must stay below 2^53 / (number of offers + 1); `clearing-file.ts` checks it.
 */
export function priceOffers(offers: readonly Offer[], maxQuantity: number): Pricing {
  const sorted = [...offers].sort((a, b) => compareRefs(a.supplierRef, b.supplierRef));
  const isSmall = (sorted.length + 1) * (maxQuantity + 1) <= tableCells;
  const price = (covering: boolean) =>
    lazily(
      (): Priced => (isSmall ? purchaseTable(sorted, maxQuantity, covering) : searched(sorted, covering)),
    );
  const exact = price(false);
  const covering = price(true);
  const read = (priced: Priced, quantity: number): Purchase | undefined => {
    const costCents = priced.costCents(quantity);
    if (costCents === Number.POSITIVE_INFINITY) return undefined;
    return purchaseOf(sorted, costCents, priced.quantities(quantity));
  };
  const bought = new Map<number, Purchase | undefined>();
  const costCents = (quantity: number) => exact().costCents(quantity);
  return {
    maxQuantity,
    supplierCount: sorted.length,
    isTabled: isSmall,
    costCents,
    boundCents: (quantity) => exact().boundCents?.(quantity) ?? costCents(quantity),
    floorCents: (quantity) => (isSmall ? costCents(quantity) : purchaseFloorCents(sorted, quantity)),
    purchase: (quantity) => {
      if (!bought.has(quantity)) bought.set(quantity, read(exact(), quantity));
      return bought.get(quantity);
    },
    coveringPurchase: (quantity) => read(covering(), quantity),
    aloneCostCents: (quantity) => {
      const cost = costCents(quantity);
      return cost === Number.POSITIVE_INFINITY ? covering().costCents(quantity) : cost;
    },
  };
}
