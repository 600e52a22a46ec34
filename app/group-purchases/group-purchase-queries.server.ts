import { type ExpressionBuilder, sql } from 'kysely';
import type { Actor } from '~/accounts/actor';
import type { Specs } from '~/capabilities/specs';
import type { SharingRule } from '~/clearing/sharing-rule';
import { isVerified } from '~/organisations/verification-queries.server';
import { database } from '~db/client.server';
import type { DB } from '~db/schema.generated';
import { charterVersion } from './charter';
import type { Fallback, Firmness } from './commitment';
import type { DemandSchedule } from './demand-schedule';
import {
  type CollectingPhase,
  collectingPhase,
  type GroupPurchaseState,
  isGroupPurchaseState,
} from './group-purchase';
import { canReadPool, canSeeGroupPurchase, type WhyNotCommit, whyNotCommit } from './group-purchase-policy';
import { forming, type Reading } from './publication';
import { readingOf } from './recompute-pool.server';

export interface GroupPurchaseFacts {
  id: string;
  ref: string;
  title: string;
  description: string;
  family: string;
  leaves: string[];
  specs: Specs;
  opensAt: string;
  closesAt: string;
  minimumQuantity: number;
  minimumParticipants: number;
  tierQuantities: number[];
  /** How the invoice is shared; fixed at opening. */
  sharingRule: SharingRule;
  state: GroupPurchaseState;
  phase: CollectingPhase;
}

export interface OwnCommitment {
  schedule: DemandSchedule;
  firmness: Firmness;
  fallback: Fallback;
  quantity: number;
}

export interface OwnHistoryRow {
  /** 0 is the newest. */
  place: number;
  at: string;
  /** null: the person is gone. */
  person: string | null;
  firmness: Firmness;
  quantity: number;
  schedule: DemandSchedule;
}

/** What an organisation sees of itself in an order. */
export interface OwnPart {
  whyNot: WhyNotCommit | null;
  /** Somebody vouches for it; until then its commitment is kept and counts for nothing that is shown. */
  verified: boolean;
  /** Of the charter's present version; null: not accepted yet. */
  charter: { at: string; person: string | null } | null;
  commitment: OwnCommitment | null;
  /** Newest first. */
  history: OwnHistoryRow[];
}

/**
 * All that the page of an order may show to this reader, and nothing else: facts that were fixed at opening, what
 * the publication rule has published, and the reader's own part. No count, sum, number or time here follows from
 * what another participant did, but through the published reading (invariant 10).
 */
export interface GroupPurchasePageData {
  purchase: GroupPurchaseFacts;
  reading: Reading;
  /** null for a visitor. */
  own: OwnPart | null;
}

const historyMax = 50;

/** The page of an order; null where there is none for this reader. */
export async function findGroupPurchasePage(
  actor: Actor | null,
  ref: string,
): Promise<GroupPurchasePageData | null> {
  const row = await database()
    .selectFrom('group_purchases')
    .where('ref', '=', ref)
    .selectAll('group_purchases')
    .select([sql<Date>`clock_timestamp()`.as('now')])
    .executeTakeFirst();
  if (!row || !isGroupPurchaseState(row.state)) return null;
  const { id, ref: reference, title, description, family, leaves, state } = row;
  if (!canSeeGroupPurchase(actor, { state, leadOrganisationId: row.lead_organisation_id })) return null;
  const calendar = { state, opensAt: row.opens_at, closesAt: row.closes_at };
  const [reading, own] = await Promise.all([
    readReading(actor, id),
    actor ? findOwnPart(actor, id) : Promise.resolve(null),
  ]);
  return {
    purchase: {
      id,
      ref: reference,
      title,
      description,
      family,
      leaves,
      specs: row.specs as Specs, // written by parseSpecs only
      opensAt: row.opens_at.toISOString(),
      closesAt: row.closes_at.toISOString(),
      minimumQuantity: row.minimum_quantity,
      minimumParticipants: row.minimum_participants,
      tierQuantities: row.tier_quantities.toSorted((a, b) => a - b),
      sharingRule: row.sharing_rule as SharingRule, // held by the table's check
      state,
      phase: collectingPhase(calendar, row.now),
    },
    reading,
    own,
  };
}

