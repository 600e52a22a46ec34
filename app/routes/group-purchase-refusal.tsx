import { type ActionFunctionArgs, data, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answerResult } from '~/group-purchases/answer-result.server';
import { answerForm } from '~/group-purchases/commitment-forms.server';
import { GroupPurchasePage } from '~/group-purchases/group-purchase-page';
import { findGroupPurchaseId } from '~/group-purchases/group-purchase-queries.server';
import { refuseOtherOrganisation, requireActor } from '~/http/actor.server';
import { parseForm, readForm } from '~/http/forms.server';
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
  const parsed = parseForm(form, answerForm);
  if (!parsed.ok) return data({ code: 'form-expired', rejected: null, answering: true }, { status: 400 });
  const outcome = await answerResult(actor, id, 'refused', parsed.value.operationId);
  if (outcome.ok) return redirect(paths.groupPurchase(ref));
  const { status, code } = outcome.refusal;
  if (status === 404) throw notFoundResponse();
  return data({ code, rejected: null, answering: true }, { status });
}

export default function GroupPurchaseRefusalRoute() {
  return (
    <GroupPurchasePage
      {...useLoaderData<typeof import('./group-purchase').loader>()}
      refused={useActionData<typeof action>() ?? null}
    />
  );
}
