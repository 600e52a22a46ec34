import { type RawBuilder, sql } from 'kysely';
import type { OpenTransaction } from '~db/client.server';
import { type ExchangeFile, exchangeFiles } from './exchange-files';
import { type FaultCode, fault } from './faults';
import { type FaultWriter, streamRows, tableOfFile } from './staging.server';

/** One row that a check found: what it says and where. */
interface Finding {
  n: number;
  line: number;
  column: string;
  code: FaultCode | 'silent';
  shown: string;
  detail: string;
}

/**
 * What only the whole shows: references given twice or leading nowhere, numbers that belong to another, rows that may
 * no longer change. Rows found wrong lose their `valid`.
 *
 * The order matters: an organisation that is left out takes what depends on it along. Without `skipInvalid` the
 * latter is not told, since the cause is.
 */
export async function checkReferences(
  trx: OpenTransaction,
  faults: FaultWriter,
  { skipInvalid, onlyMissing }: { skipInvalid: boolean; onlyMissing: boolean },
): Promise<void> {
  for (const file of exchangeFiles) await settle(trx, faults, file, repeatedRefs(file));
  await settle(trx, faults, 'organisations.csv', repeatedSirens);
  for (const file of ['capabilities.csv', 'needs.csv', 'group_purchases.json'] as const)
    await settle(trx, faults, file, unknownOrganisations(tableOfFile[file], skipInvalid));
  for (const table of ['import_participants', 'import_offers'])
    await settle(trx, faults, 'group_purchases.json', unknownOrganisations(table, skipInvalid));
  if (!onlyMissing) {
    await settle(trx, faults, 'needs.csv', frozenNeeds);
    await settle(trx, faults, 'group_purchases.json', frozenPurchases);
  }
  await faults.flush();
}

async function settle(
  trx: OpenTransaction,
  faults: FaultWriter,
  file: ExchangeFile,
  check: RawBuilder<Finding>,
): Promise<void> {
  const table = sql.table(tableOfFile[file]);
  await sql`create temporary table import_findings on commit drop as ${check}`.execute(trx);
  const sorted = sql<Finding>`select * from import_findings order by n, "column"`;
  for await (const { n, line, column, code, shown, detail } of streamRows(trx, sorted)) {
    if (code === 'silent') continue;
    const path = file === 'group_purchases.json' ? `[${n - 1}].${column}` : column;
    await faults.add(file, n, fault(line, path, code, shown, detail));
  }
  await sql`update ${table} set valid = false where n in (select n from import_findings)`.execute(trx);
  await sql`drop table import_findings`.execute(trx);
}

function repeatedRefs(file: ExchangeFile): RawBuilder<Finding> {
  const table = sql.table(tableOfFile[file]);
  return sql<Finding>`
    select n, line, 'ref' as "column", 'ref-repeated' as code, ref as shown, first::text as detail
    from (select n, line, ref, first_value(line) over same as first, row_number() over same as place
          from ${table} where ref <> '' window same as (partition by ref order by n)) as numbered
    where place > 1`;
}

const repeatedSirens = sql<Finding>`
  select n, line, 'siren' as "column", 'siren-repeated' as code, siren as shown, owner as detail
  from (select s.n, s.line, s.siren,
               coalesce((select o.ref from organisations o where o.siren = s.siren and o.ref <> s.ref),
                        case when row_number() over same > 1 then first_value(s.ref) over same end) as owner
        from import_organisations s where s.valid and s.siren is not null
        window same as (partition by s.siren order by s.n)) as owned
  where owner is not null`;

function unknownOrganisations(table: string, skipInvalid: boolean): RawBuilder<Finding> {
  const isPurchase = table === 'import_group_purchases';
  const lead = isPurchase ? 'lead_ref' : 'organisation_ref';
  const isPart = table === 'import_participants' || table === 'import_offers';
  const left = skipInvalid ? 'ref-skipped' : 'silent';
  return sql<Finding>`
    select s.n, ${sql.ref(isPurchase ? 's.owner_line' : 's.line')} as line, ${isPart ? sql.ref('s.path') : sql.lit(lead)} as "column",
           case when exists (select from import_organisations f where f.ref = s.organisation_ref)
                then ${sql.lit(left)} else 'ref-unknown' end as code,
           s.organisation_ref as shown, '' as detail
    from ${sql.table(table)} s
    where s.organisation_ref is not null
      and not exists (select from import_organisations f where f.ref = s.organisation_ref and f.valid)
      and not exists (select from organisations o where o.ref = s.organisation_ref)`;
}

/** Whether a staged row says something else than the table's row of the same ref. */
const needDiffers = sql<boolean>`
  (t.title, t.description, t.family, t.leaves, t.specs, t.prototype_quantity, t.series_quantity, t.annual_quantity,
   t.target_unit_price_cents, t.french_origin_min_pct, t.standards, t.visibility) is distinct from
  (s.title, s.description, s.family, s.leaves, s.specs, s.prototype_quantity, s.series_quantity, s.annual_quantity,
   s.target_unit_price_cents, s.french_origin_min_pct, s.standards, s.visibility)`;

const frozenNeeds = sql<Finding>`
  select s.n, s.line, '' as "column", 'frozen' as code, s.ref as shown, t.state as detail
  from import_needs s join needs t on t.ref = s.ref
  where s.valid and t.state not in ('published', 'quoting')
    and (${needDiffers} or t.needed_by is distinct from s.needed_by)`;

/** No edit after closing (invariant 6): neither of the purchase nor of a commitment or an offer. */
const frozenPurchases = sql<Finding>`
  select s.n, s.line, 'ref' as "column", 'frozen' as code, s.ref as shown, t.state as detail
  from import_group_purchases s join group_purchases t on t.ref = s.ref
  where s.valid and t.state not in ('draft', 'collecting', 'extended') and (
    (t.title, t.description, t.family, t.leaves, t.specs, t.opens_at, t.closes_at, t.minimum_quantity,
     t.minimum_participants, t.tier_quantities) is distinct from
    (s.title, s.description, s.family, s.leaves, s.specs, s.opens_at, s.closes_at, s.minimum_quantity,
     s.minimum_participants, s.tier_quantities)
    or exists (
      select from import_participants p left join organisations o on o.ref = p.organisation_ref
      left join commitments c on c.group_purchase_id = t.id and c.organisation_id = o.id
      where p.n = s.n and (c.demand is distinct from p.demand or c.firmness is distinct from p.firmness))
    or exists (
      select from import_offers p left join organisations o on o.ref = p.organisation_ref
      left join offers f on f.group_purchase_id = t.id and f.supplier_organisation_id = o.id
      where p.n = s.n and (f.tiers, f.fixed_cost_cents, f.capacity, f.minimum_order, f.lead_days, f.valid_until,
                           f.french_origin_pct) is distinct from
        (p.tiers, p.fixed_cost_cents, p.capacity, p.minimum_order, p.lead_days, p.valid_until, p.french_origin_pct)))`;
