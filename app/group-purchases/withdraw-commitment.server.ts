import type { Actor } from '~/accounts/actor';
import { type Outcome, refused } from '~/operations/refusal';
import type { CommitmentReceipt } from './commit-batch.server';
import { commitmentQueue } from './commit-demand.server';
import { whyNotCommit } from './group-purchase-policy';

/**
 * Take the actor's organisation out of an order until it closes, once per operation id. Its history stays in the
 * ledger; it may commit again. Withdrawing what is withdrawn does nothing.
 * Refused: 403, 404, 409 as `commitDemand`; 409 `nothing-to-withdraw` for who never committed.
 */
export async function withdrawCommitment(
  actor: Actor,
  groupPurchaseId: string,
  operationId: string,
): Promise<Outcome<CommitmentReceipt>> {
  const why = whyNotCommit(actor, false);
  if (why) return refused({ status: 403, code: why });
  return await commitmentQueue.enqueue(groupPurchaseId, {
    operationId,
    organisationId: actor.organisation.id,
    personId: actor.personId,
    demand: null,
  });
}
