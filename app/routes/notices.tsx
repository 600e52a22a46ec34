import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireActor } from '~/http/actor.server';
import { requestLocale } from '~/i18n/locale.server';
import { notificationMessages } from '~/i18n/messages/notifications';
import { pageMeta } from '~/i18n/page-meta';
import { listNotices } from '~/notifications/notice-queries.server';
import { NoticesPage } from '~/notifications/notices-page';

export const meta = pageMeta(notificationMessages, 'title', 'lead');

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const page = Number(new URL(request.url).searchParams.get('page') ?? '1');
  return listNotices(actor, Number.isSafeInteger(page) ? page : 1, requestLocale(request, actor));
}

export default function NoticesRoute() {
  return <NoticesPage {...useLoaderData<typeof loader>()} />;
}
