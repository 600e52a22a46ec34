import { type Actor, mayBuy } from '~/accounts/actor';
import type { GroupPurchaseState } from './group-purchase';

export interface WatchedPurchase {
  readonly state: GroupPurchaseState;
  readonly leadOrganisationId: string;
}

/** A draft is its lead's alone; from opening on, title, specification and calendar are for everybody. */
export function canSeeGroupPurchase(actor: Actor | null, purchase: WatchedPurchase): boolean {
  return purchase.state !== 'draft' || actor?.organisation.id === purchase.leadOrganisationId;
}

/** Whether the tier and the rounded total are for this reader; a visitor gets the stage only. */
export function canReadPool(actor: Actor | null): boolean {
  return actor !== null;
}

export type WhyNotCommit = 'not-a-brand' | 'not-a-buyer' | 'supplier-of-offer';

/**
 * Why somebody may not take part; null if he may. Demand is for those who buy: a maker that committed beside its
 * own offer, or any supplier of this order, would read a market from its inside.
 */
export function whyNotCommit(actor: Actor, supplies: boolean): WhyNotCommit | null {
  if (supplies) return 'supplier-of-offer';
  if (actor.organisation.kind !== 'brand') return 'not-a-brand';
  return mayBuy(actor) ? null : 'not-a-buyer';
}
