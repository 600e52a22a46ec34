/** Who acts, for which organisation. Made from the session on each request; a visitor is `null`. */
export interface Actor {
  personId: string;
  name: string;
  email: string;
  locale: 'fr' | 'en';
  /** The organisation acted for; a person without any is a visitor with a name and cannot act. */
  organisation: { id: string; ref: string; name: string; kind: OrganisationKind };
  role: MemberRole;
}

export const organisationKinds = ['brand', 'maker', 'institution', 'school', 'lab'] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

export const memberRoles = ['administrator', 'buyer', 'sales', 'reader'] as const;
export type MemberRole = (typeof memberRoles)[number];

/** Coordinators are the people of an institution (a cluster, a trade body); nobody signs up as one. */
export function isCoordinator(actor: Actor): boolean {
  return actor.organisation.kind === 'institution';
}

/** May spend or ask in the organisation's name. */
export function mayBuy(actor: Actor): boolean {
  return actor.role === 'administrator' || actor.role === 'buyer';
}

/** May offer in the organisation's name. */
export function maySell(actor: Actor): boolean {
  return actor.role === 'administrator' || actor.role === 'sales';
}
