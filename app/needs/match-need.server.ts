import { sql } from 'kysely';
import { recordEvent } from '~/events/record-event.server';
import { type PreparedNeed, prepareNeed } from '~/matching/prepare-need';
import { type Match, rankCapabilities } from '~/matching/rank-capabilities';
import { database, type OpenTransaction } from '~db/client.server';
import { type CapabilityPool, capabilityPool } from './capability-pool.server';
import { type IdentifiedNeed, loadOpenNeedRecords } from './matching-records.server';

/** Candidates that the rules look at, and matches that are kept for the page: bounds of work and of a screen. */
const bounds = { candidates: 400, kept: 60 } as const;

interface RankedCapability {
  capabilityId: string;
  match: Match;
}

/**
 * Find the makers of a need and keep them with their reasons. Run again it changes only what has changed, and
 * `need.matched` names only capabilities that are proposed for the first time.
 * A need that does not exist or is no longer open is left alone.
 */
export async function matchNeed(needId: string): Promise<void> {
  const [need] = await loadOpenNeedRecords(database(), [needId]);
  if (!need) return;
  const ranked = rankNeed(need, await capabilityPool());
  await database()
    .transaction()
    .execute((trx) => keepMatches(trx, needId, ranked));
}

const preparedBound = 20_000;
const prepared = new Map<string, { version: string; need: PreparedNeed }>();

/** Reading a need's text costs about a millisecond: done once a day and version, since "by June" hangs on the day. */
function preparedNeed(need: IdentifiedNeed): PreparedNeed {
  const today = new Date();
  const version = `${need.updatedAt} ${today.toISOString().slice(0, 10)}`;
  const known = prepared.get(need.id);
  if (known?.version === version) return known.need;
  if (prepared.size >= preparedBound) prepared.clear();
  const fresh = prepareNeed(need.record, today);
  prepared.set(need.id, { version, need: fresh });
  return fresh;
}

/** A brand's own capabilities, if it has any, are not offered to it. */
function rankNeed(need: IdentifiedNeed, pool: CapabilityPool): RankedCapability[] {
  const wanted = preparedNeed(need);
  const candidates = pool.index.retrieveNow(wanted, bounds.candidates);
  const ranked = rankCapabilities(wanted, candidates, { rarity: pool.index.rarity });
  return ranked
    .flatMap((match) => {
      const capability = pool.byRef.get(match.capabilityRef);
      if (!capability || capability.organisationId === need.organisationId) return [];
      return [{ capabilityId: capability.id, match }];
    })
    .slice(0, bounds.kept);
}

async function keepMatches(trx: OpenTransaction, needId: string, ranked: RankedCapability[]): Promise<void> {
  // Locked, so that two runs (a new need, a changed capability) cannot both call the same match new.
  const need = await trx
    .selectFrom('needs')
    .where('id', '=', needId)
    .where('state', 'in', ['published', 'quoting'])
    .select('matched_at')
    .forUpdate()
    .executeTakeFirst();
  if (!need) return;
  const before = await trx
    .selectFrom('matches')
    .where('need_id', '=', needId)
    .select(['capability_id', 'proposed'])
    .execute();
  const proposedBefore = new Set(before.filter((row) => row.proposed).map((row) => row.capability_id));
  const kept = new Set(ranked.map((one) => one.capabilityId));
  const gone = before.map((row) => row.capability_id).filter((id) => !kept.has(id));
  if (gone.length > 0)
    await trx
      .deleteFrom('matches')
      .where('need_id', '=', needId)
      .where('capability_id', 'in', gone)
      .execute();
  await upsertMatches(trx, needId, ranked);
  await trx.updateTable('needs').set({ matched_at: sql<Date>`now()` }).where('id', '=', needId).execute();
  const capabilityIds = ranked
    .filter((one) => one.match.proposed && !proposedBefore.has(one.capabilityId))
    .map((one) => one.capabilityId);
  // The first run is told even when it found nobody: that there is no French maker is news too.
  if (capabilityIds.length > 0 || need.matched_at === null)
    await recordEvent(trx, null, { kind: 'need.matched', aggregateId: needId, payload: { capabilityIds } });
}

async function upsertMatches(
  trx: OpenTransaction,
  needId: string,
  ranked: readonly RankedCapability[],
): Promise<void> {
  if (ranked.length === 0) return;
  // A capability deleted since it was read is left out by the join, not refused by the key.
  const rows = JSON.stringify(
    ranked.map(({ capabilityId, match }) => ({
      capability_id: capabilityId,
      score: match.score,
      proposed: match.proposed,
      reasons: match.reasons,
    })),
  );
  await sql`
    insert into matches (need_id, capability_id, score, proposed, reasons)
    select ${needId}, row.capability_id, row.score, row.proposed, row.reasons
    from jsonb_to_recordset(${rows}::jsonb)
      as row (capability_id uuid, score double precision, proposed boolean, reasons jsonb)
    join capabilities on capabilities.id = row.capability_id
    on conflict (need_id, capability_id) do update
      set score = excluded.score, proposed = excluded.proposed, reasons = excluded.reasons, computed_at = now()
      where (matches.score, matches.proposed, matches.reasons)
        is distinct from (excluded.score, excluded.proposed, excluded.reasons)`.execute(trx);
}

/**
 * A capability is new or has changed: match again the open needs that it answers now or answered before.
 * @returns how many needs were matched again
 */
export async function rematchCapability(capabilityId: string): Promise<number> {
  const pool = await capabilityPool();
  const capability = [...pool.byRef.values()].find((one) => one.id === capabilityId);
  const known = await database()
    .selectFrom('matches')
    .where('capability_id', '=', capabilityId)
    .select(['need_id', 'score'])
    .execute();
  const scores = new Map(known.map((row) => [row.need_id, row.score]));
  const touched: string[] = [];
  for (const need of await loadOpenNeedRecords(database())) {
    if (!need.matched) continue; // its own event is still to come, and will see this capability
    const before = scores.get(need.id);
    const now = capability
      ? rankCapabilities(preparedNeed(need), [capability.prepared], { rarity: pool.index.rarity })[0]
      : undefined;
    // The whole need is ranked again only where this capability's place could have moved.
    if (before === undefined ? now?.proposed === true : now?.score !== before) touched.push(need.id);
  }
  for (const needId of touched) await matchNeed(needId);
  return touched.length;
}
