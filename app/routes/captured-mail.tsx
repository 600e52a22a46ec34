import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { notFoundResponse } from '~/http/refusals.server';
import { notificationMessages } from '~/i18n/messages/notifications';
import { pageMeta } from '~/i18n/page-meta';
import { capturedMailsAreReadable, findCapturedMail } from '~/mail/captured-mail-queries.server';
import { CapturedMailPage } from '~/mail/captured-mails-page';

export const meta = pageMeta(notificationMessages, 'capturedTitle');

export async function loader({ params }: LoaderFunctionArgs) {
  const mail = capturedMailsAreReadable() ? await findCapturedMail(params['id'] ?? '') : null;
  if (!mail) throw notFoundResponse();
  return { mail };
}

export default function CapturedMailRoute() {
  return <CapturedMailPage {...useLoaderData<typeof loader>()} />;
}
