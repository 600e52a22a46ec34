import { sql } from 'kysely';
import type { DomainEvent } from '~/events/catalogue';
import { recordEvents } from '~/events/record-event.server';
import type { OpenTransaction } from '~db/client.server';
import { openStates } from './group-purchase';
import {
  decidePublication,
  forming,
  type Pool,
  publicationPace,
  type Reading,
  type Told,
  tierParticipantsMin,
  viewsMax,
} from './publication';

export interface PoolRecomputed {
  /** What everybody may read changed. */
  readonly published: boolean;
  /** A tier that this order had never been shown to stand at. */
  readonly tierReached: number | null;
}

/**
 * Bring an order's pool up to its ledger and publish what may be published, within the caller's transaction. Called for every `commitment.changed`;
 * calling it again, late, or for several changes at once gives the same pool.
 *
 * Only what the ledger has since the pool's watermark is added up, whatever the history's length. Identity numbers
 * are handed out before their transaction commits, so in general a lower one may appear after a higher one was read;
 * not here: every writer of an order's ledger, and this command, holds the order's row from before its first number
 * to its commit. So what is visible now is every number of this order up to the highest, and none below can come.
 * Read committed, PostgreSQL's default, is what makes it visible: each statement after the lock sees what the lock's
 * former holders committed.
 * An unknown order is nothing to do.
 */
export async function recomputePool(trx: OpenTransaction, groupPurchaseId: string): Promise<PoolRecomputed> {
  const purchase = await trx
    .selectFrom('group_purchases')
    .where('id', '=', groupPurchaseId)
    .select(['tier_quantities', 'state'])
    .forUpdate()
    .executeTakeFirst();
  if (!purchase) return { published: false, tierReached: null };
  const ledgerId = await addUp(trx, groupPurchaseId);
  // A change of the last minute may be added up after the closing: it belongs to the total, and to no reading any more.
  if (!openStates.includes(purchase.state)) return { published: false, tierReached: null };
  const last = await lastPublication(trx, groupPurchaseId);
  await startCounting(trx, groupPurchaseId, last.id);
  return await publish(trx, groupPurchaseId, purchase.tier_quantities, ledgerId, last);
}

/** Everybody's commitments, verified or not (invariant 1). @returns how far the ledger has come */
async function addUp(trx: OpenTransaction, groupPurchaseId: string): Promise<number> {
  const { rows } = await sql<{ ledger_id: number }>`
    with known as (
      select coalesce(max(ledger_id), 0) as ledger_id from pools where group_purchase_id = ${groupPurchaseId}
    ), fresh as (
      select organisation_id, sum(quantity_delta) as net, max(id) as ledger_id from commitment_ledger
      where group_purchase_id = ${groupPurchaseId} and id > (select ledger_id from known)
      group by organisation_id
    ), change as (
      select coalesce(sum(net), 0) as quantity, max(fresh.ledger_id) as ledger_id,
        coalesce(sum((quantity > 0)::int - (quantity - net > 0)::int), 0)::int as participants
      from fresh join commitments using (organisation_id)
      where commitments.group_purchase_id = ${groupPurchaseId}
    )
    insert into pools (group_purchase_id, total_quantity, participants, ledger_id, recomputed_at)
    select ${groupPurchaseId}, quantity, participants, coalesce(change.ledger_id, known.ledger_id), clock_timestamp()
    from change, known
    on conflict (group_purchase_id) do update set
      total_quantity = pools.total_quantity + excluded.total_quantity,
      participants = pools.participants + excluded.participants,
      ledger_id = excluded.ledger_id, recomputed_at = excluded.recomputed_at
    returning ledger_id`.execute(trx);
  const [row] = rows;
  if (!row) throw new Error('an upsert that returns a row returned none');
  return row.ledger_id;
}

/**
 * From here on the commitments of verified organisations count in what is published; those of others are kept and
 * count for nothing. Whoever signs up is not yet anybody: three sign-ups of one rival would be three "independent
 * participants". A verification is never taken back, and neither is this.
 */
async function startCounting(
  trx: OpenTransaction,
  groupPurchaseId: string,
  lastPublicationId: number,
): Promise<void> {
  const fresh = await trx
    .selectFrom('commitments')
    .innerJoin('organisations', 'organisations.id', 'commitments.organisation_id')
    .where('organisations.verified_at', 'is not', null)
    .where('commitments.group_purchase_id', '=', groupPurchaseId)
    .where('commitments.quantity', '>', 0)
    .where('commitments.counted_since', 'is', null)
    .orderBy('commitments.organisation_id')
    .select('commitments.organisation_id')
    .execute();
  if (fresh.length === 0) return;
  const organisations = fresh.map((row) => row.organisation_id);
  const participants = await findParticipants(trx, groupPurchaseId, organisations);
  await sql`
    update commitments set counted_since = ${lastPublicationId}, participant_id = fresh.participant_id
    from unnest(${organisations}::uuid[], ${participants}::uuid[]) as fresh (organisation_id, participant_id)
    where commitments.organisation_id = fresh.organisation_id
      and commitments.group_purchase_id = ${groupPurchaseId}`.execute(trx);
}

