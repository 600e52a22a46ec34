import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { signInForm } from '~/accounts/account-forms';
import { sessionSeconds } from '~/accounts/open-session.server';
import { signIn } from '~/accounts/sign-in.server';
import { SignInPage } from '~/accounts/sign-in-page';
import { currentActor } from '~/http/actor.server';
import { parseForm, readForm, rejectedForm } from '~/http/forms.server';
import { insidePath } from '~/http/paths';
import { readSessionToken, sessionCookie } from '~/http/session-cookie.server';
import { accountMessages } from '~/i18n/messages/accounts';
import { pageMeta } from '~/i18n/page-meta';

export const meta = pageMeta(accountMessages, 'signInTitle');

export async function loader({ request }: LoaderFunctionArgs) {
  const next = insidePath(new URL(request.url).searchParams.get('suite'));
  if (await currentActor(request)) throw redirect(next);
  return { next };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const parsed = parseForm(form, signInForm);
  if (!parsed.ok) return data(parsed.rejected, { status: 400 });
  const { email, password, next } = parsed.value;
  const outcome = await signIn({
    email,
    password,
    clientAddress: context.clientAddress,
    userAgent: request.headers.get('user-agent') ?? '',
    previousToken: readSessionToken(request),
  });
  if (!outcome.ok) {
    const { status, code } = outcome.refusal;
    return data(rejectedForm(form, { '': [code] }), { status });
  }
  return redirect(insidePath(next), {
    headers: { 'Set-Cookie': sessionCookie(outcome.value.token, sessionSeconds) },
  });
}

export default function SignInRoute() {
  const { next } = useLoaderData<typeof loader>();
  return <SignInPage next={next} rejected={useActionData<typeof action>()} />;
}
