import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { GroupPurchasePage } from '~/group-purchases/group-purchase-page';
import { loadGroupPurchasePage } from '~/group-purchases/load-group-purchase-page.server';
import { currentActor } from '~/http/actor.server';
import { notFoundResponse } from '~/http/refusals.server';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.purchase.title} · Rouage` : 'Rouage' },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const page = await loadGroupPurchasePage(await currentActor(request), params['ref'] ?? '');
  if (!page) throw notFoundResponse();
  return page;
}

export default function GroupPurchaseRoute() {
  return <GroupPurchasePage {...useLoaderData<typeof loader>()} refused={null} />;
}
