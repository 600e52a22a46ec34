import { sendNotices } from '~/notifications/send-notices.server';
import type { Work } from '../reaction-body';

export async function sendNoticesOf({ trx, event }: Work): Promise<void> {
  if (event) await sendNotices(trx, event);
}
