import type { Outcome } from '~/operations/refusal';
import { refused } from '~/operations/refusal';
import type { Database } from '~db/client.server';
import { applyCommitmentChanges, type CommitmentChange, type CommitmentReceipt } from './commit-batch.server';

interface Waiting {
  change: CommitmentChange;
  resolve: (outcome: Outcome<CommitmentReceipt>) => void;
  reject: (error: unknown) => void;
}

/** Changes of one transaction: enough to fill a commit's wait, few enough to stay far below the statement's limit. */
const batchMax = 500;
/** Beyond this many in wait for one order, a person is told to come back rather than left hanging. */
const waitingMax = 5_000;

/**
 * Changes of one order commit together while the previous ones are being committed.
 *
 * The order's row can be locked by one transaction at a time, so one by one they cost a disk's flush each. Nothing is
 * held back to fill a batch: a change that finds the order idle goes at once and alone; those that arrive meanwhile
 * make the next batch. A change is answered only after its commit, so a process that dies loses nothing it confirmed,
 * and what it had not confirmed is sent again under the same operation id. Several processes queue at the row.
 */
export class CommitmentQueue {
  private readonly orders = new Map<string, Waiting[]>();

  constructor(private readonly db: () => Database) {}

  /** @throws what the database throws, for this change alone */
  enqueue(groupPurchaseId: string, change: CommitmentChange): Promise<Outcome<CommitmentReceipt>> {
    const waiting = this.orders.get(groupPurchaseId);
    if (waiting && waiting.length >= waitingMax)
      return Promise.resolve(refused({ status: 429, code: 'too-many-at-once' }));
    return new Promise((resolve, reject) => {
      const entry = { change, resolve, reject };
      if (waiting) {
        waiting.push(entry);
        return;
      }
      this.orders.set(groupPurchaseId, [entry]);
      // `drain` hands every error to the change that it belongs to.
      void this.drain(groupPurchaseId);
    });
  }

  private async drain(groupPurchaseId: string): Promise<void> {
    for (;;) {
      const waiting = this.orders.get(groupPurchaseId);
      if (!waiting || waiting.length === 0) break;
      await this.commit(groupPurchaseId, waiting.splice(0, batchMax));
    }
    // In the same turn as the check above: nobody can have joined the list in between.
    this.orders.delete(groupPurchaseId);
  }

  private async commit(groupPurchaseId: string, batch: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await applyCommitmentChanges(
        this.db(),
        groupPurchaseId,
        batch.map(({ change }) => change),
      );
      for (const [index, outcome] of outcomes.entries()) batch[index]?.resolve(outcome);
    } catch (error) {
      const [only] = batch;
      if (only && batch.length === 1) only.reject(error);
      // One bad row fails them all: each alone, so that it fails alone.
      else for (const entry of batch) await this.commit(groupPurchaseId, [entry]);
    }
  }
}
