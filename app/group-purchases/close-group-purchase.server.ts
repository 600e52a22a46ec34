import { sql } from 'kysely';
import { recordEvent } from '~/events/record-event.server';
import type { OpenTransaction, Queryable } from '~db/client.server';

/** The deadline has passed by the database's clock and nobody has closed the order yet: never a window of time. */
const isDue = sql<boolean>`state in ('collecting', 'extended') and closes_at <= clock_timestamp()`;

/** The orders to close now, those that wait longest first. */
export async function findGroupPurchasesToClose(db: Queryable, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('group_purchases')
    .where(isDue)
    .orderBy('closes_at')
    .orderBy('id')
    .limit(limit)
    .select('id')
    .execute();
  return rows.map((row) => row.id);
}

/**
 * Close an order whose deadline has passed: from here on nothing of it is edited, and what stands is frozen as a
 * version that the clearing reads. State, step, frozen rows and event commit together, exactly once (invariant 7).
 *
 * The row is locked before anything is read. Who commits holds that lock from before its first read to its commit, so
 * whoever came first is wholly in the frozen version, and whoever comes after finds the order closed.
 * @returns false when there is nothing to close: unknown, not due yet, or closed already
 */
export async function closeGroupPurchase(trx: OpenTransaction, groupPurchaseId: string): Promise<boolean> {
  await sql`select from group_purchases where id = ${groupPurchaseId} for update`.execute(trx);
  const purchase = await trx
    .updateTable('group_purchases')
    .set({ state: 'clearing', updated_at: sql`clock_timestamp()` })
    .where('id', '=', groupPurchaseId)
    .where(isDue)
    .returning('id')
    .executeTakeFirst();
  if (!purchase) return false;
  await trx
    .insertInto('group_purchase_steps')
    .values({ group_purchase_id: groupPurchaseId, state: 'clearing' })
    .execute();
  const version = await freeze(trx, groupPurchaseId);
  await recordEvent(trx, null, {
    kind: 'group-purchase.closed',
    aggregateId: groupPurchaseId,
    payload: { version },
  });
  return true;
}

/** Copy the terms, every standing commitment and every offer. Refs too: ties of a clearing are settled by them. */
async function freeze(trx: OpenTransaction, groupPurchaseId: string): Promise<number> {
  const version = 1;
  await sql`
    insert into closings (group_purchase_id, version, closes_at, minimum_quantity, minimum_participants, sharing_rule)
    select id, ${version}, closes_at, minimum_quantity, minimum_participants, sharing_rule
    from group_purchases where id = ${groupPurchaseId}`.execute(trx);
  await sql`
    insert into closing_commitments
      (group_purchase_id, version, organisation_id, organisation_ref, demand, firmness, fallback)
    select c.group_purchase_id, ${version}, o.id, o.ref, c.demand, c.firmness, c.fallback
    from commitments c join organisations o on o.id = c.organisation_id
    where c.group_purchase_id = ${groupPurchaseId} and c.firmness in ('interest', 'conditional', 'firm')`.execute(
    trx,
  );
  await sql`
    insert into closing_offers (group_purchase_id, version, supplier_organisation_id, supplier_ref, tiers,
      fixed_cost_cents, capacity, minimum_order, valid_until)
    select f.group_purchase_id, ${version}, o.id, o.ref, f.tiers, f.fixed_cost_cents, f.capacity, f.minimum_order,
      f.valid_until
    from offers f join organisations o on o.id = f.supplier_organisation_id
    where f.group_purchase_id = ${groupPurchaseId}`.execute(trx);
  return version;
}
