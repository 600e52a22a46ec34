import { signalLive } from '~/notifications/signal-live.server';
import type { Work } from '../reaction-body';

export async function signalGroupPurchase({ trx, aggregateId }: Work): Promise<void> {
  await signalLive(trx, [`group-purchase:${aggregateId}`]);
}
