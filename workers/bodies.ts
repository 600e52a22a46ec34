import type { ReactionName } from './catalogue';
import { clearGroupPurchaseOf } from './jobs/clear-group-purchase';
import { closeGroupPurchaseOf } from './jobs/close-group-purchase';
import { indexCapabilityOf } from './jobs/index-capability';
import { matchNeedOf } from './jobs/match-need';
import { recomputePoolOf } from './jobs/recompute-pool';
import { rematchCapabilityOf } from './jobs/rematch-capability';
import { sendNoticesOf } from './jobs/send-notices';
import { signalGroupPurchase } from './jobs/signal-group-purchase';
import type { ReactionBody } from './reaction-body';

/**
 * The body of each reaction: a few lines in jobs/ that hand over to the domain. A reaction is plugged in by its body
 * here and its name beside its event in reactions.ts.
 */
export const bodies: Record<ReactionName, ReactionBody> = {
  'match-need': matchNeedOf,
  'rematch-capability': rematchCapabilityOf,
  'index-capability': indexCapabilityOf,
  'recompute-pool': recomputePoolOf,
  'send-notices': sendNoticesOf,
  'close-group-purchase': closeGroupPurchaseOf,
  'clear-group-purchase': clearGroupPurchaseOf,
  'signal-group-purchase': signalGroupPurchase,
};
