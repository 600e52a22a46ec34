import { type Kysely, sql } from 'kysely';

/**
 * Who vouches for an organisation, and what of it counts in what is published.
 *
 * Every organisation that is there today stays as it was: its operator put it there, or its commitments were
 * published already. Defaults fill the rows that exist and then go: an update would leave the ledger's deferred
 * checks pending, and no index can be made over those.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table organisations
      add column verified_at timestamptz default now(),
      add column verified_by uuid references persons on delete set null,
      add constraint organisations_verified check (verified_by is null or verified_at is not null)`.execute(
    db,
  );
  await sql`alter table organisations alter column verified_at drop default`.execute(db);
  // What a coordinator has to look at; also the lookup of a person's verifications when the person goes.
  await sql`
    create index organisations_to_verify on organisations (created_at, id) where verified_at is null`.execute(
    db,
  );
  await sql`
    create index organisations_verified_by on organisations (verified_by) where verified_by is not null`.execute(
    db,
  );
  await commitmentsThatCount(db);
}

/**
 * `counted_since`: the order's last publication when the commitment began to count; it counted in every later one.
 * A publication's number, not a time: both are written under the order's lock, so nothing can fall between.
 */
async function commitmentsThatCount(db: Kysely<unknown>): Promise<void> {
  await sql`alter table commitments add column counted_since bigint default 0`.execute(db);
  await sql`alter table commitments alter column counted_since drop default`.execute(db);
  await sql`
    create index commitments_counting on commitments (group_purchase_id, counted_since)
    include (organisation_id, quantity) where quantity > 0`.execute(db);
  // Until now a weighing was told by the ledger having gone on; a verification weighs where it stands.
  await sql`alter table pool_publications add column weighed boolean not null default true`.execute(db);
  await sql`alter table pool_publications alter column weighed drop default`.execute(db);
  await sql`
    update pool_publications set weighed = false
    from (
      select id, ledger_id = lag(ledger_id, 1, 0::bigint) over (partition by group_purchase_id order by id) as same
      from pool_publications
    ) as earlier
    where earlier.id = pool_publications.id and earlier.same`.execute(db);
}
