import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { currentActor } from '~/http/actor.server';
import { requestLocale } from '~/i18n/locale.server';
import { needMessages } from '~/i18n/messages/needs';
import { pageMeta } from '~/i18n/page-meta';
import { canPostNeeds } from '~/needs/need-policy';
import { listNeedDrafts, listOpenNeeds, listOwnNeeds } from '~/needs/need-queries.server';
import { NeedsPage } from '~/needs/needs-page';
import { findFamily } from '~/taxonomy/taxonomy';
import { familyChoices } from '~/taxonomy/taxonomy-choices';

export const meta = pageMeta(needMessages, 'title', 'lead');

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await currentActor(request);
  const family = findFamily(new URL(request.url).searchParams.get('famille') ?? '')?.code;
  const locale = requestLocale(request, actor);
  const brand = actor?.organisation.kind === 'brand' ? actor : null;
  const poster = actor && canPostNeeds(actor) ? actor : null;
  const [own, drafts, open] = await Promise.all([
    brand ? listOwnNeeds(brand, locale) : null,
    poster ? listNeedDrafts(poster) : [],
    listOpenNeeds(actor, locale, family),
  ]);
  const families = familyChoices(locale);
  return { own, drafts, open, families, family: family ?? null, mayPost: poster !== null };
}

export default function NeedsRoute() {
  return <NeedsPage {...useLoaderData<typeof loader>()} />;
}
