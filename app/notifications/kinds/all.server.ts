import type { EventKind } from '~/events/catalogue';
import { needMatched } from './need-matched.server';
import { needNewMatch } from './need-new-match.server';
import type { NoticeKind } from './notice-kind.server';
import { purchaseOutcome, purchaseResult, purchaseSupply } from './purchase-result.server';
import { ownTierReached, tierReached } from './tier-reached.server';

/** Every kind of notice, by the event that gives rise to it. A new kind is a file and a line here. */
export const noticeKindsOf: { readonly [Kind in EventKind]?: readonly NoticeKind[] } = {
  'need.matched': [needMatched, needNewMatch],
  'pool.tier-reached': [tierReached, ownTierReached],
  'group-purchase.cleared': [purchaseResult, purchaseSupply, purchaseOutcome],
};

const byName = new Map(
  Object.values(noticeKindsOf)
    .flat()
    .map((kind) => [kind.kind, kind]),
);

/** Undefined for a notice that a newer or a much older release wrote. */
export function findNoticeKind(name: string): NoticeKind | undefined {
  return byName.get(name);
}
