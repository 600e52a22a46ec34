import { type RawBuilder, sql } from 'kysely';
import type { OpenTransaction } from '~db/client.server';

export interface WriteOptions {
  /** Leave what exists as it is, also where the file says something else. */
  onlyMissing: boolean;
  /** Whole days by which every date of the files is moved (office hours in Paris stay what they are). */
  shiftDays: number;
}

interface Target {
  table: 'organisations' | 'capabilities' | 'needs' | 'group_purchases';
  staged: string;
  kind: 'organisation' | 'capability' | 'need' | 'group-purchase';
  /** Each column and where its value comes from (`s` is the staged row, `o` its organisation). */
  columns: Record<string, RawBuilder<unknown>>;
  /** Columns that only a new row gets. */
  atCreation?: Record<string, RawBuilder<unknown>>;
  /** Columns that a changed row gets besides. */
  atChange?: Record<string, RawBuilder<unknown>>;
}

const same = (...names: string[]) => Object.fromEntries(names.map((name) => [name, sql.ref(`s.${name}`)]));
const subject = ['title', 'description', 'family', 'leaves', 'specs'];

const organisations: Target = {
  table: 'organisations',
  staged: 'import_organisations',
  kind: 'organisation',
  columns: same(
    ...[
      'kind',
      'name',
      'siren',
      'vat',
      'naf',
      'street',
      'postcode',
      'city',
      'department',
      'country',
      'latitude',
    ],
    ...['longitude', 'headcount', 'website', 'contact_email', 'certifications', 'description'],
  ),
  // The operator vouches for whom the file brings, not for who had signed up under that reference before.
  atCreation: { verified_at: sql`now()` },
};

const capabilities: Target = {
  table: 'capabilities',
  staged: 'import_capabilities',
  kind: 'capability',
  columns: {
    organisation_id: sql`o.id`,
    ...same(
      ...subject,
      ...[
        'moq',
        'max_batch',
        'monthly_capacity',
        'prototype_lead_days',
        'series_lead_days',
        'unit_price_min_cents',
      ],
      ...['unit_price_max_cents', 'french_origin_pct', 'standards'],
    ),
  },
};

const needs = (shiftDays: number): Target => ({
  table: 'needs',
  staged: 'import_needs',
  kind: 'need',
  columns: {
    organisation_id: sql`o.id`,
    needed_by: sql`s.needed_by + ${shiftDays}::integer`,
    ...same(
      ...subject,
      ...['prototype_quantity', 'series_quantity', 'annual_quantity', 'target_unit_price_cents'],
      ...['french_origin_min_pct', 'standards', 'visibility'],
    ),
  },
  atCreation: { state: sql.lit('published') },
  atChange: { matched_at: sql.lit(null) },
});

/** In Paris, so that a deadline at 18:00 stays at 18:00 across a change of clocks. */
const moved = (column: string, days: number) =>
  sql`(${sql.ref(`s.${column}`)} at time zone 'Europe/Paris' + make_interval(days => ${days}::integer)) at time zone 'Europe/Paris'`;

const groupPurchases = (shiftDays: number): Target => ({
  table: 'group_purchases',
  staged: 'import_group_purchases',
  kind: 'group-purchase',
  columns: {
    lead_organisation_id: sql`o.id`,
    opens_at: moved('opens_at', shiftDays),
    closes_at: moved('closes_at', shiftDays),
    ...same(...subject, 'minimum_quantity', 'minimum_participants', 'tier_quantities'),
  },
  atCreation: { state: sql.lit('collecting') },
});

/** Write every valid staged row; what changed stands in `import_changes`. Nothing is ever deleted. */
export async function writeRows(trx: OpenTransaction, options: WriteOptions): Promise<void> {
  await upsert(trx, organisations, options);
  await writeContacts(trx);
  await upsert(trx, capabilities, options);
  await upsert(trx, needs(options.shiftDays), options);
  await upsert(trx, groupPurchases(options.shiftDays), options);
  await sql`
    insert into group_purchase_steps (group_purchase_id, state, at)
    select g.id, g.state, least(g.opens_at, now()) from import_changes c join group_purchases g on g.id = c.row_id
    where c.kind = 'group-purchase' and c.created order by g.id`.execute(trx);
}

/** A row that says nothing new is not touched, so that importing twice changes nothing: no date, no event. */
async function upsert(trx: OpenTransaction, target: Target, { onlyMissing }: WriteOptions): Promise<void> {
  const table = sql.table(target.table);
  const staged = sql.table(target.staged);
  // Commands lock rows in id order; so does this, before it writes in the file's order.
  await sql`
    select count(*) from (select t.id from ${table} t join ${staged} s on s.ref = t.ref and s.valid
                          order by t.id for update of t) as locked`.execute(trx);
  const names = Object.keys(target.columns);
  const creation = { ...target.columns, ...target.atCreation };
  const inserted = sql.join(['ref', ...Object.keys(creation)].map((name) => sql.ref(name)));
  const values = sql.join([sql`s.ref`, ...Object.values(creation)]);
  const owner =
    target.kind === 'organisation' ? sql`` : sql`join organisations o on o.ref = s.organisation_ref`;
  await sql`
    with written as (
      insert into ${table} as t (${inserted}) select ${values} from ${staged} s ${owner} where s.valid order by s.n
      on conflict (ref) ${onlyMissing ? sql`do nothing` : onChange(names, target.atChange ?? {})}
      returning t.id, t.xmax = 0 as created)
    insert into import_changes (kind, row_id, created)
    select ${sql.lit(target.kind)}, id, created from written`.execute(trx);
}

/** `xmax` of a row that was inserted just now is 0; that of one that was updated is not. */
function onChange(names: readonly string[], atChange: Record<string, RawBuilder<unknown>>) {
  const set = [
    ...names.map((name) => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`),
    ...Object.entries(atChange).map(([name, value]) => sql`${sql.ref(name)} = ${value}`),
    sql`updated_at = now()`,
  ];
  const stored = sql.join(names.map((name) => sql.ref(`t.${name}`)));
  const wanted = sql.join(names.map((name) => sql.ref(`excluded.${name}`)));
  return sql`do update set ${sql.join(set)} where (${stored}) is distinct from (${wanted})`;
}

/**
 * Each organisation that came or changed has a person at its contact address, so that somebody reads its notices. Nobody
 * who signs in already is made a member so: an address is not yet proven by its owner, and whoever signed up with it would
 * become the administrator of an organisation that comes later.
 */
async function writeContacts(trx: OpenTransaction): Promise<void> {
  const changed = sql`
    import_changes c join organisations o on o.id = c.row_id and c.kind = 'organisation' and o.contact_email is not null`;
  await sql`
    insert into persons (email, name, locale)
    select distinct on (o.contact_email::citext) o.contact_email, left(o.name, 120),
      case when o.country in ('FR', 'CH', 'BE', 'LU', 'MC') then 'fr' else 'en' end
    from ${changed} order by o.contact_email::citext, o.ref
    on conflict (email) do nothing`.execute(trx);
  await sql`
    insert into members (organisation_id, person_id, role)
    select o.id, p.id, 'administrator' from ${changed}
    join persons p on p.email = o.contact_email::citext and p.password_hash is null
    order by o.id
    on conflict (organisation_id, person_id) do nothing`.execute(trx);
}
