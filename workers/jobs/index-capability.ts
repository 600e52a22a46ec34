import { indexCapabilities } from '~/search/index-capabilities.server';
import type { Work } from '../reaction-body';

export async function indexCapabilityOf({ aggregateId }: Work): Promise<void> {
  await indexCapabilities([aggregateId]);
}
