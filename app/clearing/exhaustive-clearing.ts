import type { Market } from './market';
import { type Offer, offerCostCents } from './price-ladder';

/**
 * The clearing rule by trying everything: the reference that the real method is tested against. Written from
 * the rule, sharing no code with it but the cost of one offer. For a handful of participants and suppliers.
 */
export type ReferenceOutcome = {
  readonly outcome: string;
  readonly quantity: number;
  readonly cost: number;
  readonly welfare: number;
  readonly count: number;
  readonly suppliers: string;
  readonly quantities: string;
};

type Bought = { readonly cost: number; readonly refs: readonly string[] };

function better(a: Bought, b: Bought | undefined): boolean {
  if (!b || a.cost !== b.cost) return !b || a.cost < b.cost;
  if (a.refs.length !== b.refs.length) return a.refs.length < b.refs.length;
  return a.refs.join('|') < b.refs.join('|');
}

/** Least cost of exactly `quantity` by every split in units. */
export function exhaustivePurchase(offers: readonly Offer[], quantity: number): Bought | undefined {
  const [offer, ...others] = offers;
  if (!offer) return quantity === 0 ? { cost: 0, refs: [] } : undefined;
  let best = exhaustivePurchase(others, quantity);
  for (let x = 1; x <= quantity; x += 1) {
    const cost = offerCostCents(offer, x);
    const rest = cost === undefined ? undefined : exhaustivePurchase(others, quantity - x);
    if (cost === undefined || !rest) continue;
    const one = { cost: cost + rest.cost, refs: [offer.supplierRef, ...rest.refs].sort() };
    if (better(one, best)) best = one;
  }
  return best;
}

type Step = { readonly quantity: number; readonly limit: number };

function combinations(schedules: readonly (readonly Step[])[]): Step[][] {
  return schedules.reduce<Step[][]>(
    (all, steps) => all.flatMap((chosen) => [...steps.map((s) => [...chosen, s]), [...chosen, out]]),
    [[]],
  );
}

const out: Step = { quantity: 0, limit: Number.POSITIVE_INFINITY };

/** What somebody takes at the price cost/quantity: the largest quantity whose limit x quantity >= cost. */
function taken(steps: readonly Step[], cost: number, quantity: number): number {
  return Math.max(0, ...steps.filter((s) => s.limit * quantity >= cost).map((s) => s.quantity));
}

function compare(a: ReferenceOutcome, b: ReferenceOutcome): number {
  return (
    b.welfare - a.welfare ||
    b.count - a.count ||
    a.cost * b.quantity - b.cost * a.quantity ||
    a.suppliers.split('|').length - b.suppliers.split('|').length ||
    (a.suppliers < b.suppliers ? -1 : a.suppliers > b.suppliers ? 1 : 0) ||
    b.quantity - a.quantity ||
    (a.quantities > b.quantities ? -1 : a.quantities < b.quantities ? 1 : 0)
  );
}

export function exhaustiveClearing(market: Market): ReferenceOutcome {
  const failed = { quantity: 0, cost: 0, welfare: 0, count: 0, suppliers: '', quantities: '' };
  const sells = (offer: Offer) =>
    Array.from({ length: 200 }, (_, q) => q).some((q) => offerCostCents(offer, q) !== undefined);
  if (!market.offers.some(sells)) return { outcome: 'no_offer', ...failed };
  const schedules = market.participants
    .filter(({ firmness }) => firmness !== 'interest')
    .sort((a, b) => (a.organisationRef < b.organisationRef ? -1 : 1))
    .map(({ demand }) => demand.map((s): Step => ({ quantity: s.quantity, limit: s.maxUnitPriceCents })));
  const costs = new Map<number, Bought | undefined>();
  const found = combinations(schedules).flatMap((chosen): ReferenceOutcome[] => {
    const quantity = chosen.reduce((sum, s) => sum + s.quantity, 0);
    const count = chosen.filter((s) => s.quantity > 0).length;
    if (quantity === 0 || quantity < market.minimumQuantity || count < market.minimumParticipants) return [];
    if (!costs.has(quantity)) costs.set(quantity, exhaustivePurchase(market.offers, quantity));
    const bought = costs.get(quantity);
    if (!bought || chosen.some((s) => s.limit * quantity < bought.cost)) return [];
    const isFull = chosen.every((s, i) => s.quantity === taken(schedules[i] ?? [], bought.cost, quantity));
    const value = chosen.reduce((sum, s) => sum + (s.quantity > 0 ? s.limit * s.quantity : 0), 0);
    return [
      {
        outcome: isFull ? 'full' : 'rationed',
        quantity,
        cost: bought.cost,
        welfare: value - bought.cost,
        count,
        suppliers: bought.refs.join('|'),
        quantities: chosen.map((s) => String(s.quantity).padStart(6, '0')).join('|'),
      },
    ];
  });
  const full = found.filter(({ outcome }) => outcome === 'full');
  const lowest = full.sort((a, b) => a.cost * b.quantity - b.cost * a.quantity || compare(a, b))[0];
  const best = lowest ?? found.sort(compare)[0];
  return best ?? { outcome: 'minimum_missed', ...failed };
}