/** The id of an order that the actor may act on; null where there is none for it. */
export async function findGroupPurchaseId(actor: Actor, ref: string): Promise<string | null> {
  const row = await database()
    .selectFrom('group_purchases')
    .where('ref', '=', ref)
    .select(['id', 'state', 'lead_organisation_id'])
    .executeTakeFirst();
  if (!row || !isGroupPurchaseState(row.state)) return null;
  const watched = { state: row.state, leadOrganisationId: row.lead_organisation_id };
  return canSeeGroupPurchase(actor, watched) ? row.id : null;
}

type PurchasesInScope = ExpressionBuilder<DB, 'group_purchases'>;

/** The last publication's fields of each order in the query. */
function lastReading(eb: PurchasesInScope) {
  const last = eb
    .selectFrom('pool_publications')
    .whereRef('pool_publications.group_purchase_id', '=', 'group_purchases.id')
    .orderBy('pool_publications.id', 'desc')
    .limit(1);
  return [
    last.select('stage').as('stage'),
    last.select('tier_quantity').as('tier_quantity'),
    last.select('rounded_total').as('rounded_total'),
    threeCount(eb).as('three_count'),
  ] as const;
}

/** The worker takes a reading back below three participants; between their leaving and its turn, the page does. */
function threeCount(eb: PurchasesInScope) {
  return eb(
    eb
      .selectFrom(
        eb
          .selectFrom('commitments')
          .whereRef('commitments.group_purchase_id', '=', 'group_purchases.id')
          .where('commitments.quantity', '>', 0)
          .where('commitments.counted_since', 'is not', null)
          .select('commitments.id')
          .limit(3)
          .as('counted'),
      )
      .select((counted) => counted.fn.countAll<number>().as('count')),
    '=',
    3,
  );
}

function shownReading(
  actor: Actor | null,
  row: {
    stage: string | null;
    tier_quantity: number | null;
    rounded_total: number | null;
    three_count: unknown;
  },
): Reading {
  if (row.stage === null || row.three_count !== true) return forming;
  const reading = readingOf({ ...row, stage: row.stage });
  return canReadPool(actor) ? reading : { ...forming, stage: reading.stage };
}

async function readReading(actor: Actor | null, groupPurchaseId: string): Promise<Reading> {
  const row = await database()
    .selectFrom('group_purchases')
    .where('id', '=', groupPurchaseId)
    .select((eb) => lastReading(eb))
    .executeTakeFirstOrThrow();
  return shownReading(actor, row);
}

async function findOwnPart(actor: Actor, groupPurchaseId: string): Promise<OwnPart> {
  const db = database();
  const organisationId = actor.organisation.id;
  const [verified, commitment, charter, offer, history] = await Promise.all([
    isVerified(db, organisationId),
    db
      .selectFrom('commitments')
      .where('group_purchase_id', '=', groupPurchaseId)
      .where('organisation_id', '=', organisationId)
      .select(['demand', 'firmness', 'fallback', 'quantity'])
      .executeTakeFirst(),
    db
      .selectFrom('charter_acceptances')
      .leftJoin('persons', 'persons.id', 'charter_acceptances.person_id')
      .where('group_purchase_id', '=', groupPurchaseId)
      .where('organisation_id', '=', organisationId)
      .where('charter_version', '=', charterVersion)
      .select(['charter_acceptances.at', 'persons.name as person'])
      .executeTakeFirst(),
    db
      .selectFrom('offers')
      .where('group_purchase_id', '=', groupPurchaseId)
      .where('supplier_organisation_id', '=', organisationId)
      .select('id')
      .executeTakeFirst(),
    // The ledger's own numbers stay here: they count everybody's rows.
    db
      .selectFrom('commitment_ledger')
      .leftJoin('persons', 'persons.id', 'commitment_ledger.person_id')
      .where('group_purchase_id', '=', groupPurchaseId)
      .where('organisation_id', '=', organisationId)
      .orderBy('commitment_ledger.id', 'desc')
      .limit(historyMax)
      .select(['commitment_ledger.at', 'persons.name as person', 'firmness', 'quantity_after', 'demand'])
      .execute(),
  ]);
  return {
    whyNot: whyNotCommit(actor, offer !== undefined),
    verified,
    charter: charter ? { at: charter.at.toISOString(), person: charter.person } : null,
    // Checked by the table, and written by applyCommitmentChanges and the import only.
    commitment: commitment
      ? {
          schedule: commitment.demand as unknown as DemandSchedule,
          firmness: commitment.firmness as Firmness,
          fallback: commitment.fallback as Fallback,
          quantity: commitment.quantity,
        }
      : null,
    history: history.map((row, place) => ({
      place,
      at: row.at.toISOString(),
      person: row.person,
      firmness: row.firmness as Firmness,
      quantity: row.quantity_after,
      schedule: row.demand as unknown as DemandSchedule,
    })),
  };
}

