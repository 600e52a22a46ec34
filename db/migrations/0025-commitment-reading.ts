import { type Kysely, sql } from 'kysely';

/** What the pool's worker and the page read on every change, without looking at the rest of the history. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // "What is new since": the ledger of one order from a row on.
  await sql`
    create index commitment_ledger_since on commitment_ledger (group_purchase_id, id)
    include (organisation_id, quantity_delta)`.execute(db);
  // Who counts, and for how much.
  await sql`
    create index commitments_counted on commitments (group_purchase_id, quantity) where quantity > 0`.execute(
    db,
  );
}
