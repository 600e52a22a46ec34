import { sql } from 'kysely';
import { environment } from '~/config/environment.server';
import type { RecordedEvent } from '~/events/recorded-event';
import type { OpenTransaction } from '~db/client.server';
import { noticeKindsOf } from './kinds/all.server';
import type { Concerned, NoticeKind } from './kinds/notice-kind.server';
import { signalLive } from './signal-live.server';

/**
 * Tell everybody whom an event concerns, in the caller's transaction: the notice, its mail and the live signal commit
 * together. Run twice for one event, it tells nobody twice (unique key of `notices`).
 * @returns how many notices were written
 */
export async function sendNotices(trx: OpenTransaction, event: RecordedEvent): Promise<number> {
  const told: string[] = [];
  for (const kind of noticeKindsOf[event.kind] ?? []) {
    const concerned = await kind.concerned(trx, event);
    if (concerned.length > 0) told.push(...(await writeNotices(trx, event.id, kind, concerned)));
  }
  if (told.length > 0) await sql`select pg_notify('rouage_events', '')`.execute(trx); // mails are due
  await signalLive(
    trx,
    told.map((personId) => `person:${personId}` as const),
  );
  return told.length;
}

/**
 * One statement for all recipients of a kind, however many: members of the organisations in question as of now, their
 * notices, their mails. A large fan-out costs by the set, not by the person.
 * @returns the person of each new notice
 */
async function writeNotices(
  trx: OpenTransaction,
  eventId: number,
  kind: NoticeKind,
  concerned: readonly Concerned[],
): Promise<string[]> {
  const list = JSON.stringify(concerned.map((one) => ({ ...one, params: one.params ?? {} })));
  const { rows } = await sql<{ personId: string }>`
    with concerned as (
      select * from jsonb_to_recordset(${list}::jsonb) as one ("organisationId" uuid, "subjectId" uuid, params jsonb)
    ), told as (
      insert into notices (event_id, person_id, organisation_id, kind, subject_id, params)
      select ${eventId}, members.person_id, members.organisation_id, ${kind.kind}, concerned."subjectId", concerned.params
      from concerned
      join members on members.organisation_id = concerned."organisationId" and members.role = any(${[...kind.roles]})
      on conflict (event_id, person_id, organisation_id, kind, subject_id) do nothing
      returning id, person_id
    ), mailed as (
      insert into mails (notice_id, message_id)
      select id, '<' || id || '@' || ${mailDomain()} || '>' from told
    )
    select person_id as "personId" from told`.execute(trx);
  return rows.map((row) => row.personId);
}

/** The Message-ID never changes for a notice, so that a mail sent twice is recognised as one. */
function mailDomain(): string {
  return /@([\w.-]+)/.exec(environment().MAIL_FROM)?.[1] ?? 'rouage.invalid';
}
