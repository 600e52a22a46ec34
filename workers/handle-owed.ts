import { sql } from 'kysely';
import { readEvent } from '~/events/recorded-event';
import { database, type OpenTransaction } from '~db/client.server';
import { type AggregateJob, limitsOf, type ReactionName } from './catalogue';
import { completeEvents } from './complete-events';
import type { ReactionBody, Work } from './reaction-body';
import { kindsOf } from './reactions';

/** The event whose handling failed; an earlier one of the aggregate than the job's own, sometimes. */
export class EventFailedError extends Error {
  constructor(
    readonly eventId: number,
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : 'failed', { cause });
    this.name = 'EventFailedError';
  }
}

type OwedRow = Parameters<typeof readEvent>[0];

const mostAtOnce = 1_000;

/**
 * The inbox: handle what an aggregate's events owe to one handler, in the order of their ids, each once.
 *
 * Once, because `handled_events` is written in the transaction of the effect: a worker that dies leaves both or
 * neither. In order, because the aggregate is locked for this handler and the earliest owed event is taken first,
 * whatever order the queue's jobs come in; so a job may find its event handled by another's run, and does nothing.
 * @returns `busy` when another worker has this aggregate now: come back in a moment
 * @throws EventFailedError with the cause
 */
export async function handleOwed(
  handler: ReactionName,
  job: AggregateJob,
  body: ReactionBody,
  signal: AbortSignal,
): Promise<'handled' | 'busy'> {
  for (;;) {
    signal.throwIfAborted();
    const taken = await database()
      .transaction()
      .execute(async (trx) => {
        if (!(await lockAggregate(trx, handler, job.aggregateId))) return 'busy';
        const owed = await owedEvents(trx, handler, job);
        const latest = owed.at(-1);
        if (!latest && job.eventId !== undefined) return [];
        await run(body, latest, { aggregateId: job.aggregateId, trx, signal });
        const ids = owed.map((row) => row.id);
        await markHandled(trx, handler, ids);
        return ids;
      });
    if (taken === 'busy') return 'busy';
    await completeEvents(database(), taken);
    if (taken.length === 0 || job.eventId === undefined || taken.includes(job.eventId)) return 'handled';
  }
}

/** A row that cannot even be read fails like a body: it is that event's fault, and becomes its dead letter. */
async function run(body: ReactionBody, row: OwedRow | undefined, work: Omit<Work, 'event'>): Promise<void> {
  try {
    await body({ ...work, event: row ? readEvent(row) : null });
  } catch (error) {
    throw row ? new EventFailedError(row.id, error) : error;
  }
}

/**
 * The lock ends with the transaction, so with the worker too. A worker that is frozen with it is cut off by the
 * server some seconds after its job's time-out: then the aggregate is free, and what it had written is gone.
 */
async function lockAggregate(
  trx: OpenTransaction,
  handler: ReactionName,
  aggregateId: string,
): Promise<boolean> {
  const patience = `${limitsOf(handler).timeoutSeconds + 5}s`;
  await sql`select set_config('idle_in_transaction_session_timeout', ${patience}, true)`.execute(trx);
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`${handler} ${aggregateId}`}, 0)) as locked
  `.execute(trx);
  return rows[0]?.locked === true;
}

/** A handler that coalesces takes all, dead letters too, since its work answers for them; any other the earliest one. */
async function owedEvents(
  trx: OpenTransaction,
  handler: ReactionName,
  job: AggregateJob,
): Promise<OwedRow[]> {
  const kinds = kindsOf(handler);
  if (kinds.length === 0) return []; // only a clock asks for it
  const { coalesce } = limitsOf(handler);
  let query = trx
    .selectFrom('events')
    .select(['id', 'kind', 'aggregate_id', 'payload'])
    .where('aggregate_id', '=', job.aggregateId)
    .where('kind', 'in', kinds)
    .where('completed_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('handled_events')
            .whereRef('event_id', '=', 'events.id')
            .where('handler', '=', handler)
            .select('event_id'),
        ),
      ),
    )
    .orderBy('id')
    .limit(coalesce ? mostAtOnce : 1);
  if (!coalesce) {
    query = query.where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('dead_letters')
            .whereRef('event_id', '=', 'events.id')
            .where('handler', '=', handler)
            .select('event_id'),
        ),
      ),
    );
    if (job.eventId !== undefined) query = query.where('id', '<=', job.eventId);
  }
  return await query.execute();
}

async function markHandled(trx: OpenTransaction, handler: ReactionName, ids: number[]): Promise<void> {
  if (ids.length === 0) return;
  await trx
    .insertInto('handled_events')
    .values(ids.map((id) => ({ event_id: id, handler })))
    .execute();
  await trx.deleteFrom('dead_letters').where('event_id', 'in', ids).where('handler', '=', handler).execute();
}
