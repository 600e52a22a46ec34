import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireActor } from '~/http/actor.server';
import { readForm } from '~/http/forms.server';
import { paths } from '~/http/paths';
import { notFoundResponse, refusalResponse } from '~/http/refusals.server';
import { requestLocale } from '~/i18n/locale.server';
import { needMessages } from '~/i18n/messages/needs';
import { pageMeta } from '~/i18n/page-meta';
import { readDraftContent } from '~/needs/need-draft-content.server';
import { NeedDraftPage } from '~/needs/need-draft-page';
import { draftFields } from '~/needs/need-form-fields';
import { canPostNeeds } from '~/needs/need-policy';
import { findNeedDraft } from '~/needs/need-queries.server';
import { saveNeedDraft } from '~/needs/save-need-draft.server';

export const meta = pageMeta(needMessages, 'formTitle');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const draft = canPostNeeds(actor) ? await findNeedDraft(actor, params['id'] ?? '') : null;
  if (!draft) throw notFoundResponse();
  if (draft.needId) throw redirect(paths.need(draft.needId));
  return {
    draft,
    fields: draftFields(draft, requestLocale(request, actor)),
    operationId: crypto.randomUUID(),
  };
}

/** Saves what the form holds, valid or not. */
export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const saved = await saveNeedDraft(actor, params['id'] ?? '', readDraftContent(await readForm(request)));
  if (!saved.ok) throw refusalResponse(saved.refusal);
  return data({ saved: true });
}

export default function NeedDraftRoute() {
  const loaded = useLoaderData<typeof loader>();
  const saved = useActionData<typeof action>()?.saved ?? false;
  return <NeedDraftPage {...loaded} errors={{}} saved={saved} />;
}
