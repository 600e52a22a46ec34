import { type Actor, isCoordinator } from '~/accounts/actor';

/** Who sees which organisations nobody has verified: the people of a cluster or a trade body, who know the trade. */
export function canReadOrganisationsToVerify(actor: Actor): boolean {
  return isCoordinator(actor);
}

/** Whoever only reads for a coordinating institution vouches for nobody in its name. */
export function canVerifyOrganisations(actor: Actor): boolean {
  return isCoordinator(actor) && actor.role !== 'reader';
}
