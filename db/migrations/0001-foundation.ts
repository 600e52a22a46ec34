import { type Kysely, sql } from 'kysely';

/**
 * Organisations, their people, what they can do, what they look for, what they buy together,
 * and the outbox that carries every change to whom it concerns.
 *
 * Two roles: the owner migrates; `rouage_app` is what pages and workers become (see db/client.server.ts).
 * It may not rewrite the ledger nor the outbox.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create extension if not exists unaccent`.execute(db);
  await sql`create extension if not exists pg_trgm`.execute(db);
  await sql`create extension if not exists citext`.execute(db);
  await sql`
    do $$ begin
      if not exists (select from pg_roles where rolname = 'rouage_app') then
        begin
          create role rouage_app nologin;
        exception when duplicate_object or unique_violation then
          null; -- roles belong to the cluster: another database of it may create the role at this instant
        end;
      end if;
    end $$`.execute(db);
  await sql`
    do $$ begin
      if not pg_has_role(current_user, 'rouage_app', 'member') then
        execute format('grant rouage_app to %I', current_user);
      end if;
    exception when unique_violation then null;
    end $$`.execute(db);

  await people(db);
  await supplyAndDemand(db);
  await groupPurchases(db);
  await events(db);
  await rights(db);
}

async function people(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table organisations (
      id uuid primary key default gen_random_uuid(),
      ref text not null unique check (ref ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
      kind text not null check (kind in ('brand', 'maker', 'institution', 'school', 'lab')),
      name text not null check (length(name) between 1 and 200),
      siren text unique check (siren ~ '^[0-9]{9}$'),
      vat text,
      naf text,
      street text not null default '',
      postcode text not null default '',
      city text not null default '',
      department text,
      country text not null default 'FR' check (country ~ '^[A-Z]{2}$'),
      latitude double precision check (latitude between -90 and 90),
      longitude double precision check (longitude between -180 and 180),
      headcount integer check (headcount >= 0),
      website text,
      contact_email text,
      certifications text[] not null default '{}',
      description text not null default '',
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    )`.execute(db);
  await sql`
    create table persons (
      id uuid primary key default gen_random_uuid(),
      email citext not null unique check (length(email) between 3 and 254),
      name text not null check (length(name) between 1 and 120),
      locale text not null default 'fr' check (locale in ('fr', 'en')),
      password_hash text,
      created_at timestamptz not null default now()
    )`.execute(db);
  await sql`
    create table members (
      id uuid primary key default gen_random_uuid(),
      organisation_id uuid not null references organisations on delete cascade,
      person_id uuid not null references persons on delete cascade,
      role text not null check (role in ('administrator', 'buyer', 'sales', 'reader')),
      created_at timestamptz not null default now(),
      unique (organisation_id, person_id)
    )`.execute(db);
  await sql`create index members_person on members (person_id)`.execute(db);
  await sql`
    create table sessions (
      id uuid primary key default gen_random_uuid(),
      token_hash bytea not null unique check (octet_length(token_hash) = 32),
      person_id uuid not null references persons on delete cascade,
      organisation_id uuid references organisations on delete set null,
      user_agent text not null default '',
      created_at timestamptz not null default now(),
      seen_at timestamptz not null default now(),
      expires_at timestamptz not null
    )`.execute(db);
  await sql`create index sessions_person on sessions (person_id)`.execute(db);
  await sql`
    create table operations (
      organisation_id uuid not null references organisations on delete cascade,
      operation_id uuid not null,
      verb text not null,
      body_hash bytea not null,
      outcome jsonb not null,
      person_id uuid references persons on delete set null,
      done_at timestamptz not null default now(),
      primary key (organisation_id, operation_id)
    )`.execute(db);
}

async function supplyAndDemand(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table capabilities (
      id uuid primary key default gen_random_uuid(),
      ref text not null unique check (length(ref) between 1 and 80),
      organisation_id uuid not null references organisations on delete cascade,
      title text not null check (length(title) between 1 and 200),
      description text not null default '' check (length(description) <= 5000),
      family text not null,
      leaves text[] not null default '{}',
      specs jsonb not null default '{}',
      moq integer check (moq > 0),
      max_batch integer check (max_batch > 0),
      monthly_capacity integer check (monthly_capacity >= 0),
      prototype_lead_days integer check (prototype_lead_days >= 0),
      series_lead_days integer check (series_lead_days >= 0),
      unit_price_min_cents bigint check (unit_price_min_cents >= 0),
      unit_price_max_cents bigint check (unit_price_max_cents >= 0),
      french_origin_pct numeric(5, 2) check (french_origin_pct between 0 and 100),
      standards text[] not null default '{}',
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      check (max_batch >= moq),
      check (unit_price_max_cents >= unit_price_min_cents)
    )`.execute(db);
  await sql`create index capabilities_organisation on capabilities (organisation_id)`.execute(db);
  await sql`create index capabilities_family on capabilities (family)`.execute(db);
  await sql`create index capabilities_leaves on capabilities using gin (leaves)`.execute(db);
  await sql`
    create table needs (
      id uuid primary key default gen_random_uuid(),
      ref text not null unique check (length(ref) between 1 and 80),
      organisation_id uuid not null references organisations on delete cascade,
      title text not null check (length(title) between 1 and 200),
      description text not null default '' check (length(description) <= 5000),
      family text not null,
      leaves text[] not null default '{}',
      specs jsonb not null default '{}',
      prototype_quantity integer check (prototype_quantity >= 0),
      series_quantity integer check (series_quantity >= 0),
      annual_quantity integer check (annual_quantity >= 0),
      target_unit_price_cents bigint check (target_unit_price_cents >= 0),
      needed_by date,
      french_origin_min_pct numeric(5, 2) check (french_origin_min_pct between 0 and 100),
      standards text[] not null default '{}',
      visibility text not null check (visibility in ('public', 'matched', 'anonymous')),
      state text not null check (state in
        ('published', 'quoting', 'opened', 'awarded', 'closed_without_award', 'cancelled')),
      published_at timestamptz not null default now(),
      published_by uuid references persons on delete set null,
      matched_at timestamptz,
      updated_at timestamptz not null default now()
    )`.execute(db);
  await sql`create index needs_organisation on needs (organisation_id)`.execute(db);
  await sql`create index needs_unmatched on needs (published_at) where matched_at is null`.execute(db);
  await sql`
    create table need_drafts (
      id uuid primary key default gen_random_uuid(),
      organisation_id uuid not null references organisations on delete cascade,
      person_id uuid not null references persons on delete cascade,
      content jsonb not null,
      need_id uuid references needs on delete set null,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    )`.execute(db);
  await sql`create index need_drafts_organisation on need_drafts (organisation_id)`.execute(db);
  await sql`
    create table matches (
      id uuid primary key default gen_random_uuid(),
      need_id uuid not null references needs on delete cascade,
      capability_id uuid not null references capabilities on delete cascade,
      score double precision not null check (score between 0 and 1),
      proposed boolean not null,
      reasons jsonb not null,
      computed_at timestamptz not null default now(),
      unique (need_id, capability_id)
    )`.execute(db);
  await sql`create index matches_capability on matches (capability_id)`.execute(db);
}

async function groupPurchases(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table group_purchases (
      id uuid primary key default gen_random_uuid(),
      ref text not null unique check (length(ref) between 1 and 80),
      lead_organisation_id uuid not null references organisations on delete restrict,
      title text not null check (length(title) between 1 and 200),
      description text not null default '' check (length(description) <= 5000),
      family text not null,
      leaves text[] not null default '{}',
      specs jsonb not null default '{}',
      opens_at timestamptz not null,
      closes_at timestamptz not null,
      minimum_quantity integer not null check (minimum_quantity > 0),
      minimum_participants integer not null check (minimum_participants > 0),
      tier_quantities integer[] not null default '{}',
      state text not null check (state in ('draft', 'collecting', 'offers', 'clearing', 'confirming', 'ordered',
        'receiving', 'settled', 'failed', 'extended', 'cancelled')),
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      check (closes_at > opens_at)
    )`.execute(db);
  await sql`
    create table group_purchase_steps (
      id bigint generated always as identity primary key,
      group_purchase_id uuid not null references group_purchases on delete cascade,
      state text not null,
      at timestamptz not null default now(),
      person_id uuid references persons on delete set null
    )`.execute(db);
  await sql`create index group_purchase_steps_purchase on group_purchase_steps (group_purchase_id)`.execute(
    db,
  );
  await sql`
    create table charter_acceptances (
      group_purchase_id uuid not null references group_purchases on delete cascade,
      organisation_id uuid not null references organisations on delete cascade,
      charter_version text not null,
      person_id uuid references persons on delete set null,
      at timestamptz not null default now(),
      primary key (group_purchase_id, organisation_id, charter_version)
    )`.execute(db);
  await sql`
    create table commitments (
      id uuid primary key default gen_random_uuid(),
      group_purchase_id uuid not null references group_purchases on delete cascade,
      organisation_id uuid not null references organisations on delete restrict,
      demand jsonb not null,
      quantity integer not null check (quantity >= 0),
      firmness text not null check (firmness in ('interest', 'conditional', 'firm', 'confirmed', 'withdrawn')),
      fallback text not null check (fallback in ('cancel', 'extend', 'alone')),
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      unique (group_purchase_id, organisation_id),
      check ((firmness in ('interest', 'withdrawn')) = (quantity = 0))
    )`.execute(db);
  await sql`
    create table commitment_ledger (
      id bigint generated always as identity primary key,
      group_purchase_id uuid not null references group_purchases on delete restrict,
      organisation_id uuid not null references organisations on delete restrict,
      operation_id uuid not null,
      quantity_delta integer not null,
      quantity_after integer not null check (quantity_after >= 0),
      firmness text not null,
      demand jsonb not null,
      person_id uuid references persons on delete set null,
      at timestamptz not null default clock_timestamp(),
      unique (organisation_id, operation_id)
    )`.execute(db);
  await sql`create index commitment_ledger_purchase on commitment_ledger (group_purchase_id, organisation_id)`.execute(
    db,
  );
  await sql`
    create table offers (
      id uuid primary key default gen_random_uuid(),
      group_purchase_id uuid not null references group_purchases on delete cascade,
      supplier_organisation_id uuid not null references organisations on delete restrict,
      tiers jsonb not null,
      fixed_cost_cents bigint not null check (fixed_cost_cents >= 0),
      capacity integer check (capacity > 0),
      minimum_order integer check (minimum_order > 0),
      lead_days integer check (lead_days >= 0),
      valid_until date,
      french_origin_pct numeric(5, 2) check (french_origin_pct between 0 and 100),
      created_at timestamptz not null default now(),
      unique (group_purchase_id, supplier_organisation_id)
    )`.execute(db);
  await sql`
    create table pools (
      group_purchase_id uuid primary key references group_purchases on delete cascade,
      total_quantity bigint not null,
      participants integer not null,
      ledger_id bigint not null,
      recomputed_at timestamptz not null default now()
    )`.execute(db);
  await sql`
    create table pool_publications (
      id bigint generated always as identity primary key,
      group_purchase_id uuid not null references group_purchases on delete cascade,
      stage text not null check (stage in ('forming', 'tier', 'total')),
      tier_quantity integer,
      rounded_total bigint,
      ledger_id bigint not null,
      at timestamptz not null default now(),
      check ((stage = 'total') = (rounded_total is not null)),
      check (stage <> 'forming' or tier_quantity is null)
    )`.execute(db);
  await sql`create index pool_publications_latest on pool_publications (group_purchase_id, id desc)`.execute(
    db,
  );

  // Invariant 1, held by the database too: what a participant is counted for is what its ledger adds up to.
  await sql`
    create function check_commitment_ledger() returns trigger language plpgsql as $$
    begin
      if coalesce((select sum(quantity_delta) from commitment_ledger
                   where group_purchase_id = new.group_purchase_id and organisation_id = new.organisation_id), 0)
         <> coalesce((select quantity from commitments
                      where group_purchase_id = new.group_purchase_id and organisation_id = new.organisation_id), 0)
      then
        raise exception 'the ledger of a group purchase does not add up to its commitment'
          using errcode = 'check_violation', constraint = 'commitment_ledger_adds_up';
      end if;
      return null;
    end $$`.execute(db);
  for (const table of ['commitments', 'commitment_ledger']) {
    await sql`
      create constraint trigger ${sql.ref(`${table}_adds_up`)} after insert or update on ${sql.table(table)}
      deferrable initially deferred for each row execute function check_commitment_ledger()`.execute(db);
  }
}

async function events(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table events (
      id bigint generated always as identity primary key,
      kind text not null,
      version integer not null default 1,
      aggregate_kind text not null,
      aggregate_id uuid not null,
      payload jsonb not null,
      person_id uuid,
      organisation_id uuid,
      recorded_at timestamptz not null default clock_timestamp(),
      relayed_at timestamptz,
      completed_at timestamptz
    )`.execute(db);
  await sql`create index events_owed on events (id) where completed_at is null`.execute(db);
  await sql`create index events_aggregate on events (aggregate_kind, aggregate_id, id)`.execute(db);
  await sql`
    create function wake_relay() returns trigger language plpgsql as $$
    begin
      perform pg_notify('rouage_events', '');
      return null;
    end $$`.execute(db);
  await sql`
    create trigger events_wake after insert on events
    for each statement execute function wake_relay()`.execute(db);
  await sql`
    create table handled_events (
      event_id bigint not null references events on delete cascade,
      handler text not null,
      at timestamptz not null default now(),
      primary key (event_id, handler)
    )`.execute(db);
  await sql`
    create table notices (
      id uuid primary key default gen_random_uuid(),
      event_id bigint not null references events on delete cascade,
      person_id uuid not null references persons on delete cascade,
      organisation_id uuid not null references organisations on delete cascade,
      kind text not null,
      subject_id uuid not null,
      params jsonb not null default '{}',
      created_at timestamptz not null default now(),
      read_at timestamptz,
      unique (event_id, person_id, organisation_id, kind, subject_id)
    )`.execute(db);
  await sql`create index notices_person on notices (person_id, created_at desc)`.execute(db);
  await sql`
    create table mails (
      id uuid primary key default gen_random_uuid(),
      notice_id uuid not null unique references notices on delete cascade,
      message_id text not null unique,
      state text not null default 'due' check (state in ('due', 'sent', 'refused')),
      attempts integer not null default 0,
      next_attempt_at timestamptz not null default now(),
      sent_at timestamptz,
      last_error text
    )`.execute(db);
  await sql`create index mails_due on mails (next_attempt_at) where state = 'due'`.execute(db);
  await sql`
    create table captured_mails (
      id uuid primary key default gen_random_uuid(),
      recipient text not null,
      subject text not null,
      raw text not null,
      captured_at timestamptz not null default now()
    )`.execute(db);
}

async function rights(db: Kysely<unknown>): Promise<void> {
  await sql`grant usage on schema public to rouage_app`.execute(db);
  await sql`grant select, insert, update, delete on all tables in schema public to rouage_app`.execute(db);
  await sql`grant usage, select on all sequences in schema public to rouage_app`.execute(db);
  await sql`
    alter default privileges in schema public
    grant select, insert, update, delete on tables to rouage_app`.execute(db);
  await sql`alter default privileges in schema public grant usage, select on sequences to rouage_app`.execute(
    db,
  );
  await sql`revoke update, delete, truncate on commitment_ledger, group_purchase_steps from rouage_app`.execute(
    db,
  );
  // Only the clocks of an event may move; what happened stays what happened.
  await sql`revoke update, delete, truncate on events from rouage_app`.execute(db);
  await sql`grant update (relayed_at, completed_at) on events to rouage_app`.execute(db);
}
