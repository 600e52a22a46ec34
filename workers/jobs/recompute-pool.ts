import { recomputePool } from '~/group-purchases/recompute-pool.server';
import type { Work } from '../reaction-body';

export async function recomputePoolOf({ trx, aggregateId }: Work): Promise<void> {
  await recomputePool(trx, aggregateId);
}