export interface GroupPurchaseFilter {
  /** Words of the title or the description, accents and case apart. */
  text: string;
  family: string | null;
  phase: CollectingPhase | null;
  /** From 1. */
  page: number;
}

export interface GroupPurchaseListItem {
  ref: string;
  title: string;
  family: string;
  opensAt: string;
  closesAt: string;
  state: GroupPurchaseState;
  phase: CollectingPhase;
  reading: Reading;
  /** The reader's own organisation takes part. */
  mine: boolean;
}

export const listPageSize = 25;

/** Orders that a reader may see: those that close first on top, closed ones after. */
export async function listGroupPurchases(
  actor: Actor | null,
  filter: GroupPurchaseFilter,
): Promise<{ items: GroupPurchaseListItem[]; count: number }> {
  const now = sql<Date>`clock_timestamp()`;
  const collecting = sql<boolean>`state in ('collecting', 'extended') and closes_at > ${now}`;
  let query = database()
    .selectFrom('group_purchases')
    .where((eb) =>
      eb.or([
        eb('state', '<>', 'draft'),
        ...(actor ? [eb('lead_organisation_id', '=', actor.organisation.id)] : []),
      ]),
    );
  if (filter.family) query = query.where('family', '=', filter.family);
  if (filter.phase === 'open') query = query.where(collecting).where('opens_at', '<=', now);
  if (filter.phase === 'not-yet-open') query = query.where(collecting).where('opens_at', '>', now);
  if (filter.phase === 'closed') query = query.where(sql<boolean>`not (${collecting})`);
  for (const word of filter.text.split(/\s+/).filter(Boolean).slice(0, 8)) {
    const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where(sql<boolean>`unaccent(title || ' ' || description) ilike unaccent(${like})`);
  }
  const organisationId = actor?.organisation.id ?? null;
  const [rows, counted] = await Promise.all([
    query
      .select(['ref', 'title', 'family', 'opens_at', 'closes_at', 'state', now.as('now')])
      .select((eb) => lastReading(eb))
      .select(
        sql<boolean>`exists (select from commitments c where c.group_purchase_id = group_purchases.id
          and c.organisation_id = ${organisationId}::uuid and c.firmness <> 'withdrawn')`.as('mine'),
      )
      .orderBy(collecting, 'desc')
      .orderBy('closes_at')
      .orderBy('ref')
      .limit(listPageSize)
      .offset((filter.page - 1) * listPageSize)
      .execute(),
    query.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow(),
  ]);
  return {
    count: counted.count,
    items: rows.flatMap((row) =>
      isGroupPurchaseState(row.state)
        ? [
            {
              ref: row.ref,
              title: row.title,
              family: row.family,
              opensAt: row.opens_at.toISOString(),
              closesAt: row.closes_at.toISOString(),
              state: row.state,
              phase: collectingPhase(
                { state: row.state, opensAt: row.opens_at, closesAt: row.closes_at },
                row.now,
              ),
              reading: shownReading(actor, row),
              mine: row.mine,
            },
          ]
        : [],
    ),
  };
}
