import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { isCollectingPhase } from '~/group-purchases/group-purchase';
import { listGroupPurchases, listPageSize } from '~/group-purchases/group-purchase-queries.server';
import { GroupPurchasesPage } from '~/group-purchases/group-purchases-page';
import { currentActor } from '~/http/actor.server';
import { groupPurchaseMessages } from '~/i18n/messages/group-purchases';
import { pageMeta } from '~/i18n/page-meta';
import { findFamily } from '~/taxonomy/taxonomy';

export const meta = pageMeta(groupPurchaseMessages, 'title', 'lead');

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await currentActor(request);
  const asked = new URL(request.url).searchParams;
  const phase = asked.get('etat') ?? '';
  const page = Number(asked.get('page'));
  const filter = {
    text: (asked.get('q') ?? '').slice(0, 200),
    family: findFamily(asked.get('famille') ?? '')?.code ?? null,
    phase: isCollectingPhase(phase) ? phase : null,
    page: Number.isInteger(page) && page > 0 && page < 10_000 ? page : 1,
  };
  const { items, count } = await listGroupPurchases(actor, filter);
  return { items, count, filter, pageCount: Math.ceil(count / listPageSize), signedIn: actor !== null };
}

export default function GroupPurchasesRoute() {
  return <GroupPurchasesPage {...useLoaderData<typeof loader>()} />;
}
