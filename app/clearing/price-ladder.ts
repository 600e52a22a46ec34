/**
 * What an offer costs at a quantity. An all-units ladder charges the whole order at the tier that its quantity
 * reaches; an incremental ladder charges each slice at its own price, the slice of a tier being what lies above
 * its `minQuantity`.
 */

export type Tier = {
  /** Units, at least 0; tiers of one ladder have different ones. */
  readonly minQuantity: number;
  readonly unitPriceCents: number;
};

export type Offer = {
  readonly supplierRef: string;
  readonly tiers: readonly Tier[];
  readonly ladder?: 'all_units' | 'incremental';
  /** Tooling and set-up, charged once when anything is ordered. */
  readonly fixedCostCents: number;
  /** Units; `Infinity` when the supplier states none. */
  readonly capacity: number;
  /** Units; 0 or 1 when there is none. */
  readonly minimumOrder: number;
};

/** A stretch on which an offer's cost is a straight line: `interceptCents + slopeCents * quantity`. */
export type Segment = {
  readonly from: number;
  readonly to: number;
  readonly interceptCents: number;
  readonly slopeCents: number;
};

export function sortedTiers(offer: Offer): Tier[] {
  return [...offer.tiers].sort((a, b) => a.minQuantity - b.minQuantity);
}

/** The intercept of tier `index`: the fixed cost, plus what the lower slices of an incremental ladder add. */
function interceptCents(offer: Offer, tiers: readonly Tier[], index: number): number {
  if (offer.ladder !== 'incremental') return offer.fixedCostCents;
  let cents = offer.fixedCostCents;
  for (let t = 1; t <= index; t += 1) {
    const before = tiers[t - 1];
    const tier = tiers[t];
    if (before && tier) cents += (before.unitPriceCents - tier.unitPriceCents) * tier.minQuantity;
  }
  return cents;
}

/**
 * The straight stretches of an offer's cost on the quantities that it accepts, in order, without overlap.
 * Below the first tier, below the minimum order and above the capacity nothing can be bought. Empty when the
 * offer accepts no quantity at all (a capacity below the minimum order).
 */
export function segmentsOf(offer: Offer): Segment[] {
  const tiers = sortedTiers(offer);
  const segments: Segment[] = [];
  tiers.forEach((tier, index) => {
    const next = tiers[index + 1];
    const from = Math.max(1, tier.minQuantity, offer.minimumOrder);
    const to = Math.min(offer.capacity, next ? next.minQuantity - 1 : Number.POSITIVE_INFINITY);
    if (from > to) return;
    segments.push({
      from,
      to,
      interceptCents: interceptCents(offer, tiers, index),
      slopeCents: tier.unitPriceCents,
    });
  });
  return segments;
}

/** Cost in cents of ordering `quantity` from one offer, fixed cost included; `undefined` where it is refused. */
export function offerCostCents(offer: Offer, quantity: number): number | undefined {
  const segment = segmentsOf(offer).find(({ from, to }) => from <= quantity && quantity <= to);
  return segment && segment.interceptCents + segment.slopeCents * quantity;
}

/** The tier price that applies to the last unit of `quantity`. */
export function reachedTier(offer: Offer, quantity: number): Tier | undefined {
  return sortedTiers(offer).findLast((tier) => tier.minQuantity <= quantity);
}
