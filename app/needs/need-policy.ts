import { type Actor, mayBuy } from '~/accounts/actor';
import type { NeedVisibility } from './need';

export interface NeedFacts {
  organisationId: string;
  visibility: NeedVisibility;
  /** The actor's organisation is one of those that matching proposed for it. */
  proposedToActor: boolean;
}

/** Needs are posted by brands, by their administrators and buyers. */
export function canPostNeeds(actor: Actor): boolean {
  return actor.organisation.kind === 'brand' && mayBuy(actor);
}

export function ownsNeed(actor: Actor | null, need: Pick<NeedFacts, 'organisationId'>): boolean {
  return actor?.organisation.id === need.organisationId;
}

/** Who may open a need's page at all; everybody else gets the page of a thing that does not exist. */
export function canReadNeed(actor: Actor | null, need: NeedFacts): boolean {
  if (ownsNeed(actor, need)) return true;
  return need.visibility !== 'matched' || (actor !== null && need.proposedToActor);
}

/** Whose need it is: an anonymous one never says so to others, not even to those proposed. */
export function canReadBrand(actor: Actor | null, need: NeedFacts): boolean {
  return ownsNeed(actor, need) || (canReadNeed(actor, need) && need.visibility !== 'anonymous');
}

/** The makers proposed, their reasons, the budget: the brand's own. */
export function canReadMatches(actor: Actor | null, need: NeedFacts): boolean {
  return ownsNeed(actor, need);
}
