import { environment } from '~/config/environment.server';
import { database } from '~db/client.server';

/**
 * Captured mails hold what was meant for their recipients alone. They are readable where there is no mail server and
 * the site is a developer's or a demonstration; anywhere else their pages do not exist.
 */
export function capturedMailsAreReadable(): boolean {
  const { SMTP_URL, NODE_ENV, ROUAGE_DEMO } = environment();
  return !SMTP_URL && (NODE_ENV !== 'production' || ROUAGE_DEMO === '1');
}

export interface CapturedMailLine {
  id: string;
  recipient: string;
  subject: string;
  at: string;
}

export const mostCapturedMailsListed = 100;

/** The newest ones first. */
export async function listCapturedMails(): Promise<CapturedMailLine[]> {
  const rows = await database()
    .selectFrom('captured_mails')
    .select(['id', 'recipient', 'subject', 'captured_at'])
    .orderBy('captured_at', 'desc')
    .orderBy('id')
    .limit(mostCapturedMailsListed)
    .execute();
  return rows.map(({ captured_at, ...line }) => ({ ...line, at: captured_at.toISOString() }));
}

export interface CapturedMail extends CapturedMailLine {
  text: string;
  html: string;
  /** MIME, as it would have gone over the wire. */
  raw: string;
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

export async function findCapturedMail(id: string): Promise<CapturedMail | null> {
  if (!uuid.test(id)) return null;
  const row = await database()
    .selectFrom('captured_mails')
    .where('id', '=', id)
    .selectAll()
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    recipient: row.recipient,
    subject: row.subject,
    at: row.captured_at.toISOString(),
    text: row.body_text,
    html: row.body_html,
    raw: row.raw,
  };
}
