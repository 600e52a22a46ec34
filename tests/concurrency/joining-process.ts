import type { CommitmentChange } from '~/group-purchases/commit-batch.server';
import { CommitmentQueue } from '~/group-purchases/commitment-queue.server';
import { closeDatabase, database } from '~db/client.server';

/**
 * One of several processes that join the same order at once. Reads `{ groupPurchaseId, changes }` from its parent,
 * sends all of them at once, and tells each outcome as soon as it is known: a parent that kills it knows what was
 * confirmed.
 */
interface Job {
  groupPurchaseId: string;
  changes: CommitmentChange[];
}

process.on('message', ({ groupPurchaseId, changes }: Job) => {
  const queue = new CommitmentQueue(database);
  const all = changes.map(async (change) => {
    const outcome = await queue.enqueue(groupPurchaseId, change);
    process.send?.({ operationId: change.operationId, ok: outcome.ok });
  });
  void Promise.all(all).then(async () => {
    await closeDatabase();
    process.disconnect();
  });
});
process.send?.('ready');
