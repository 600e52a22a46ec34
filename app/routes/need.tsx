import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { currentActor } from '~/http/actor.server';
import { notFoundResponse } from '~/http/refusals.server';
import { requestLocale } from '~/i18n/locale.server';
import { listNeedMatches } from '~/needs/need-match-queries.server';
import { NeedPage } from '~/needs/need-page';
import { findNeed } from '~/needs/need-queries.server';

// A need is not for search engines: even a public one is for the trade.
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.need.title} · Rouage` : 'Rouage' },
  { name: 'robots', content: 'noindex' },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await currentActor(request);
  const need = await findNeed(actor, params['id'] ?? '');
  if (!need) throw notFoundResponse();
  return { need, matches: need.own ? await listNeedMatches(need.id, requestLocale(request, actor)) : [] };
}

export default function NeedRoute() {
  return <NeedPage {...useLoaderData<typeof loader>()} />;
}
