import { z } from 'zod';

/**
 * Everything that happens and that somebody else must hear of. An event carries ids, never data that a rival could
 * read in a queue; whoever handles it asks the database what is true by then.
 *
 * A kind never changes its meaning: a new shape is a new `version`, and both are handled while old rows exist.
 */
const id = z.uuid();

export const catalogue = {
  'organisation.registered': { aggregate: 'organisation', version: 1, payload: z.object({}) },
  /** Somebody vouches for it: its commitments begin to count in what is published. */
  'organisation.verified': { aggregate: 'organisation', version: 1, payload: z.object({}) },
  'capability.changed': { aggregate: 'capability', version: 1, payload: z.object({}) },
  'capability.removed': { aggregate: 'capability', version: 1, payload: z.object({}) },
  'need.published': { aggregate: 'need', version: 1, payload: z.object({}) },
  /** Matching has written the need's matches; `capabilityIds` are those proposed for the first time. */
  'need.matched': {
    aggregate: 'need',
    version: 1,
    payload: z.object({ capabilityIds: z.array(id).max(500) }),
  },
  'group-purchase.opened': { aggregate: 'group-purchase', version: 1, payload: z.object({}) },
  'commitment.changed': { aggregate: 'group-purchase', version: 1, payload: z.object({}) },
  /** The worker published a new reading of the pool: pages that show the order read it again. */
  'pool.published': { aggregate: 'group-purchase', version: 1, payload: z.object({}) },
  /** The pool stands at a tier that it had not reached before. */
  'pool.tier-reached': {
    aggregate: 'group-purchase',
    version: 1,
    payload: z.object({ tierQuantity: z.number().int().positive() }),
  },
  /** The collection is over, and what stood in it is frozen as `version`. */
  'group-purchase.closed': {
    aggregate: 'group-purchase',
    version: 1,
    payload: z.object({ version: z.number().int().positive() }),
  },
  /** A frozen version has its outcome, good or bad. */
  'group-purchase.cleared': {
    aggregate: 'group-purchase',
    version: 1,
    payload: z.object({ attempt: z.number().int().positive() }),
  },
  /** Every participant of the clearing has confirmed its own result. */
  'group-purchase.ordered': { aggregate: 'group-purchase', version: 1, payload: z.object({}) },
} as const;

export type EventKind = keyof typeof catalogue;
export type EventPayload<Kind extends EventKind> = z.infer<(typeof catalogue)[Kind]['payload']>;

export interface DomainEvent<Kind extends EventKind = EventKind> {
  kind: Kind;
  aggregateId: string;
  payload: EventPayload<Kind>;
}

export function isEventKind(text: string): text is EventKind {
  return text in catalogue;
}
