import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { invitationEndForm } from '~/accounts/account-forms';
import { withdrawInvitation } from '~/accounts/withdraw-invitation.server';
import { requireActor } from '~/http/actor.server';
import { readForm } from '~/http/forms.server';
import { paths } from '~/http/paths';
import { notFoundResponse, refusalResponse } from '~/http/refusals.server';

export function loader() {
  return redirect(paths.members());
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = Object.fromEntries(await readForm(request));
  const parsed = invitationEndForm.safeParse({ ...form, invitationId: params['id'] });
  // Only a form that this site did not make lacks an id.
  if (!parsed.success) throw notFoundResponse();
  const withdrawn = await withdrawInvitation(actor, parsed.data);
  if (!withdrawn.ok) throw refusalResponse(withdrawn.refusal);
  return redirect(paths.members('?fait=annulation'));
}
