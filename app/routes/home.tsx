import type { LoaderFunctionArgs } from '@remix-run/node';
import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { currentActor } from '~/http/actor.server';
import { requestLocale } from '~/i18n/locale.server';
import { messagesFor } from '~/i18n/messages';
import { homeMessages } from '~/i18n/messages/home';
import { shellMessages } from '~/i18n/messages/shell';
import { countDirectory } from '~/organisations/directory-figures.server';
import { HomePage } from '~/shell/home-page';
import { pageTitle } from '~/shell/page-title';
import { countWaiting } from '~/shell/waiting-queries.server';
import { labelOf } from '~/taxonomy/taxonomy';

const exampleLeaves = [
  'cad/soleillage',
  'cad/emaillage-grand-feu',
  'aig/bleuissage-thermique',
  'bra/maille-milanaise',
];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await currentActor(request);
  const locale = requestLocale(request, actor);
  const [{ families, ...figures }, counts] = await Promise.all([
    countDirectory(),
    actor ? countWaiting(actor) : null,
  ]);
  return {
    locale,
    figures,
    families: families.map((family) => ({ ...family, name: labelOf(family.code, locale) })),
    examples: exampleLeaves.map((leaf) => labelOf(leaf, locale)),
    waiting: actor && counts ? { organisation: actor.organisation.name, counts } : null,
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const locale = data?.locale ?? 'fr';
  return [
    { title: pageTitle(messagesFor(homeMessages, locale).title) },
    { name: 'description', content: messagesFor(shellMessages, locale).description },
  ];
};

export default function Home() {
  const { figures, families, examples, waiting } = useLoaderData<typeof loader>();
  return <HomePage figures={figures} families={families} examples={examples} waiting={waiting} />;
}
