import { rematchCapability } from '~/needs/match-need.server';
import type { Work } from '../reaction-body';

export async function rematchCapabilityOf({ aggregateId }: Work): Promise<void> {
  await rematchCapability(aggregateId);
}