/**
 * A person who acts for two organisations of one order reads two quantities: to everybody else they are one
 * participant, or "three participants" would be two who know each other's. Decided when a commitment begins to count
 * and kept for the order: a participant that changed its shape would be a change to read.
 * @returns the participant of each organisation, in their order
 */
async function findParticipants(
  trx: OpenTransaction,
  groupPurchaseId: string,
  organisations: readonly string[],
): Promise<string[]> {
  const { rows: shared } = await sql<{ one: string; other: string; participant: string | null }>`
    select distinct mine.organisation_id as one, theirs.organisation_id as other,
      commitments.participant_id as participant
    from members mine
    join members theirs on theirs.person_id = mine.person_id and theirs.organisation_id <> mine.organisation_id
    join commitments on commitments.organisation_id = theirs.organisation_id
      and commitments.group_purchase_id = ${groupPurchaseId}
    where mine.organisation_id = any(${organisations}::uuid[])
    order by one, other`.execute(trx);
  const found = new Map<string, string>();
  for (const organisation of organisations) {
    const ofOthers = shared
      .filter(({ one }) => one === organisation)
      .flatMap(({ other, participant }) => participant ?? found.get(other) ?? []);
    found.set(organisation, ofOthers[0] ?? organisation);
  }
  return organisations.map((organisation) => found.get(organisation) ?? organisation);
}

interface LastPublication {
  /** 0 for an order that has none. */
  id: number;
  reading: Reading;
  /** The publication at which the pool was last weighed, and how far the ledger had come by then; 0 if never. */
  weighed: { id: number; ledgerId: number };
}

async function lastPublication(trx: OpenTransaction, groupPurchaseId: string): Promise<LastPublication> {
  const publications = trx
    .selectFrom('pool_publications')
    .where('group_purchase_id', '=', groupPurchaseId)
    .orderBy('id', 'desc')
    .select(['id', 'stage', 'tier_quantity', 'rounded_total', 'ledger_id', 'weighed'])
    .limit(1);
  const row = await publications.executeTakeFirst();
  if (!row) return { id: 0, reading: forming, weighed: { id: 0, ledgerId: 0 } };
  const weighed = row.weighed ? row : await publications.where('weighed', '=', true).executeTakeFirst();
  return {
    id: row.id,
    reading: readingOf(row),
    weighed: weighed ? { id: weighed.id, ledgerId: weighed.ledger_id } : { id: 0, ledgerId: 0 },
  };
}

export function readingOf(row: {
  stage: string;
  tier_quantity: number | null;
  rounded_total: number | null;
}): Reading {
  const stage = row.stage === 'tier' || row.stage === 'total' ? row.stage : 'forming';
  return { stage, tierQuantity: row.tier_quantity, roundedTotal: row.rounded_total };
}

async function publish(
  trx: OpenTransaction,
  groupPurchaseId: string,
  tierQuantities: readonly number[],
  ledgerId: number,
  last: LastPublication,
): Promise<PoolRecomputed> {
  const participants = await countParticipants(trx, groupPurchaseId);
  const netChanges = await countNetChanges(trx, groupPurchaseId, last.weighed);
  const pace = publicationPace(participants, netChanges);
  if (pace === 'keep' || (pace === 'hide' && last.reading.stage === 'forming'))
    return { published: false, tierReached: null };
  const { reading, weighed } = decidePublication(
    await readPool(trx, groupPurchaseId, tierQuantities, netChanges),
    last.reading,
  );
  const published =
    reading.stage !== last.reading.stage ||
    reading.tierQuantity !== last.reading.tierQuantity ||
    reading.roundedTotal !== last.reading.roundedTotal;
  const tierReached = await newTier(trx, groupPurchaseId, reading);
  await trx
    .insertInto('pool_publications')
    .values({
      group_purchase_id: groupPurchaseId,
      stage: reading.stage,
      tier_quantity: reading.tierQuantity,
      rounded_total: reading.roundedTotal,
      // A reading that is taken back without being weighed starts no new batch.
      ledger_id: weighed ? ledgerId : last.weighed.ledgerId,
      weighed,
    })
    .execute();
  // Silence when nothing readable changed: that a batch was weighed is nobody's business.
  const events: DomainEvent[] = published
    ? [{ kind: 'pool.published', aggregateId: groupPurchaseId, payload: {} }]
    : [];
  if (tierReached !== null)
    events.push({
      kind: 'pool.tier-reached',
      aggregateId: groupPurchaseId,
      payload: { tierQuantity: tierReached },
    });
  await recordEvents(trx, null, events);
  return { published, tierReached };
}

