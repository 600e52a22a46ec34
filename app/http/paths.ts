/** Every URL of the site is made here, so that a route's address has one place. French, like the people who read it. */
const encode = encodeURIComponent;

export const paths = {
  home: () => '/',
  directory: (search = '') => `/savoir-faire${search}`,
  makers: (search = '') => `/fabricants${search}`,
  maker: (ref: string) => `/fabricants/${encode(ref)}`,
  needs: () => '/besoins',
  newNeed: () => '/besoins/nouveau',
  needDraft: (id: string) => `/besoins/brouillons/${encode(id)}`,
  needDraftPublication: (id: string) => `/besoins/brouillons/${encode(id)}/publication`,
  need: (id: string) => `/besoins/${encode(id)}`,
  groupPurchases: (search = '') => `/achats-groupes${search}`,
  groupPurchase: (ref: string) => `/achats-groupes/${encode(ref)}`,
  commitment: (ref: string) => `/achats-groupes/${encode(ref)}/engagement`,
  commitmentWithdrawal: (ref: string) => `/achats-groupes/${encode(ref)}/retrait`,
  resultConfirmation: (ref: string) => `/achats-groupes/${encode(ref)}/confirmation`,
  resultRefusal: (ref: string) => `/achats-groupes/${encode(ref)}/refus`,
  notices: () => '/notifications',
  noticesReading: () => '/notifications/lecture',
  liveEvents: () => '/evenements',
  signIn: (next?: string) => (next ? `/connexion?suite=${encode(next)}` : '/connexion'),
  signOut: () => '/deconnexion',
  signUp: () => '/inscription',
  join: () => '/inscription/invitation',
  members: (search = '') => `/organisation/membres${search}`,
  memberRole: (id: string) => `/organisation/membres/${encode(id)}/role`,
  memberRemoval: (id: string) => `/organisation/membres/${encode(id)}/retrait`,
  invitationWithdrawal: (id: string) => `/organisation/invitations/${encode(id)}/retrait`,
  invitations: (search = '') => `/invitations${search}`,
  invitationAcceptance: (id: string) => `/invitations/${encode(id)}/acceptation`,
  invitationRefusal: (id: string) => `/invitations/${encode(id)}/refus`,
  activeOrganisation: () => '/organisation/active',
  organisationsToVerify: (search = '') => `/organisations/a-verifier${search}`,
  organisationVerification: (id: string) => `/organisations/${encode(id)}/verification`,
  language: () => '/langue',
  appearance: () => '/apparence',
  capturedMails: () => '/dev/courrier',
  capturedMail: (id: string) => `/dev/courrier/${encode(id)}`,
} as const;

/** A path of this site to go on to after signing in; anything else (another host, a scheme, `//`) is home. */
export function insidePath(candidate: string | null | undefined): string {
  if (!candidate?.startsWith('/') || candidate.startsWith('//')) return '/';
  const base = 'http://inside.invalid';
  const url = URL.canParse(candidate, base) ? new URL(candidate, base) : null;
  if (url?.origin !== base || candidate.includes('\\')) return '/';
  // Judged as a browser will read it: `/.//evil.example` only becomes `//evil.example` once its dots are resolved.
  const path = url.pathname + url.search;
  return path.startsWith('//') ? '/' : path;
}
