import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { readForm } from '~/http/forms.server';
import { insidePath, paths } from '~/http/paths';
import { refusalResponse } from '~/http/refusals.server';
import { appearanceCookie, isAppearance } from '~/shell/appearance.server';

export function loader() {
  return redirect(paths.home());
}

/** Keeps the choice of light or dark, and goes back to the page it was made on. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await readForm(request);
  const appearance = form.get('appearance');
  if (!isAppearance(appearance)) throw refusalResponse({ status: 400, code: 'unknown-appearance' });
  const back = form.get('back');
  return redirect(insidePath(typeof back === 'string' ? back : null), {
    headers: { 'Set-Cookie': appearanceCookie(appearance) },
  });
}

/** Never drawn: it makes a refused post a page in words instead of bare data. */
export default function AppearanceRoute() {
  return null;
}
