import PostalMime from 'postal-mime';
import { expect, it } from 'vitest';
import { readEvent } from '~/events/recorded-event';
import { sendNotices } from '~/notifications/send-notices.server';
import { makeMember } from '~db/factories/people.server';
import { testDatabase } from '../../tests/database';
import { makeMatchedNeeds } from '../../tests/workers/matched-needs';
import { findCapturedMail, listCapturedMails } from './captured-mail-queries.server';
import { sendMail } from './send-mail.server';

const { db } = await testDatabase();
process.env['SMTP_URL'] = '';

it('keeps each mail once when there is no mail server, as it would have gone', async () => {
  await makeMember(db);
  const needs = await makeMatchedNeeds(db, 1, 1);
  await needs.recordRound(0);
  const event = await db.selectFrom('events').selectAll().executeTakeFirstOrThrow();
  await db.transaction().execute((trx) => sendNotices(trx, readEvent(event)));
  const mails = await db.selectFrom('mails').select('id').execute();
  expect(mails).toHaveLength(2);
  await Promise.all(mails.flatMap(({ id }) => [sendMail(id), sendMail(id)]));
  const listed = await listCapturedMails();
  expect(listed).toHaveLength(2);
  const found = await findCapturedMail(listed[0]?.id ?? '');
  const parsed = await PostalMime.parse(found?.raw ?? '');
  expect(parsed.subject).toBe(found?.subject);
  expect(parsed.html?.trim()).toBe(found?.html.trim());
  expect(await findCapturedMail('nonsense')).toBeNull();
});
