export const groupPurchaseStates = [
  'draft',
  'collecting',
  'offers',
  'clearing',
  'confirming',
  'ordered',
  'receiving',
  'settled',
  'failed',
  'extended',
  'cancelled',
] as const;
export type GroupPurchaseState = (typeof groupPurchaseStates)[number];

/** States in which commitments may still change; what was published last stays from the closing on. */
export const openStates: readonly string[] = ['draft', 'collecting', 'extended', 'offers'];

/** What a visitor can follow: everything but what is still being written. */
export const visibleStates = groupPurchaseStates.filter((state) => state !== 'draft');

export function isGroupPurchaseState(text: string): text is GroupPurchaseState {
  return (groupPurchaseStates as readonly string[]).includes(text);
}

/** Where an order stands on its calendar, by the database's clock. */
export const collectingPhases = ['open', 'not-yet-open', 'closed'] as const;
export type CollectingPhase = (typeof collectingPhases)[number];

export function isCollectingPhase(text: string): text is CollectingPhase {
  return (collectingPhases as readonly string[]).includes(text);
}

export interface Calendar {
  readonly state: GroupPurchaseState;
  readonly opensAt: Date;
  readonly closesAt: Date;
}

/**
 * Whether commitments are taken at the instant `now`. The deadline itself is too late: `[opensAt, closesAt)`. The
 * clock decides and not the state alone, so that a worker that closes late lets nobody in late.
 */
export function collectingPhase(purchase: Calendar, now: Date): CollectingPhase {
  if (purchase.state !== 'collecting' && purchase.state !== 'extended') return 'closed';
  if (now.getTime() < purchase.opensAt.getTime()) return 'not-yet-open';
  return now.getTime() < purchase.closesAt.getTime() ? 'open' : 'closed';
}

/** The highest tier that a quantity reaches; null below the first. `tierQuantities` in any order. */
export function reachedTier(tierQuantities: readonly number[], quantity: number): number | null {
  return tierQuantities.reduce<number | null>(
    (best, tier) => (tier <= quantity && (best === null || tier > best) ? tier : best),
    null,
  );
}
