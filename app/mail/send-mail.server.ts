import { sql } from 'kysely';
import { environment } from '~/config/environment.server';
import { database, type Queryable } from '~db/client.server';
import { type AddressedMail, composeNoticeMail } from './compose-notice-mail.server';
import { type Delivery, deliver, mimeOf } from './smtp.server';

/** Longer than a delivery may take, so that a mail has one sender at a time, and a dead sender's is free again soon. */
const claimSeconds = 180;
const mostAttempts = 30;
const longestPauseSeconds = 6 * 3_600;

/**
 * Send one mail that is due: claim it, hand it to the mail server, note how that went. A mail that is claimed by
 * another worker, sent or refused already is left alone.
 *
 * Nothing is lost: what was claimed and not noted is due again when the claim ends. Once, but for one window that SMTP
 * leaves open: a worker that dies after the server took the mail and before it is noted here sends it again, with the
 * same Message-ID. Captured mails have no such window: they commit with their note.
 */
export async function sendMail(mailId: string): Promise<void> {
  const { SMTP_URL } = environment();
  const attempts = await claim(mailId);
  if (attempts === null) return;
  const mail = await composeNoticeMail(database(), mailId);
  if (!mail) return note(mailId, attempts, { state: 'refused', reason: 'withdrawn' });
  if (SMTP_URL) return note(mailId, attempts, await deliver(SMTP_URL, mail));
  await capture(mailId, mail);
}

/** @returns which attempt this is, or null when it is not to be made now */
async function claim(mailId: string): Promise<number | null> {
  const { rows } = await sql<{ attempts: number }>`
    update mails set
      attempts = attempts + 1,
      claimed_until = clock_timestamp() + make_interval(secs => ${claimSeconds}),
      next_attempt_at = clock_timestamp() + make_interval(secs => ${claimSeconds})
    where id = ${mailId} and state = 'due' and (claimed_until is null or claimed_until <= clock_timestamp())
    returning attempts`.execute(database());
  return rows[0]?.attempts ?? null;
}

async function note(mailId: string, attempts: number, delivery: Delivery): Promise<void> {
  if (delivery.state === 'sent') return void (await noteSent(database(), mailId));
  const refused = delivery.state === 'refused' || attempts >= mostAttempts;
  await database()
    .updateTable('mails')
    .set({
      state: refused ? 'refused' : 'due',
      last_error: delivery.reason.slice(0, 200),
      claimed_until: null,
      next_attempt_at: sql`clock_timestamp() + make_interval(secs => ${pauseSeconds(attempts)})`,
    })
    .where('id', '=', mailId)
    .where('state', '=', 'due')
    .execute();
}

/** @returns whether this is what sent it */
async function noteSent(db: Queryable, mailId: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('mails')
    .set({ state: 'sent', sent_at: sql`clock_timestamp()`, claimed_until: null, last_error: null })
    .where('id', '=', mailId)
    .where('state', '=', 'due')
    .executeTakeFirst();
  return numUpdatedRows > 0;
}

/** 10 s, 20 s, 40 s … up to six hours, each with half of it left to chance; thirty of them last about five days. */
export function pauseSeconds(attempts: number, chance = Math.random()): number {
  const full = Math.min(10 * 2 ** Math.max(0, attempts - 1), longestPauseSeconds);
  return full / 2 + (full / 2) * chance;
}

/** Without a mail server: kept where a developer reads it (/dev/courrier), and noted as sent, in one transaction. */
async function capture(mailId: string, mail: AddressedMail): Promise<void> {
  const raw = await mimeOf(mail);
  await database()
    .transaction()
    .execute(async (trx) => {
      if (!(await noteSent(trx, mailId))) return;
      await trx
        .insertInto('captured_mails')
        .values({
          recipient: mail.to.address,
          subject: mail.subject,
          raw,
          body_text: mail.text,
          body_html: mail.html,
        })
        .execute();
    });
}
