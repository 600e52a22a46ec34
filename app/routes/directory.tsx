import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { currentActor } from '~/http/actor.server';
import { requestLocale } from '~/i18n/locale.server';
import { directoryMessages } from '~/i18n/messages/directory';
import { pageMeta } from '~/i18n/page-meta';
import { DirectoryPage } from '~/search/directory-page';
import { loadDirectoryPage } from '~/search/directory-page.server';
import { parseDirectoryState } from '~/search/parse-directory-state';

export const meta = pageMeta(directoryMessages, 'title', 'lead');

export async function loader({ request }: LoaderFunctionArgs) {
  const locale = requestLocale(request, await currentActor(request));
  return loadDirectoryPage(parseDirectoryState(new URL(request.url).searchParams), locale);
}

export default function DirectoryRoute() {
  return <DirectoryPage {...useLoaderData<typeof loader>()} />;
}
