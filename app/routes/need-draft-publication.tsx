import { type ActionFunctionArgs, data, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { Actor } from '~/accounts/actor';
import { refuseOtherOrganisation, requireActor } from '~/http/actor.server';
import { readForm } from '~/http/forms.server';
import { paths } from '~/http/paths';
import { notFoundResponse, refusalResponse } from '~/http/refusals.server';
import { needMessages } from '~/i18n/messages/needs';
import { pageMeta } from '~/i18n/page-meta';
import { readDraftContent } from '~/needs/need-draft-content.server';
import { NeedDraftPage } from '~/needs/need-draft-page';
import { findNeedDraft } from '~/needs/need-queries.server';
import { publishNeed } from '~/needs/publish-need.server';
import { readNeedForm } from '~/needs/read-need-form.server';
import { saveNeedDraft } from '~/needs/save-need-draft.server';

export const meta = pageMeta(needMessages, 'formTitle');

// Loaders run after a refused action too: one that redirects would take the faults, and what was sent, away with it.
export { loader } from './need-draft';

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const draftId = params['id'] ?? '';
  const form = await readForm(request);
  refuseOtherOrganisation(actor, form);
  const read = readNeedForm(form);
  if (!read.ok) return keptDraft(actor, draftId, form, { errors: read.rejected.errors, status: 400 });
  const published = await publishNeed(actor, draftId, read.value);
  if (published.ok) return redirect(paths.need(published.value.needId));
  const { status, code } = published.refusal;
  if (status !== 429) throw refusalResponse(published.refusal);
  return keptDraft(actor, draftId, form, { errors: { '': [code] }, status });
}

/** Kept before it is refused, so that closing the tab on the faults loses nothing. */
async function keptDraft(
  actor: Actor,
  draftId: string,
  form: FormData,
  { errors, status }: { errors: Record<string, string[]>; status: number },
) {
  const saved = await saveNeedDraft(actor, draftId, readDraftContent(form));
  if (!saved.ok) throw refusalResponse(saved.refusal);
  const draft = await findNeedDraft(actor, draftId);
  if (!draft) throw notFoundResponse();
  const operationId = String(form.get('operationId') ?? '') || crypto.randomUUID();
  return data({ draft, operationId, errors }, { status });
}

export default function NeedDraftPublicationRoute() {
  const loaded = useLoaderData<typeof import('./need-draft').loader>();
  const refused = useActionData<typeof action>();
  return <NeedDraftPage {...loaded} {...(refused ?? { errors: {} })} saved={false} />;
}
