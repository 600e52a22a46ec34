import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireActor } from '~/http/actor.server';
import { notFoundResponse } from '~/http/refusals.server';
import { verificationMessages } from '~/i18n/messages/verification';
import { pageMeta } from '~/i18n/page-meta';
import { OrganisationsToVerifyPage } from '~/organisations/organisations-to-verify-page';
import { readOrganisationsToVerifyScreen } from '~/organisations/organisations-to-verify-screen.server';

export const meta = pageMeta(verificationMessages, 'title');

export async function loader({ request }: LoaderFunctionArgs) {
  const screen = await readOrganisationsToVerifyScreen(await requireActor(request));
  if (!screen) throw notFoundResponse();
  return { ...screen, done: new URL(request.url).searchParams.get('fait') === 'verification' };
}

export default function OrganisationsToVerifyRoute() {
  return <OrganisationsToVerifyPage {...useLoaderData<typeof loader>()} />;
}
