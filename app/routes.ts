import { index, type RouteConfig, route } from '@remix-run/route-config';

/** The whole site map: French addresses, English modules. */
export default [
  index('routes/home.tsx'),
  route('savoir-faire', 'routes/directory.tsx'),
  route('fabricants', 'routes/makers.tsx'),
  route('fabricants/:ref', 'routes/maker.tsx'),
  route('besoins', 'routes/needs.tsx'),
  route('besoins/nouveau', 'routes/new-need.tsx'),
  route('besoins/brouillons/:id', 'routes/need-draft.tsx'),
  route('besoins/:id', 'routes/need.tsx'),
  route('achats-groupes', 'routes/group-purchases.tsx'),
  route('achats-groupes/:ref', 'routes/group-purchase.tsx'),
  route('achats-groupes/:ref/engagement', 'routes/group-purchase-commitment.tsx'),
  route('achats-groupes/:ref/retrait', 'routes/group-purchase-withdrawal.tsx'),
  route('notifications', 'routes/notices.tsx'),
  route('notifications/lecture', 'routes/notices-reading.tsx'),
  route('evenements', 'routes/live-events.tsx'),
  route('connexion', 'routes/sign-in.tsx'),
  route('deconnexion', 'routes/sign-out.tsx'),
  route('inscription', 'routes/sign-up.tsx'),
  route('organisation/membres', 'routes/members.tsx'),
  route('organisation/active', 'routes/active-organisation.tsx'),
  route('langue', 'routes/language.tsx'),
  route('dev/courrier', 'routes/captured-mails.tsx'),
  route('dev/courrier/:id', 'routes/captured-mail.tsx'),
  route('*', 'routes/not-found.tsx'),
] satisfies RouteConfig;
