import { sql } from 'kysely';
import PostalMime from 'postal-mime';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sendNotices } from '~/notifications/send-notices.server';
import { makeOrganisation } from '~db/factories/organisations.server';
import { makeMember, makePerson } from '~db/factories/people.server';
import { makeCapability, makeNeed } from '~db/factories/supply-and-demand.server';
import { testDatabase } from '../../tests/database';
import { openMailSink } from '../../tests/workers/mail-sink';
import { pauseSeconds, sendMail } from './send-mail.server';
import { closeSmtp } from './smtp.server';

const { db } = await testDatabase();
const sink = await openMailSink();
Object.assign(process.env, {
  SMTP_URL: sink.url,
  APP_URL: 'https://rouage.example',
  MAIL_FROM: 'Rouage <nouvelles@rouage.example>',
});

beforeEach(() => {
  sink.mood = 'accept';
  sink.received.length = 0;
});
afterEach(() => closeSmtp());
afterAll(() => sink.close());

const title = 'Cadrans émaillés « grand feu » à 300 pièces';

/** A maker who is told of a need, with its mail due. */
async function dueMail(locale: 'fr' | 'en' = 'fr') {
  const brand = await makeOrganisation(db, { name: 'Maison Vauthrin' });
  const maker = await makeOrganisation(db, { kind: 'maker', name: 'Cadraniers d’Œuvre' });
  const person = await makePerson(db, { name: 'Zoë Müller', locale });
  const member = await makeMember(db, { organisation: maker, person, role: 'sales' });
  const capability = await makeCapability(db, { organisation_id: maker.id });
  const need = await makeNeed(db, { organisation_id: brand.id, title, family: 'CAD' });
  await db
    .insertInto('matches')
    .values({ need_id: need.id, capability_id: capability.id, score: 0.9, proposed: true, reasons: '[]' })
    .execute();
  const event = await db
    .insertInto('events')
    .values({
      kind: 'need.matched',
      aggregate_kind: 'need',
      aggregate_id: need.id,
      payload: JSON.stringify({ capabilityIds: [capability.id] }),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db.transaction().execute((trx) =>
    sendNotices(trx, {
      id: event.id,
      kind: 'need.matched',
      aggregateId: need.id,
      payload: { capabilityIds: [capability.id] },
    }),
  );
  const mail = await db
    .selectFrom('mails')
    .innerJoin('notices', 'notices.id', 'mails.notice_id')
    .where('notices.person_id', '=', person.id)
    .select(['mails.id', 'mails.message_id', 'notices.id as noticeId'])
    .executeTakeFirstOrThrow();
  return { mail, person, member, need };
}

const mailRow = (id: string) =>
  db.selectFrom('mails').where('id', '=', id).selectAll().executeTakeFirstOrThrow();

/** The pause before the next attempt is over. */
const later = (id: string) =>
  sql`update mails set next_attempt_at = now(), claimed_until = null where id = ${id}`.execute(db);

describe('a mail', () => {
  it('arrives whole: both parts, the right characters, a link, a stable id', async () => {
    const { mail, person, need } = await dueMail();
    await sendMail(mail.id);
    expect(await mailRow(mail.id)).toMatchObject({ state: 'sent', attempts: 1 });
    expect(sink.received).toHaveLength(1);
    const parsed = await PostalMime.parse(sink.received[0]?.raw ?? '');
    expect(parsed.subject).toBe(`Un besoin correspond à votre savoir-faire : ${title}`);
    expect(parsed.from).toMatchObject({ name: 'Rouage', address: 'nouvelles@rouage.example' });
    expect(parsed.to).toEqual([{ name: 'Zoë Müller', address: person.email }]);
    expect(parsed.messageId).toBe(`<${mail.noticeId}@rouage.example>`);
    expect(parsed.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');
    const link = `https://rouage.example/besoins/${need.id}`;
    for (const part of [parsed.text, parsed.html]) {
      expect(part).toContain(link);
      expect(part).toContain('Maison Vauthrin');
      expect(part).toContain('Cadraniers d');
    }
    expect(parsed.text).toContain(`« ${title} »`);
  });

  it('speaks its reader’s language', async () => {
    const { mail } = await dueMail('en');
    await sendMail(mail.id);
    const parsed = await PostalMime.parse(sink.received[0]?.raw ?? '');
    expect(parsed.subject).toBe(`A need matches your capabilities: ${title}`);
    expect(parsed.html).toContain('lang="en"');
  });

  it('is sent once, however many workers take it', async () => {
    const { mail } = await dueMail();
    await Promise.all(Array.from({ length: 5 }, () => sendMail(mail.id)));
    await sendMail(mail.id);
    expect(sink.received).toHaveLength(1);
  });

  it('is not sent to who left the organisation, nor of what may no longer be seen', async () => {
    const left = await dueMail();
    await db.deleteFrom('members').where('id', '=', left.member.id).execute();
    const cancelled = await dueMail();
    await db.updateTable('needs').set({ state: 'cancelled' }).where('id', '=', cancelled.need.id).execute();
    for (const { mail } of [left, cancelled]) {
      await sendMail(mail.id);
      expect(await mailRow(mail.id)).toMatchObject({ state: 'refused', last_error: 'withdrawn' });
    }
    expect(sink.received).toHaveLength(0);
  });

  it('never names the brand of an anonymous need', async () => {
    const { mail, need } = await dueMail();
    await db.updateTable('needs').set({ visibility: 'anonymous' }).where('id', '=', need.id).execute();
    await sendMail(mail.id);
    const parsed = await PostalMime.parse(sink.received[0]?.raw ?? '');
    expect(`${parsed.subject}${parsed.text}${parsed.html}`).not.toContain('Vauthrin');
  });
});

describe('a mail server', () => {
  it.each(['recipient-later', 'dies-in-message'] as const)('%s: the mail is tried again', async (mood) => {
    const { mail } = await dueMail();
    sink.mood = mood;
    await sendMail(mail.id);
    const row = await mailRow(mail.id);
    expect(row).toMatchObject({ state: 'due', attempts: 1, claimed_until: null });
    expect(row.last_error).not.toContain('@');
    expect(sink.received).toHaveLength(0);
    sink.mood = 'accept';
    await later(mail.id);
    await sendMail(mail.id);
    expect(await mailRow(mail.id)).toMatchObject({ state: 'sent', attempts: 2, last_error: null });
    expect(sink.received).toHaveLength(1);
  });

  it.each(['recipient-unknown', 'content-refused'] as const)(
    '%s: the mail is refused for good',
    async (mood) => {
      const { mail } = await dueMail();
      sink.mood = mood;
      await sendMail(mail.id);
      expect(await mailRow(mail.id)).toMatchObject({ state: 'refused', attempts: 1 });
      sink.mood = 'accept';
      await later(mail.id);
      await sendMail(mail.id);
      expect(sink.received).toHaveLength(0);
    },
  );

  it('dying before it says that it has the mail gets it again, recognisable as the same', async () => {
    const { mail } = await dueMail();
    sink.mood = 'dies-after-message';
    await sendMail(mail.id);
    expect(await mailRow(mail.id)).toMatchObject({ state: 'due' });
    sink.mood = 'accept';
    await later(mail.id);
    await sendMail(mail.id);
    const ids = await Promise.all(
      sink.received.map(async ({ raw }) => (await PostalMime.parse(raw)).messageId),
    );
    expect(ids).toEqual([mail.message_id, mail.message_id]);
  });
});

it('pauses longer after each attempt, never longer than six hours, never twice alike', () => {
  expect(pauseSeconds(1, 0)).toBe(5);
  expect(pauseSeconds(1, 1)).toBe(10);
  expect(pauseSeconds(5, 1)).toBe(160);
  expect(pauseSeconds(30, 1)).toBe(21_600);
});
