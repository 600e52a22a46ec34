import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { invitationAcceptanceForm } from '~/accounts/account-forms';
import { acceptInvitation } from '~/accounts/answer-invitation.server';
import { InvitationsPage } from '~/accounts/invitations-page';
import { readInvitationsScreen } from '~/accounts/members-screen.server';
import { requireActor } from '~/http/actor.server';
import { readForm, rejectedForm } from '~/http/forms.server';
import { paths } from '~/http/paths';
import { notFoundResponse, refusalResponse } from '~/http/refusals.server';
import { accountMessages } from '~/i18n/messages/accounts';
import { pageMeta } from '~/i18n/page-meta';

export const meta = pageMeta(accountMessages, 'invitationsTitle');

/** The list, not a way back to it: after a refused form this loader runs too. */
export async function loader({ request }: LoaderFunctionArgs) {
  return readInvitationsScreen(await requireActor(request));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await readForm(request);
  const invitationId = params['id'] ?? '';
  const parsed = invitationAcceptanceForm.safeParse({ ...Object.fromEntries(form), invitationId });
  // Only a form that this site did not make lacks an id.
  if (!parsed.success) throw notFoundResponse();
  const accepted = await acceptInvitation(actor, parsed.data);
  if (accepted.ok) return redirect(paths.invitations('?fait=acceptation'));
  const { status, code, fields } = accepted.refusal;
  if (status === 404) throw refusalResponse(accepted.refusal);
  return data({ invitationId, form: rejectedForm(form, fields ?? { '': [code] }) }, { status });
}

export default function InvitationAcceptanceRoute() {
  const screen = useLoaderData<typeof loader>();
  return <InvitationsPage {...screen} done={null} rejected={useActionData<typeof action>()} />;
}
