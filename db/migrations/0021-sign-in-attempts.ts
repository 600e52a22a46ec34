import { type Kysely, sql } from 'kysely';

/**
 * Sign-in attempts that have not succeeded, by account and by network address, as hashes: the table tells nobody who
 * has an account, and an address that has none is counted like one that has.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table sign_in_attempts (
      id bigint generated always as identity primary key,
      subject text not null check (subject in ('account', 'address')),
      key_hash bytea not null check (octet_length(key_hash) = 32),
      at timestamptz not null default clock_timestamp()
    )`.execute(db);
  await sql`create index sign_in_attempts_recent on sign_in_attempts (subject, key_hash, at)`.execute(db);
  await sql`create index sign_in_attempts_old on sign_in_attempts (at)`.execute(db);
  await sql`grant select, insert, delete on sign_in_attempts to rouage_app`.execute(db);
}
