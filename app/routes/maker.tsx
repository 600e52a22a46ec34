import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { MakerPage } from '~/capabilities/maker-page';
import { findMaker } from '~/capabilities/maker-queries.server';
import { currentActor } from '~/http/actor.server';
import { notFoundResponse } from '~/http/refusals.server';
import { requestLocale } from '~/i18n/locale.server';

const descriptionLength = 160;

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data
    ? [
        { title: `${data.maker.name}, ${data.maker.place} · Rouage` },
        { name: 'description', content: data.maker.description.slice(0, descriptionLength) },
        { property: 'og:title', content: data.maker.name },
        { property: 'og:type', content: 'profile' },
      ]
    : [{ title: 'Rouage' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const locale = requestLocale(request, await currentActor(request));
  const maker = await findMaker(params['ref'] ?? '', locale);
  if (!maker) throw notFoundResponse();
  return { maker };
}

export default function MakerRoute() {
  return <MakerPage maker={useLoaderData<typeof loader>().maker} />;
}
