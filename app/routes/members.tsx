import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { invitationForm } from '~/accounts/account-forms';
import { inviteMember } from '~/accounts/invite-member.server';
import { MembersPage } from '~/accounts/members-page';
import { readMembersScreen } from '~/accounts/members-screen.server';
import { requireActor } from '~/http/actor.server';
import { parseForm, readForm, rejectedForm } from '~/http/forms.server';
import { paths } from '~/http/paths';
import { refusalResponse } from '~/http/refusals.server';
import { accountMessages } from '~/i18n/messages/accounts';
import { pageMeta } from '~/i18n/page-meta';

export const meta = pageMeta(accountMessages, 'membersTitle');

const changes = {
  invitation: 'invited',
  annulation: 'withdrawn',
  role: 'changed',
  retrait: 'removed',
} as const;

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const done = new URL(request.url).searchParams.get('fait');
  const change = Object.entries(changes).find(([name]) => name === done)?.[1] ?? null;
  return { ...(await readMembersScreen(actor)), done: change };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await readForm(request);
  const parsed = parseForm(form, invitationForm);
  if (!parsed.ok) return data(parsed.rejected, { status: 400 });
  const invited = await inviteMember(actor, parsed.value);
  if (invited.ok) return redirect(paths.members('?fait=invitation'));
  const { status, code, fields } = invited.refusal;
  if (status === 403) throw refusalResponse(invited.refusal);
  return data(rejectedForm(form, fields ?? { '': [code] }), { status });
}

export default function MembersRoute() {
  const rejected = useActionData<typeof action>();
  const screen = useLoaderData<typeof loader>();
  return <MembersPage {...screen} done={rejected ? null : screen.done} rejected={rejected} />;
}
