import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData } from '@remix-run/react';
import { joiningForm } from '~/accounts/account-forms';
import { joinByCode } from '~/accounts/join-by-code.server';
import { JoinPage } from '~/accounts/join-page';
import { sessionSeconds } from '~/accounts/open-session.server';
import { currentActor } from '~/http/actor.server';
import { parseForm, readForm, rejectedForm } from '~/http/forms.server';
import { paths } from '~/http/paths';
import { readSessionToken, sessionCookie } from '~/http/session-cookie.server';
import { requestLocale } from '~/i18n/locale.server';
import { accountMessages } from '~/i18n/messages/accounts';
import { pageMeta } from '~/i18n/page-meta';

export const meta = pageMeta(accountMessages, 'joinTitle');

export async function loader({ request }: LoaderFunctionArgs) {
  if (await currentActor(request)) throw redirect(paths.invitations());
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const parsed = parseForm(form, joiningForm);
  if (!parsed.ok) return data(parsed.rejected, { status: 400 });
  const outcome = await joinByCode(parsed.value, {
    locale: requestLocale(request),
    clientAddress: context.clientAddress,
    userAgent: request.headers.get('user-agent') ?? '',
    previousToken: readSessionToken(request),
  });
  if (!outcome.ok) {
    const { status, code, fields } = outcome.refusal;
    return data(rejectedForm(form, fields ?? { '': [code] }), { status });
  }
  return redirect(paths.home(), {
    headers: { 'Set-Cookie': sessionCookie(outcome.value.token, sessionSeconds) },
  });
}

export default function JoinRoute() {
  return <JoinPage rejected={useActionData<typeof action>()} />;
}
