import { matchNeed } from '~/needs/match-need.server';
import type { Work } from '../reaction-body';

export async function matchNeedOf({ aggregateId }: Work): Promise<void> {
  await matchNeed(aggregateId);
}
