import type { OrganisationKind } from '~/accounts/actor';

export interface OrganisationChoice {
  id: string;
  name: string;
}

/** Who looks at the page, as far as its frame shows it. */
export interface Viewer {
  name: string;
  organisation: OrganisationChoice & { ref: string; kind: OrganisationKind };
  /** The person's other organisations, by name. */
  otherOrganisations: OrganisationChoice[];
  /** Notices to read, for the organisation acted for; 100 stands for that or more. */
  unreadNotices: number;
  /** Organisations that ask the person to join them. */
  openInvitations: number;
}
