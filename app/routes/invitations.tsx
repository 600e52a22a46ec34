import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { InvitationsPage } from '~/accounts/invitations-page';
import { readInvitationsScreen } from '~/accounts/members-screen.server';
import { requireActor } from '~/http/actor.server';
import { accountMessages } from '~/i18n/messages/accounts';
import { pageMeta } from '~/i18n/page-meta';

export const meta = pageMeta(accountMessages, 'invitationsTitle');

const changes = { acceptation: 'joined', refus: 'declined' } as const;

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const done = new URL(request.url).searchParams.get('fait');
  const change = Object.entries(changes).find(([name]) => name === done)?.[1] ?? null;
  return { ...(await readInvitationsScreen(actor)), done: change };
}

export default function InvitationsRoute() {
  return <InvitationsPage {...useLoaderData<typeof loader>()} />;
}
