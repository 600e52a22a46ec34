import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { switchOrganisation } from '~/accounts/switch-organisation.server';
import { requireActor } from '~/http/actor.server';
import { readForm } from '~/http/forms.server';
import { insidePath, paths } from '~/http/paths';
import { refusalResponse } from '~/http/refusals.server';
import { readSessionToken } from '~/http/session-cookie.server';

export function loader() {
  return redirect(paths.home());
}

export async function action({ request }: ActionFunctionArgs) {
  await requireActor(request);
  const form = await readForm(request);
  const switched = await switchOrganisation(
    readSessionToken(request) ?? '',
    String(form.get('organisationId') ?? ''),
  );
  if (!switched.ok) throw refusalResponse(switched.refusal);
  const back = form.get('back');
  return redirect(insidePath(typeof back === 'string' ? back : null));
}

/** Never drawn: it makes a refused post a page in words instead of bare data. */
export default function ActiveOrganisationRoute() {
  return null;
}
