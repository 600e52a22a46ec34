import { catalogue, type EventKind, type EventPayload, isEventKind } from './catalogue';

/** An event as it stands in the outbox; narrowing `kind` narrows `payload`. */
export type RecordedEvent = {
  [Kind in EventKind]: { id: number; kind: Kind; aggregateId: string; payload: EventPayload<Kind> };
}[EventKind];

/**
 * A row of `events` as its kind's type.
 * @throws ZodError, or an Error for a kind that this release does not know
 */
export function readEvent(row: {
  id: number;
  kind: string;
  aggregate_id: string;
  payload: unknown;
}): RecordedEvent {
  if (!isEventKind(row.kind)) throw new Error(`unknown event kind ${row.kind}`);
  return {
    id: row.id,
    kind: row.kind,
    aggregateId: row.aggregate_id,
    payload: catalogue[row.kind].payload.parse(row.payload),
  } as RecordedEvent; // parsed by that very kind's schema; the compiler cannot follow the index
}
