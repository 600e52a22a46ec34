import { useLoaderData } from '@remix-run/react';
import { notFoundResponse } from '~/http/refusals.server';
import { notificationMessages } from '~/i18n/messages/notifications';
import { pageMeta } from '~/i18n/page-meta';
import { capturedMailsAreReadable, listCapturedMails } from '~/mail/captured-mail-queries.server';
import { CapturedMailsPage } from '~/mail/captured-mails-page';

export const meta = pageMeta(notificationMessages, 'capturedTitle');

export async function loader() {
  if (!capturedMailsAreReadable()) throw notFoundResponse();
  return { mails: await listCapturedMails() };
}

export default function CapturedMailsRoute() {
  return <CapturedMailsPage {...useLoaderData<typeof loader>()} />;
}
