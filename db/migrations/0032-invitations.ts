import { type Kysely, sql } from 'kysely';

/**
 * Who was asked to join an organisation, and what became of it. An invitation names an address, never a person: making
 * one neither finds nor makes anybody (docs/decisions/0032-invitations.md).
 *
 * Attempts to sign in are counted for account and network together as well, so that guesses made in one place do not
 * lock the owner out in another.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table invitations (
      id uuid primary key default gen_random_uuid(),
      organisation_id uuid not null references organisations on delete cascade,
      email citext not null check (length(email) between 3 and 254),
      name text not null check (length(name) between 1 and 120),
      role text not null check (role in ('administrator', 'buyer', 'sales', 'reader')),
      code text not null check (code ~ '^[0-9A-HJKMNP-TV-Z]{12}$'),
      invited_by uuid references persons on delete set null,
      invited_at timestamptz not null default clock_timestamp(),
      accepted_at timestamptz,
      refused_at timestamptz,
      withdrawn_at timestamptz,
      check (num_nonnulls(accepted_at, refused_at, withdrawn_at) <= 1)
    )`.execute(db);
  await sql`
    create unique index invitations_open on invitations (organisation_id, email)
    where accepted_at is null and refused_at is null and withdrawn_at is null`.execute(db);
  await sql`
    create index invitations_received on invitations (email)
    where accepted_at is null and refused_at is null and withdrawn_at is null`.execute(db);
  await sql`create index invitations_recent on invitations (organisation_id, invited_at)`.execute(db);
  // What was written stays; only how it ended is added. Else a deleted row would free a place within the day's limit.
  await sql`revoke update, delete, truncate on invitations from rouage_app`.execute(db);
  await sql`grant update (accepted_at, refused_at, withdrawn_at) on invitations to rouage_app`.execute(db);

  await sql`alter table sign_in_attempts drop constraint sign_in_attempts_subject_check`.execute(db);
  await sql`
    alter table sign_in_attempts add constraint sign_in_attempts_subject_check
    check (subject in ('pair', 'account', 'address'))`.execute(db);
}
