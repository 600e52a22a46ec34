import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { readForm } from '~/http/forms.server';
import { insidePath, paths } from '~/http/paths';
import { refusalResponse } from '~/http/refusals.server';
import { isLocale, localeCookie } from '~/i18n/locale.server';

export function loader() {
  return redirect(paths.home());
}

/** Keeps the language chosen, and goes back to the page it was chosen on. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await readForm(request);
  const locale = form.get('locale');
  if (!isLocale(locale)) throw refusalResponse({ status: 400, code: 'unknown-language' });
  return redirect(backFrom(form), { headers: { 'Set-Cookie': localeCookie(locale) } });
}

function backFrom(form: FormData): string {
  const back = form.get('back');
  return insidePath(typeof back === 'string' ? back : null);
}

/** Never drawn: it makes a refused post a page in words instead of bare data. */
export default function LanguageRoute() {
  return null;
}
