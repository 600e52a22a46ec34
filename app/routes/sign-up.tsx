import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { signUpForm } from '~/accounts/account-forms';
import { sessionSeconds } from '~/accounts/open-session.server';
import { signUp } from '~/accounts/sign-up.server';
import { SignUpPage } from '~/accounts/sign-up-page';
import { currentActor } from '~/http/actor.server';
import { parseForm, readForm, rejectedForm } from '~/http/forms.server';
import { paths } from '~/http/paths';
import { readSessionToken, sessionCookie } from '~/http/session-cookie.server';
import { requestLocale } from '~/i18n/locale.server';
import { accountMessages } from '~/i18n/messages/accounts';
import { pageMeta } from '~/i18n/page-meta';

export const meta = pageMeta(accountMessages, 'signUpTitle');

export async function loader({ request }: LoaderFunctionArgs) {
  if (await currentActor(request)) throw redirect(paths.home());
  return { operationId: crypto.randomUUID() };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const parsed = parseForm(form, signUpForm);
  if (!parsed.ok) return data(parsed.rejected, { status: 400 });
  const outcome = await signUp(parsed.value, {
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

export default function SignUpRoute() {
  const { operationId } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  // The id of the refused sending stays: sent once more, it is the same operation.
  return <SignUpPage operationId={rejected?.sent['operationId']?.[0] ?? operationId} rejected={rejected} />;
}
