import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { z } from 'zod';
import { requireActor } from '~/http/actor.server';
import { readForm } from '~/http/forms.server';
import { paths } from '~/http/paths';
import { refusalResponse } from '~/http/refusals.server';
import { markNoticesRead } from '~/notifications/mark-notices-read.server';

const noticeIds = z.array(z.uuid()).min(1).max(100);

/** Reading notices: those named by `notice`, or `all`. Doing it twice changes nothing, so it needs no operation id. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await readForm(request);
  if (form.get('all') === 'yes') await markNoticesRead(actor, null);
  else {
    const named = noticeIds.safeParse(form.getAll('notice'));
    if (!named.success) throw refusalResponse({ status: 400, code: 'invalid-form' });
    await markNoticesRead(actor, named.data);
  }
  return redirect(paths.notices());
}

/** The address is for posting; who opens it is shown the list. */
export function loader() {
  return redirect(paths.notices());
}

/** Never drawn: it makes a refused post a page in words instead of bare data. */
export default function NoticesReadingRoute() {
  return null;
}
