import { type Kysely, sql } from 'kysely';

/**
 * What closing a group purchase freezes, what clearing it decided, and what each participant answered. Nothing of it
 * is ever changed: the application's role may only add rows, and the database refuses what does not add up.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table group_purchases add column sharing_rule text not null default 'equal'
      check (sharing_rule in ('equal', 'serial', 'shapley', 'nucleolus'))`.execute(db);
  await sql`
    create index group_purchases_to_close on group_purchases (closes_at)
    where state in ('collecting', 'extended')`.execute(db);
  await frozen(db);
  await clearings(db);
  await answers(db);
  await nothingAfterClosing(db);
  await sql`
    revoke update, delete, truncate
    on closings, closing_commitments, closing_offers, clearings, clearing_shares, clearing_suppliers, clearing_answers
    from rouage_app`.execute(db);
}

/** The order as it stood when it closed: version 1, then one more for each clearing after a refusal. */
async function frozen(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table closings (
      group_purchase_id uuid not null references group_purchases on delete restrict,
      version integer not null check (version between 1 and 3),
      closes_at timestamptz not null,
      minimum_quantity integer not null,
      minimum_participants integer not null,
      sharing_rule text not null check (sharing_rule in ('equal', 'serial', 'shapley', 'nucleolus')),
      frozen_at timestamptz not null default clock_timestamp(),
      primary key (group_purchase_id, version)
    )`.execute(db);
  await sql`
    create table closing_commitments (
      group_purchase_id uuid not null,
      version integer not null,
      organisation_id uuid not null references organisations on delete restrict,
      organisation_ref text not null,
      demand jsonb not null,
      firmness text not null check (firmness in ('interest', 'conditional', 'firm')),
      fallback text not null,
      primary key (group_purchase_id, version, organisation_id),
      foreign key (group_purchase_id, version) references closings
    )`.execute(db);
  await sql`
    create table closing_offers (
      group_purchase_id uuid not null,
      version integer not null,
      supplier_organisation_id uuid not null references organisations on delete restrict,
      supplier_ref text not null,
      tiers jsonb not null,
      fixed_cost_cents bigint not null,
      capacity integer,
      minimum_order integer,
      valid_until date,
      primary key (group_purchase_id, version, supplier_organisation_id),
      foreign key (group_purchase_id, version) references closings
    )`.execute(db);
}

async function clearings(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table clearings (
      id uuid primary key,
      group_purchase_id uuid not null,
      attempt integer not null,
      outcome text not null check (outcome in ('full', 'rationed', 'minimum_missed', 'no_offer')),
      -- the all-in unit price is the exact fraction total_cents / quantity
      total_cents bigint not null check (total_cents >= 0),
      quantity bigint not null check (quantity >= 0),
      gap double precision not null check (gap >= 0),
      chosen_rule text not null,
      applied_rule text not null,
      cleared_at timestamptz not null default clock_timestamp(),
      unique (group_purchase_id, attempt),
      foreign key (group_purchase_id, attempt) references closings,
      check (applied_rule in (chosen_rule, 'equal')),
      check ((outcome in ('full', 'rationed')) = (quantity > 0)),
      check (quantity > 0 or total_cents = 0)
    )`.execute(db);
  await sql`
    create table clearing_shares (
      clearing_id uuid not null references clearings deferrable initially deferred,
      organisation_id uuid not null references organisations on delete restrict,
      quantity integer not null check (quantity > 0),
      limit_cents bigint not null,
      share_cents bigint not null check (share_cents >= 0),
      alone_cents bigint check (alone_cents >= 0),
      better_in_subgroup boolean not null,
      primary key (clearing_id, organisation_id),
      constraint clearing_shares_within_limit check (share_cents <= limit_cents * quantity)
    )`.execute(db);
  await sql`create index clearing_shares_organisation on clearing_shares (organisation_id)`.execute(db);
  await sql`
    create table clearing_suppliers (
      clearing_id uuid not null references clearings deferrable initially deferred,
      supplier_organisation_id uuid not null references organisations on delete restrict,
      quantity bigint not null check (quantity > 0),
      unit_price_cents bigint not null check (unit_price_cents >= 0),
      fixed_cost_cents bigint not null check (fixed_cost_cents >= 0),
      cost_cents bigint not null check (cost_cents >= 0),
      primary key (clearing_id, supplier_organisation_id)
    )`.execute(db);
  await addsUp(db);
}

/**
 * Invariant 5, held by the database. The parts are written first and their clearing last: it is weighed against them
 * once, however many they are, and from then on no part may be added to it.
 */
async function addsUp(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function check_clearing_adds_up() returns trigger language plpgsql as $$
    begin
      if exists (select from clearing_shares where clearing_id = new.id
                 having coalesce(sum(share_cents), 0) <> new.total_cents or coalesce(sum(quantity), 0) <> new.quantity)
        or exists (select from clearing_suppliers where clearing_id = new.id
                   having coalesce(sum(cost_cents), 0) <> new.total_cents or coalesce(sum(quantity), 0) <> new.quantity)
      then
        raise exception 'the shares of a clearing do not add up to its invoice'
          using errcode = 'check_violation', constraint = 'clearing_adds_up';
      end if;
      return null;
    end $$`.execute(db);
  await sql`
    create constraint trigger clearing_adds_up after insert or update on clearings
    deferrable initially deferred for each row execute function check_clearing_adds_up()`.execute(db);
  await sql`
    create function check_clearing_unsealed() returns trigger language plpgsql as $$
    begin
      if exists (select from clearings where id in (select clearing_id from added)) then
        raise exception 'nothing is added to a clearing that stands'
          using errcode = 'check_violation', constraint = 'clearing_sealed';
      end if;
      return null;
    end $$`.execute(db);
  for (const table of ['clearing_shares', 'clearing_suppliers'])
    await sql`
      create trigger ${sql.ref(`${table}_sealed`)} after insert on ${sql.table(table)}
      referencing new table as added for each statement execute function check_clearing_unsealed()`.execute(
      db,
    );
}

async function answers(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table clearing_answers (
      clearing_id uuid not null,
      organisation_id uuid not null,
      answer text not null check (answer in ('confirmed', 'refused')),
      person_id uuid references persons on delete set null,
      at timestamptz not null default clock_timestamp(),
      primary key (clearing_id, organisation_id),
      foreign key (clearing_id, organisation_id) references clearing_shares
    )`.execute(db);
}

/**
 * Invariant 6, held by the database: whatever writes (a form, an import), a commitment or an offer of an order that
 * closed stays as it is. The order's row is locked before its state is read, so that a closing under way is waited
 * for; who commits holds that row already.
 */
async function nothingAfterClosing(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function check_order_not_closed() returns trigger language plpgsql as $$
    begin
      perform from group_purchases where id in (select group_purchase_id from changed) order by id for share;
      if exists (select from group_purchases where id in (select group_purchase_id from changed)
                 and state not in ('draft', 'collecting', 'extended', 'offers')) then
        raise exception 'the group purchase is closed'
          using errcode = 'check_violation', constraint = 'nothing_after_closing';
      end if;
      return null;
    end $$`.execute(db);
  for (const table of ['commitments', 'offers'])
    for (const verb of ['insert', 'update'])
      await sql`
        create trigger ${sql.ref(`${table}_${verb}_before_closing`)} after ${sql.raw(verb)} on ${sql.table(table)}
        referencing new table as changed for each statement execute function check_order_not_closed()`.execute(
        db,
      );
}
