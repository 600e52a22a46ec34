import { type Kysely, sql } from 'kysely';

/** What the relay, the workers and the live pages need beside the outbox itself. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // The relay asks two questions, each many times a minute: what was never sent, and what was sent without an end.
  await sql`create index events_unrelayed on events (id) where relayed_at is null`.execute(db);
  await sql`
    create index events_unfinished on events (relayed_at) where completed_at is null and relayed_at is not null
  `.execute(db);
  await sql`create index events_owed_by_aggregate on events (aggregate_id, id) where completed_at is null`.execute(
    db,
  );

  // What failed to its last attempt. It waits here for a person: a queue may be emptied, this may not.
  await sql`
    create table dead_letters (
      event_id bigint not null references events on delete cascade,
      handler text not null,
      attempts integer not null,
      error text not null,
      at timestamptz not null default clock_timestamp(),
      primary key (event_id, handler)
    )`.execute(db);

  // The newest change of each live subject, so that a page that reconnects learns what it missed.
  await sql`create sequence live_change`.execute(db);
  await sql`
    create table live_changes (
      topic text primary key check (length(topic) between 1 and 100),
      change bigint not null,
      changed_at timestamptz not null
    )`.execute(db);
  await sql`grant usage, select on sequence live_change to rouage_app`.execute(db);

  // `next_attempt_at` is when a mail is to be put in the queue (again); this is until when one sender has it.
  await sql`alter table mails add column claimed_until timestamptz`.execute(db);
  await sql`
    alter table captured_mails
      add column body_text text not null default '',
      add column body_html text not null default ''`.execute(db);
  await sql`create index captured_mails_newest on captured_mails (captured_at desc)`.execute(db);
  await sql`create index notices_unread on notices (person_id, organisation_id) where read_at is null`.execute(
    db,
  );
  await sql`create index notices_subject on notices (kind, subject_id, organisation_id)`.execute(db);
}
