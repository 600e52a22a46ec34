import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { currentActor } from '~/http/actor.server';
import { notFoundResponse } from '~/http/refusals.server';
import { requestLocale } from '~/i18n/locale.server';
import { listNeedMatches, listOwnMatches } from '~/needs/need-match-queries.server';
import { NeedPage } from '~/needs/need-page';
import { findNeed } from '~/needs/need-queries.server';

// A need is not for search engines: even a public one is for the trade.
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.need.title} · Rouage` : 'Rouage' },
  { name: 'robots', content: 'noindex' },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await currentActor(request);
  const locale = requestLocale(request, actor);
  const need = await findNeed(actor, params['id'] ?? '', locale);
  if (!need) throw notFoundResponse();
  const [matches, ownMatches] = await Promise.all([
    need.own ? listNeedMatches(need.id, locale) : [],
    actor && !need.own ? listOwnMatches(need.id, actor.organisation.id, locale) : [],
  ]);
  return { need, matches, ownMatches };
}

export default function NeedRoute() {
  return <NeedPage {...useLoaderData<typeof loader>()} />;
}
