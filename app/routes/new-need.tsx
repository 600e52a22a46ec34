import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireActor } from '~/http/actor.server';
import { readForm } from '~/http/forms.server';
import { paths } from '~/http/paths';
import { refusalResponse } from '~/http/refusals.server';
import { requestLocale } from '~/i18n/locale.server';
import { needMessages } from '~/i18n/messages/needs';
import { pageMeta } from '~/i18n/page-meta';
import { canPostNeeds } from '~/needs/need-policy';
import { NewNeedPage } from '~/needs/new-need-page';
import { startNeedDraft } from '~/needs/save-need-draft.server';
import { findFamily } from '~/taxonomy/taxonomy';
import { familyChoices } from '~/taxonomy/taxonomy-choices';

export const meta = pageMeta(needMessages, 'newTitle');

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  if (!canPostNeeds(actor)) throw refusalResponse({ status: 403, code: 'needs-are-posted-by-brands' });
  return { families: familyChoices(requestLocale(request, actor)) };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const family = String((await readForm(request)).get('family') ?? '');
  if (!findFamily(family)) return data({ error: 'family-unknown' as const }, { status: 400 });
  const started = await startNeedDraft(actor, { family: [family] });
  if (!started.ok) throw refusalResponse(started.refusal);
  return redirect(paths.needDraft(started.value.id));
}

export default function NewNeedRoute() {
  const { families } = useLoaderData<typeof loader>();
  return <NewNeedPage families={families} error={useActionData<typeof action>()?.error ?? null} />;
}
