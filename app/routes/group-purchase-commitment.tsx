import { type ActionFunctionArgs, data, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { commitDemand } from '~/group-purchases/commit-demand.server';
import { commitmentForm } from '~/group-purchases/commitment-forms.server';
import { GroupPurchasePage } from '~/group-purchases/group-purchase-page';
import { findGroupPurchaseId } from '~/group-purchases/group-purchase-queries.server';
import { refuseOtherOrganisation, requireActor } from '~/http/actor.server';
import { parseForm, readForm, rejectedForm } from '~/http/forms.server';
import { paths } from '~/http/paths';
import { notFoundResponse } from '~/http/refusals.server';

// The same page, with what was refused on it.
export { loader, meta } from './group-purchase';

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const ref = params['ref'] ?? '';
  const id = await findGroupPurchaseId(actor, ref);
  if (id === null) throw notFoundResponse();
  const form = await readForm(request);
  refuseOtherOrganisation(actor, form);
  const parsed = parseForm(form, commitmentForm);
  if (!parsed.ok) return data({ code: null, rejected: parsed.rejected }, { status: 400 });
  const outcome = await commitDemand(actor, id, parsed.value);
  if (outcome.ok) return redirect(paths.groupPurchase(ref));
  const { status, code, fields } = outcome.refusal;
  if (status === 404) throw notFoundResponse();
  return data({ code: fields ? null : code, rejected: rejectedForm(form, fields ?? {}) }, { status });
}

export default function GroupPurchaseCommitmentRoute() {
  return (
    <GroupPurchasePage
      {...useLoaderData<typeof import('./group-purchase').loader>()}
      refused={useActionData<typeof action>() ?? null}
    />
  );
}
