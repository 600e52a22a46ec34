import type { Reason } from './match-records';

export type Audience = 'brand' | 'maker';

/** The reasons that this audience may read: the target price is the brand's secret, a maker never learns of it. */
export function reasonsFor(reasons: readonly Reason[], audience: Audience): readonly Reason[] {
  return audience === 'brand' ? reasons : reasons.filter((reason) => reason.secret !== true);
}
