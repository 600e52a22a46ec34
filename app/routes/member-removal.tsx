import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { memberRemovalForm } from '~/accounts/account-forms';
import { MembersPage } from '~/accounts/members-page';
import { readMembersScreen } from '~/accounts/members-screen.server';
import { removeMember } from '~/accounts/remove-member.server';
import { requireActor } from '~/http/actor.server';
import { readForm } from '~/http/forms.server';
import { paths } from '~/http/paths';
import { notFoundResponse, refusalResponse } from '~/http/refusals.server';
import { accountMessages } from '~/i18n/messages/accounts';
import { pageMeta } from '~/i18n/page-meta';

export const meta = pageMeta(accountMessages, 'membersTitle');

/**
 * The list, not a way back to it: after a refused form this loader runs too, and a redirect would lose what the action
 * says.
 */
export async function loader({ request }: LoaderFunctionArgs) {
  return readMembersScreen(await requireActor(request));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = Object.fromEntries(await readForm(request));
  const parsed = memberRemovalForm.safeParse({ ...form, memberId: params['id'] });
  // Only a form that this site did not make lacks an id.
  if (!parsed.success) throw notFoundResponse();
  const removed = await removeMember(actor, parsed.data);
  if (removed.ok) return redirect(paths.members('?fait=retrait'));
  if (removed.refusal.status !== 409) throw refusalResponse(removed.refusal);
  return data({ refusal: removed.refusal.code }, { status: 409 });
}

export default function MemberRemovalRoute() {
  const screen = useLoaderData<typeof loader>();
  return <MembersPage {...screen} done={null} refusal={useActionData<typeof action>()?.refusal} />;
}
