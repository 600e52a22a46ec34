import { closeGroupPurchase } from '~/group-purchases/close-group-purchase.server';
import type { Work } from '../reaction-body';

/** A clock asked: the deadline has passed. The order is locked and asked again. */
export async function closeGroupPurchaseOf({ trx, aggregateId }: Work): Promise<void> {
  await closeGroupPurchase(trx, aggregateId);
}
