import type { Tier } from '~/clearing/price-ladder';

/**
 * Who delivers what of an award over several lots, suppliers and places. Money is in cents; published instances
 * are in their own unit and may carry fractions, which the method allows.
 */

/** A place or participant that needs a part of a lot. */
export type Destination = { readonly ref: string; readonly quantity: number };

export type Lot = {
  readonly ref: string;
  /** Their quantities sum to the lot. */
  readonly destinations: readonly Destination[];
  /** The highest average price of a unit of this lot, fixed costs of its bids and delivery included. */
  readonly maxUnitPriceCents?: number;
};

/** A supplier's answer to one lot. */
export type Bid = {
  readonly lotRef: string;
  readonly tiers: readonly Tier[];
  readonly ladder?: 'all_units' | 'incremental';
  /** Charged once when anything of this lot is ordered. */
  readonly fixedCostCents: number;
  readonly capacity: number;
  readonly minimumOrder: number;
  /** Cents for each unit delivered, by destination; 0 where nothing is stated. */
  readonly unitDeliveryCents: ReadonlyMap<string, number>;
};

export type Bidder = {
  readonly ref: string;
  /** Charged once when this supplier gets anything at all. */
  readonly fixedCostCents: number;
  /** Units over all lots. */
  readonly capacity: number;
  readonly minimumOrder: number;
  /** Share of French origin in what this supplier makes, 0 to 100. */
  readonly frenchOriginPct: number;
  readonly bids: readonly Bid[];
};

export type AwardProblem = {
  readonly lots: readonly Lot[];
  readonly suppliers: readonly Bidder[];
  readonly maxSuppliers?: number;
  readonly minSuppliers?: number;
  /** Least share of French origin in the money paid to suppliers, delivery excluded, 0 to 100. */
  readonly minFrenchOriginPct?: number;
  /** False where units may be split (published instances). Default true. */
  readonly wholeUnits?: boolean;
};

export type AwardOrder = {
  readonly supplierRef: string;
  readonly lotRef: string;
  readonly quantity: number;
  /** Goods and fixed cost of the bid, without delivery and without the supplier's own fixed cost. */
  readonly costCents: number;
  readonly deliveries: readonly Destination[];
};

export type Award = {
  /** `feasible`: the best found in the time, see `gap`. */
  readonly status: 'optimal' | 'feasible' | 'infeasible' | 'unknown';
  /** Total cost in cents; `undefined` without an answer. */
  readonly objectiveCents: number | undefined;
  /** No award costs less than this. */
  readonly boundCents: number | undefined;
  /** (objective - bound) / objective; 0 when proven. */
  readonly gap: number | undefined;
  readonly orders: readonly AwardOrder[];
};

export function lotQuantity(lot: Lot): number {
  return lot.destinations.reduce((sum, { quantity }) => sum + quantity, 0);
}
