import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { z } from 'zod';
import { requireActor } from '~/http/actor.server';
import { readForm } from '~/http/forms.server';
import { paths } from '~/http/paths';
import { notFoundResponse, refusalResponse } from '~/http/refusals.server';
import { canReadOrganisationsToVerify } from '~/organisations/verification-policy';
import { verifyOrganisation } from '~/organisations/verify-organisation.server';

const verificationForm = z.object({ operationId: z.uuid(), organisationId: z.uuid() });

/** A reload after the post: back to the list. */
export async function loader({ request }: LoaderFunctionArgs) {
  if (!canReadOrganisationsToVerify(await requireActor(request))) throw notFoundResponse();
  throw redirect(paths.organisationsToVerify());
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = Object.fromEntries(await readForm(request));
  const parsed = verificationForm.safeParse({ ...form, organisationId: params['id'] });
  // Only a form that this site did not make lacks an id.
  if (!parsed.success) throw notFoundResponse();
  const verified = await verifyOrganisation(actor, parsed.data);
  if (!verified.ok) throw refusalResponse(verified.refusal);
  return redirect(paths.organisationsToVerify('?fait=verification'));
}
