import { sql } from 'kysely';
import type { Queryable } from '~db/client.server';
import { knownKinds, reactions } from './reactions';

/**
 * Set `completed_at` on those of `eventIds` that every handler of their kind has handled. Called after the commit that
 * wrote `handled_events`, in a statement of its own: of two handlers that end together, the later one sees both rows.
 * A process that dies in between leaves it to the relay, which asks the same again.
 */
export async function completeEvents(db: Queryable, eventIds: readonly number[]): Promise<void> {
  if (eventIds.length === 0) return;
  const owed = JSON.stringify(
    knownKinds.flatMap((kind) => reactions[kind].map((handler) => ({ kind, handler }))),
  );
  await sql`
    update events set completed_at = clock_timestamp()
    where id = any(${eventIds}::bigint[]) and completed_at is null
      and not exists (
        select from jsonb_to_recordset(${owed}::jsonb) as due (kind text, handler text)
        where due.kind = events.kind
          and not exists (select from handled_events done where done.event_id = events.id and done.handler = due.handler)
      )`.execute(db);
}
