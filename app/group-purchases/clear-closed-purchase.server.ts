import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import {
  type ClearedPurchase,
  type ClearingResult,
  clearGroupPurchase,
} from '~/clearing/clear-group-purchase.server';
import { recordEvent } from '~/events/record-event.server';
import type { OpenTransaction } from '~db/client.server';
import { type FrozenMarket, findFrozenMarket } from './frozen-market.server';

/** For a rationing too large for the exact method; then the bound that was reached is shown. */
const mostSeconds = 5;

/**
 * Clear the frozen version of a closed order and write its outcome: the clearing with its shares and suppliers, the
 * order's next state with its step, and the event, together.
 *
 * The frozen rows cannot change, so the computation needs no lock; the order is locked, and asked again, when its
 * outcome is written. Of two that compute at once, the second finds the first one's outcome and does nothing; the key
 * (order, attempt) holds that too. Whoever dies before the commit has written nothing.
 * @returns false when no outcome is owed
 */
export async function clearClosedPurchase(
  trx: OpenTransaction,
  groupPurchaseId: string,
  signal?: AbortSignal,
): Promise<boolean> {
  const frozen = await findFrozenMarket(trx, groupPurchaseId);
  if (!frozen) return false;
  const result = await clearGroupPurchase(frozen.market, frozen.sharingRule, mostSeconds, 'chosen-rule');
  signal?.throwIfAborted();
  const purchase = await trx
    .selectFrom('group_purchases')
    .where('id', '=', groupPurchaseId)
    .where('state', '=', 'clearing')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('clearings')
            .whereRef('clearings.group_purchase_id', '=', 'group_purchases.id')
            .where('attempt', '=', frozen.version)
            .select('clearings.id'),
        ),
      ),
    )
    .select('id')
    .forUpdate()
    .executeTakeFirst();
  if (!purchase) return false;
  await writeClearing(trx, groupPurchaseId, frozen, result);
  await stepTo(trx, groupPurchaseId, 'purchase' in result ? 'confirming' : 'failed');
  await recordEvent(trx, null, {
    kind: 'group-purchase.cleared',
    aggregateId: groupPurchaseId,
    payload: { attempt: frozen.version },
  });
  return true;
}

async function stepTo(
  trx: OpenTransaction,
  groupPurchaseId: string,
  state: 'confirming' | 'failed',
): Promise<void> {
  await trx
    .updateTable('group_purchases')
    .set({ state, updated_at: sql`clock_timestamp()` })
    .where('id', '=', groupPurchaseId)
    .execute();
  await trx
    .insertInto('group_purchase_steps')
    .values({ group_purchase_id: groupPurchaseId, state })
    .execute();
}

/** The parts first, their clearing last: the database weighs it against them and seals it. */
async function writeClearing(
  trx: OpenTransaction,
  groupPurchaseId: string,
  frozen: FrozenMarket,
  result: ClearingResult,
): Promise<void> {
  const id = randomUUID();
  const cleared = 'purchase' in result ? result : null;
  if (cleared) {
    await writeShares(trx, id, frozen, cleared);
    await writeSuppliers(trx, id, frozen, cleared);
  }
  await trx
    .insertInto('clearings')
    .values({
      id,
      group_purchase_id: groupPurchaseId,
      attempt: frozen.version,
      outcome: result.outcome,
      total_cents: cleared?.purchase.costCents ?? 0,
      quantity: cleared?.purchase.quantity ?? 0,
      gap: Math.max(0, cleared?.gap ?? 0),
      chosen_rule: frozen.sharingRule,
      applied_rule: cleared?.appliedRule ?? frozen.sharingRule,
    })
    .execute();
}

async function writeShares(
  trx: OpenTransaction,
  clearingId: string,
  frozen: FrozenMarket,
  cleared: ClearedPurchase,
): Promise<void> {
  const better = betterApart(cleared);
  const rows = cleared.participants;
  await sql`
    insert into clearing_shares
      (clearing_id, organisation_id, quantity, limit_cents, share_cents, alone_cents, better_in_subgroup)
    select ${clearingId}::uuid, part.* from unnest(
      ${rows.map((row) => organisationOf(frozen, row.organisationRef))}::uuid[],
      ${rows.map((row) => row.quantity)}::int[], ${rows.map((row) => row.limitCents)}::bigint[],
      ${rows.map((row) => row.shareCents)}::bigint[], ${rows.map((row) => row.aloneCents)}::bigint[],
      ${rows.map((_, place) => better.has(place))}::boolean[]) as part`.execute(trx);
}

async function writeSuppliers(
  trx: OpenTransaction,
  clearingId: string,
  frozen: FrozenMarket,
  cleared: ClearedPurchase,
): Promise<void> {
  await trx
    .insertInto('clearing_suppliers')
    .values(
      cleared.purchase.orders.map((order) => ({
        clearing_id: clearingId,
        supplier_organisation_id: organisationOf(frozen, order.supplierRef),
        quantity: order.quantity,
        unit_price_cents: order.tierPriceCents,
        fixed_cost_cents: order.fixedCostCents,
        cost_cents: order.costCents,
      })),
    )
    .execute();
}

/** Who, together with some others but not all, would pay at least a cent less: told to them, and to nobody else. */
function betterApart({ shares, appliedRule }: ClearedPurchase): ReadonlySet<number> {
  const core = shares[appliedRule]?.core;
  return new Set(core && core.maxExcess >= 1 && core.subgroup.length > 1 ? core.subgroup : []);
}

function organisationOf(frozen: FrozenMarket, ref: string): string {
  const id = frozen.organisationIds.get(ref);
  if (id === undefined) throw new Error(`the clearing names ${ref}, which is not in the frozen version`);
  return id;
}
