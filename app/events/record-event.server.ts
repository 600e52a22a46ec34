import type { OpenTransaction } from '~db/client.server';
import { catalogue, type DomainEvent, type EventKind } from './catalogue';

/** Who caused an event; null for a worker's own. */
export interface EventActor {
  personId: string;
  organisationId: string;
}

/**
 * Write events in their change's transaction: both commit, or neither (invariant 3). The insert wakes the relay at
 * the commit by a trigger.
 * @throws ZodError when a payload does not fit its kind: a fault of the program, never of a person
 */
export async function recordEvents(
  trx: OpenTransaction,
  actor: EventActor | null,
  events: readonly DomainEvent[],
): Promise<void> {
  if (events.length === 0) return;
  await trx
    .insertInto('events')
    .values(
      events.map((event) => {
        const { aggregate, version, payload } = catalogue[event.kind];
        return {
          kind: event.kind,
          version,
          aggregate_kind: aggregate,
          aggregate_id: event.aggregateId,
          payload: JSON.stringify(payload.parse(event.payload)),
          person_id: actor?.personId ?? null,
          organisation_id: actor?.organisationId ?? null,
        };
      }),
    )
    .execute();
}

export function recordEvent<Kind extends EventKind>(
  trx: OpenTransaction,
  actor: EventActor | null,
  event: DomainEvent<Kind>,
): Promise<void> {
  return recordEvents(trx, actor, [event as DomainEvent]);
}