/** Independent participants that count for something: as many as the pace asks after, not more. */
async function countParticipants(trx: OpenTransaction, groupPurchaseId: string): Promise<number> {
  const { rows } = await sql<{ participants: number }>`
    select count(*)::int as participants from (
      select distinct participant_id from commitments
      where group_purchase_id = ${groupPurchaseId} and quantity > 0 and counted_since is not null
      limit ${tierParticipantsMin}) as counted`.execute(trx);
  return rows[0]?.participants ?? 0;
}

/**
 * Independent participants that count for something else than when the pool was last weighed: those that counted by
 * then and whose ledger has moved since, and those that have begun to count since.
 */
async function countNetChanges(
  trx: OpenTransaction,
  groupPurchaseId: string,
  weighed: LastPublication['weighed'],
): Promise<number> {
  const { rows } = await sql<{ changed: number }>`
    select (
      select count(distinct participant_id)::int from (
        select participant_id from (
          select organisation_id from commitment_ledger
          where group_purchase_id = ${groupPurchaseId} and id > ${weighed.ledgerId}
          group by organisation_id having sum(quantity_delta) <> 0) as moved
        join commitments using (organisation_id)
        where commitments.group_purchase_id = ${groupPurchaseId} and counted_since < ${weighed.id}
        union all
        select participant_id from commitments
        where group_purchase_id = ${groupPurchaseId} and quantity > 0 and counted_since >= ${weighed.id}
      ) as changes
    ) as changed`.execute(trx);
  return rows[0]?.changed ?? 0;
}

async function readPool(
  trx: OpenTransaction,
  groupPurchaseId: string,
  tierQuantities: readonly number[],
  netChanges: number,
): Promise<Pool> {
  const rows = await trx
    .selectFrom('commitments')
    .where('group_purchase_id', '=', groupPurchaseId)
    .where('quantity', '>', 0)
    .where('counted_since', 'is not', null)
    .groupBy('participant_id')
    .select((eb) => ['participant_id', eb.fn.sum<number>('quantity').as('quantity')])
    .execute();
  const quantities = new Map(rows.map((row) => [row.participant_id ?? '', Number(row.quantity)]));
  const told = quantities.size > viewsMax ? [] : await readTold(trx, groupPurchaseId);
  return { quantities, tierQuantities, netChanges, told };
}

/** Readings older than this many are forgotten: with so few participants, that many batches are years. */
const toldMax = 40;

/** What was told of a small pool, with what counted of the ledger as it stood each time. */
async function readTold(trx: OpenTransaction, groupPurchaseId: string): Promise<Told[]> {
  const { rows } = await sql<{
    stage: string;
    tier_quantity: number | null;
    rounded_total: number | null;
    quantities: Record<string, number>;
  }>`
    select told.stage, told.tier_quantity, told.rounded_total, stood.quantities
    from (
      select * from pool_publications where group_purchase_id = ${groupPurchaseId} and stage <> 'forming'
      order by id desc limit ${toldMax}
    ) as told, lateral (
      select jsonb_object_agg(participant_id, quantity) as quantities from (
        select participant_id, sum(quantity_delta) as quantity from commitment_ledger
        join commitments using (group_purchase_id, organisation_id)
        where group_purchase_id = ${groupPurchaseId} and commitment_ledger.id <= told.ledger_id
          and counted_since < told.id
        group by participant_id having sum(quantity_delta) > 0) as participant
    ) as stood`.execute(trx);
  return rows.map((row) => ({
    reading: readingOf(row),
    quantities: new Map(Object.entries(row.quantities)),
  }));
}

/** Told once an order: falling below a tier and reaching it again is no news. */
async function newTier(
  trx: OpenTransaction,
  groupPurchaseId: string,
  reading: Reading,
): Promise<number | null> {
  if (reading.tierQuantity === null) return null;
  const { highest } = await trx
    .selectFrom('pool_publications')
    .where('group_purchase_id', '=', groupPurchaseId)
    .select((eb) => eb.fn.max('tier_quantity').as('highest'))
    .executeTakeFirstOrThrow();
  return highest === null || reading.tierQuantity > highest ? reading.tierQuantity : null;
}
