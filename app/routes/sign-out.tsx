import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { signOut } from '~/accounts/sign-out.server';
import { paths } from '~/http/paths';
import { readSessionToken, sessionCookie } from '~/http/session-cookie.server';

/** Read, the address does nothing: a link or an image must sign nobody out. */
export function loader() {
  return redirect(paths.home());
}

export async function action({ request }: ActionFunctionArgs) {
  const token = readSessionToken(request);
  if (token) await signOut(token);
  return redirect(paths.home(), { headers: { 'Set-Cookie': sessionCookie(null, 0) } });
}

/** Never drawn: it makes a refused post a page in words instead of bare data. */
export default function SignOutRoute() {
  return null;
}
