import { indexCapabilities } from '~/search/index-capabilities.server';
import type { Work } from '../reaction-body';

/** Changed or gone: the index is brought to what the database says now. */
export async function indexCapabilityOf({ aggregateId }: Work): Promise<void> {
  await indexCapabilities([aggregateId]);
}
