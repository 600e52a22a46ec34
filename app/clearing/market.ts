import { demandAt, type Participant } from './demand-schedule';
import { type Offer, segmentsOf } from './price-ladder';
import { compareRefs, type Pricing, priceOffers } from './purchase-pricing';

/** Everything that decides who buys what from whom. The order of rows never changes the outcome. */
export type Market = {
  /** One row an organisation; `interest` is ignored. */
  readonly participants: readonly Participant[];
  /** Offers that are still valid at closing, one a supplier. */
  readonly offers: readonly Offer[];
  readonly minimumQuantity: number;
  readonly minimumParticipants: number;
};

/** The participants who count, by ref, and the cost model that answers for every quantity they can reach. */
export type PreparedMarket = {
  readonly market: Market;
  readonly participants: readonly Participant[];
  readonly pricing: Pricing;
  /** Distinct limits in cents, ascending. */
  readonly limits: readonly number[];
};

export function prepareMarket(market: Market): PreparedMarket {
  const participants = market.participants
    .filter(({ firmness }) => firmness !== 'interest')
    .sort((a, b) => compareRefs(a.organisationRef, b.organisationRef));
  const offers = market.offers.filter((offer) => segmentsOf(offer).length > 0);
  const wanted = participants.reduce(
    (sum, { demand }) => sum + demandAt(demand, Number.NEGATIVE_INFINITY),
    0,
  );
  const capacity = offers.reduce((sum, offer) => sum + offer.capacity, 0);
  const limits = new Set(participants.flatMap(({ demand }) => demand.map((step) => step.maxUnitPriceCents)));
  return {
    market,
    participants,
    pricing: priceOffers(offers, Math.min(wanted, capacity)),
    limits: [...limits].sort((a, b) => a - b),
  };
}
