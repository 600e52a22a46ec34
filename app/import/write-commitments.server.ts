import { sql } from 'kysely';
import type { OpenTransaction } from '~db/client.server';
import type { WriteOptions } from './write-rows.server';

/**
 * Participants become commitments, each change with its ledger row in the same statement (invariant 1).
 *
 * The ledger's operation id is made from the purchase, the participant, the ledger's last row and the new schedule: the
 * same file again finds nothing to change, and going back to an earlier schedule is an operation of its own.
 * Participants that the file no longer names stay as they are: an import withdraws nobody.
 */
export async function writeCommitments(trx: OpenTransaction, { onlyMissing }: WriteOptions): Promise<void> {
  const { rows } = await sql<{ changed: number }>`
    with wanted as (
      select g.id as purchase_id, o.id as organisation_id, p.demand, p.quantity, p.firmness,
             coalesce(c.quantity, 0) as before, c.id is null as created
      from import_participants p
      join import_group_purchases s on s.n = p.n and s.valid
      join group_purchases g on g.ref = s.ref
      join organisations o on o.ref = p.organisation_ref
      left join commitments c on c.group_purchase_id = g.id and c.organisation_id = o.id
      where c.id is null
         or (not ${onlyMissing}
             and (c.demand, c.quantity, c.firmness) is distinct from (p.demand, p.quantity, p.firmness))),
    written as (
      insert into commitments (group_purchase_id, organisation_id, demand, quantity, firmness, fallback)
      select purchase_id, organisation_id, demand, quantity, firmness, 'cancel' from wanted
      order by purchase_id, organisation_id
      on conflict (group_purchase_id, organisation_id) do update
      set demand = excluded.demand, quantity = excluded.quantity, firmness = excluded.firmness, updated_at = now()),
    noted as (
      insert into commitment_ledger
        (group_purchase_id, organisation_id, operation_id, quantity_delta, quantity_after, firmness, demand)
      select purchase_id, organisation_id,
             md5(concat_ws('|', 'import', purchase_id, organisation_id, last.id, firmness, demand))::uuid,
             quantity - before, quantity, firmness, demand
      from wanted
      left join lateral (select max(l.id) as id from commitment_ledger l
                         where l.group_purchase_id = purchase_id and l.organisation_id = wanted.organisation_id) last
        on true
      order by purchase_id, organisation_id),
    told as (
      insert into import_changes (kind, row_id, created)
      select 'commitment', purchase_id, created from wanted)
    select count(*)::integer as changed from wanted`.execute(trx);
  if ((rows[0]?.changed ?? 0) > 0) await sql`set constraints all immediate`.execute(trx);
}

/** Suppliers' ladders; one offer a supplier in a purchase. */
export async function writeOffers(
  trx: OpenTransaction,
  { onlyMissing, shiftDays }: WriteOptions,
): Promise<void> {
  const columns = sql.raw(
    'tiers, fixed_cost_cents, capacity, minimum_order, lead_days, valid_until, french_origin_pct',
  );
  await sql`
    with written as (
      insert into offers as t (group_purchase_id, supplier_organisation_id, ${columns})
      select g.id, o.id, p.tiers, p.fixed_cost_cents, p.capacity, p.minimum_order, p.lead_days,
             p.valid_until + ${shiftDays}::integer, p.french_origin_pct
      from import_offers p
      join import_group_purchases s on s.n = p.n and s.valid
      join group_purchases g on g.ref = s.ref
      join organisations o on o.ref = p.organisation_ref
      order by g.id, o.id
      on conflict (group_purchase_id, supplier_organisation_id)
      ${
        onlyMissing
          ? sql`do nothing`
          : sql`do update set (${columns}) = row(excluded.tiers, excluded.fixed_cost_cents, excluded.capacity,
                  excluded.minimum_order, excluded.lead_days, excluded.valid_until, excluded.french_origin_pct)
                where (t.tiers, t.fixed_cost_cents, t.capacity, t.minimum_order, t.lead_days, t.valid_until,
                       t.french_origin_pct) is distinct from
                  (excluded.tiers, excluded.fixed_cost_cents, excluded.capacity, excluded.minimum_order,
                   excluded.lead_days, excluded.valid_until, excluded.french_origin_pct)`
      }
      returning t.group_purchase_id, t.xmax = 0 as created)
    insert into import_changes (kind, row_id, created)
    select 'offer', group_purchase_id, created from written`.execute(trx);
}
