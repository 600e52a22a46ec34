import { type EventKind, catalogue as events } from '~/events/catalogue';
import type { ReactionName } from './catalogue';

/**
 * What follows from what: the one place where an event meets its handlers. An event without any is complete as soon as
 * it is relayed. A handler that is added here applies to events that are not complete yet.
 */
export const reactions: Record<EventKind, readonly ReactionName[]> = {
  'organisation.registered': [],
  'organisation.verified': [],
  'capability.changed': ['index-capability', 'rematch-capability'],
  'capability.removed': ['index-capability', 'rematch-capability'],
  'need.published': ['match-need'],
  'need.matched': ['send-notices'],
  'group-purchase.opened': [],
  'commitment.changed': ['recompute-pool'],
  'pool.published': ['signal-group-purchase'],
  'pool.tier-reached': ['send-notices'],
  'group-purchase.closed': ['clear-group-purchase', 'signal-group-purchase'],
  'group-purchase.cleared': ['send-notices', 'signal-group-purchase'],
  'group-purchase.ordered': ['signal-group-purchase'],
};

/** The kinds that this release knows; a newer one's events wait for a newer worker. */
export const knownKinds = Object.keys(events) as EventKind[];

export function kindsOf(handler: ReactionName): EventKind[] {
  return knownKinds.filter((kind) => reactions[kind].includes(handler));
}
