import type { RecordedEvent } from '~/events/recorded-event';
import type { OpenTransaction } from '~db/client.server';

/** What a reaction's body is given. `event` is null when a clock asked, not an event. */
export interface Work {
  aggregateId: string;
  event: RecordedEvent | null;
  /** The inbox's own transaction: what is written through it commits with "handled", once. */
  trx: OpenTransaction;
  signal: AbortSignal;
}
export type ReactionBody = (work: Work) => Promise<void>;
