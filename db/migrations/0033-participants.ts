import { type Kysely, sql } from 'kysely';

/**
 * Which independent participant a commitment belongs to, once it counts in what is published: its organisation, or
 * the one of an organisation with which it shares a person, who reads both quantities.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table commitments add column participant_id uuid`.execute(db);
  await sql`update commitments set participant_id = organisation_id where counted_since is not null`.execute(
    db,
  );
  await sql`
    alter table commitments add constraint commitments_participant
      check ((participant_id is null) = (counted_since is null))`.execute(db);
}
