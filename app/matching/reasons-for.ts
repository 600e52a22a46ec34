import type { Reason } from './match-records';

export type Audience = 'brand' | 'unverified-brand' | 'maker';

/**
 * The reasons that this audience may read. The target price is the brand's secret: a maker never learns of it. A
 * maker's price is not for whoever signs up: a brand that nobody has verified reads whether it fits, not the figure.
 */
export function reasonsFor(reasons: readonly Reason[], audience: Audience): readonly Reason[] {
  if (audience === 'maker') return reasons.filter((reason) => reason.secret !== true);
  return audience === 'brand' ? reasons : reasons.map(withoutPrice);
}

function withoutPrice(reason: Reason): Reason {
  if (reason.rule !== 'price' || reason.outcome === 'unknown') return reason;
  const { remedy, ...rest } = reason;
  return {
    ...rest,
    message: { key: `price-hidden.${reason.outcome}`, params: {} },
    ...(remedy ? { remedy: { key: remedy.key, params: {} } } : {}),
  };
}
