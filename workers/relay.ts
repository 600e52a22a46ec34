import { sql } from 'kysely';
import { isEventKind } from '~/events/catalogue';
import { database } from '~db/client.server';
import type { NewJob, ReactionName } from './catalogue';
import { completeEvents } from './complete-events';
import type { JobSink } from './queues';
import { knownKinds, reactions } from './reactions';

/** Events that one round moves: bounds its memory, its transaction and what a second relay waits for. */
const batch = 500;

interface OwedRow {
  id: number;
  kind: string;
  aggregate_id: string;
  handled: string[];
  dead: string[];
}

/**
 * Move events that were never sent, in the order of their ids. Many relays may run: rows are locked and skipped, so
 * each event is one relay's. Jobs are added before the mark commits: a relay that dies in between leaves the rows
 * unmarked, another one adds the same job ids, and the inbox knows what was handled.
 * @returns how many were moved; a full batch means that there may be more
 */
export function relayNew(sink: JobSink): Promise<number> {
  return relayBatch(sink, sql`relayed_at is null order by id`);
}

/**
 * Send again what was sent long ago and has no end: its job was lost with its queue, or its queue is long. Adding a job
 * that still waits changes nothing.
 */
export function relayAgain(sink: JobSink, afterSeconds: number): Promise<number> {
  return relayBatch(
    sink,
    sql`relayed_at < clock_timestamp() - make_interval(secs => ${afterSeconds}) and completed_at is null
        order by relayed_at`,
  );
}

async function relayBatch(sink: JobSink, which: ReturnType<typeof sql>): Promise<number> {
  return await database()
    .transaction()
    .execute(async (trx) => {
      // "no key": handlers that write `handled_events` meanwhile refer to these rows and are not to wait
      const { rows } = await sql<OwedRow>`
        select id, kind, aggregate_id,
          array(select handler from handled_events where event_id = events.id) as handled,
          array(select handler from dead_letters where event_id = events.id) as dead
        from events
        where kind = any(${knownKinds}) and ${which}
        limit ${batch} for no key update skip locked`.execute(trx);
      if (rows.length === 0) return 0;
      await sink.add(rows.sort((a, b) => a.id - b.id).flatMap(jobsOf));
      const ids = rows.map((row) => row.id);
      await trx
        .updateTable('events')
        .set({ relayed_at: sql`clock_timestamp()` })
        .where('id', 'in', ids)
        .execute();
      await completeEvents(trx, ids); // those without a handler, and those whose worker died just before saying so
      return rows.length;
    });
}

function jobsOf(row: OwedRow): NewJob[] {
  if (!isEventKind(row.kind)) return [];
  return reactions[row.kind]
    .filter((handler) => !row.handled.includes(handler) && !row.dead.includes(handler))
    .map((handler) => reactionJob(handler, row.aggregate_id, row.id));
}

/** The id has no ":" and is not all digits, as BullMQ asks. */
export function reactionJob(name: ReactionName, aggregateId: string, eventId?: number): NewJob {
  return eventId === undefined
    ? { name, id: `${name}-${aggregateId}`, data: { aggregateId } }
    : { name, id: `${name}-e${eventId}`, data: { aggregateId, eventId } };
}
