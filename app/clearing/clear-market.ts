import { demandAt, limitForQuantity, type Participant } from './demand-schedule';
import { type Market, type PreparedMarket, prepareMarket } from './market';
import type { Purchase } from './purchase-pricing';
import { type Rationing, rationMarket } from './ration-market';

export type Allocation = {
  readonly organisationRef: string;
  /** Units, at least 1. */
  readonly quantity: number;
  /** The participant's own limit for that quantity, cents a unit. */
  readonly limitCents: number;
};

export type Cleared = {
  readonly outcome: 'full' | 'rationed';
  /** Those who are in, by ref. */
  readonly allocations: readonly Allocation[];
  readonly purchase: Purchase;
  /** Relative distance between the answer and a proven bound; 0 when it is proven optimal. */
  readonly gap: number;
};

export type ClearingOutcome = Cleared | { readonly outcome: 'minimum_missed' | 'no_offer' };

/** A market whose rationing is too large for the exact method; `boundRationing` answers it with a bound. */
export type TooLarge = { readonly outcome: 'too_large' };

export function allocationsAt(
  participants: readonly Participant[],
  quantities: readonly number[],
): Allocation[] {
  return participants.flatMap(({ organisationRef, demand }, i) => {
    const quantity = quantities[i] ?? 0;
    if (quantity === 0) return [];
    return [{ organisationRef, quantity, limitCents: limitForQuantity(demand, quantity) }];
  });
}

/**
 * The full outcome with the lowest price. Between two neighbouring limits everybody's quantity is constant, so
 * one purchase is priced for each distinct limit, from the lowest, and the first price that falls inside its
 * own interval is the answer: `previous limit < C(Q)/Q <= limit`, compared as integers.
 */
function fullOutcome({ market, participants, pricing, limits }: PreparedMarket): Cleared | undefined {
  let previous = Number.NEGATIVE_INFINITY;
  for (const limit of limits) {
    const quantities = participants.map(({ demand }) => demandAt(demand, limit));
    const quantity = quantities.reduce((sum, q) => sum + q, 0);
    const count = quantities.filter((q) => q > 0).length;
    const below = previous;
    previous = limit;
    if (quantity < Math.max(1, market.minimumQuantity) || count < market.minimumParticipants) continue;
    if (quantity > pricing.maxQuantity || pricing.floorCents(quantity) > limit * quantity) continue;
    const cost = pricing.costCents(quantity);
    if (cost > limit * quantity || cost <= below * quantity) continue;
    const purchase = pricing.purchase(quantity);
    if (!purchase) continue;
    const bound = pricing.boundCents(quantity);
    const gap = cost === 0 ? 0 : (cost - bound) / cost;
    return { outcome: 'full', allocations: allocationsAt(participants, quantities), purchase, gap };
  }
  return undefined;
}

function rationedOutcome(prepared: PreparedMarket, rationing: Rationing): ClearingOutcome | TooLarge {
  if (rationing.kind !== 'found') {
    return { outcome: rationing.kind === 'none' ? 'minimum_missed' : 'too_large' };
  }
  const allocations = allocationsAt(prepared.participants, rationing.quantities);
  const quantity = allocations.reduce((sum, one) => sum + one.quantity, 0);
  const purchase = prepared.pricing.purchase(quantity);
  if (!purchase) throw new Error('A rationed outcome has no purchase');
  const { boundCents, welfareCents } = rationing;
  const gap = (boundCents - welfareCents) / Math.max(1, Math.abs(welfareCents));
  return { outcome: 'rationed', allocations, purchase, gap };
}

/**
 * Clear one lot at closing: who is in, with which quantity, from which suppliers, at which all-in unit price
 * `purchase.costCents / purchase.quantity`.
 *
 * The outcome is the *full* one with the lowest price (everybody takes exactly what its schedule says at that
 * price); else the *rationed* one in which the value of what is taken, less its cost, is greatest; else
 * `minimum_missed`, or `no_offer` without an offer that accepts any quantity. Nobody is ever above its limit.
 */
export function clearMarket(market: Market): ClearingOutcome | TooLarge {
  return clearPrepared(prepareMarket(market));
}

/** `clearMarket` for a caller who also needs the cost model. */
export function clearPrepared(prepared: PreparedMarket): ClearingOutcome | TooLarge {
  if (prepared.pricing.supplierCount === 0) return { outcome: 'no_offer' };
  return fullOutcome(prepared) ?? rationedOutcome(prepared, rationMarket(prepared));
}
