import { clearClosedPurchase } from '~/group-purchases/clear-closed-purchase.server';
import type { Work } from '../reaction-body';

export async function clearGroupPurchaseOf({ trx, aggregateId, signal }: Work): Promise<void> {
  await clearClosedPurchase(trx, aggregateId, signal);
}
