import type { Actor } from '~/accounts/actor';
import { type Outcome, refused } from '~/operations/refusal';
import { database } from '~db/client.server';
import type { CommitmentReceipt } from './commit-batch.server';
import type { CommitmentForm } from './commitment-forms.server';
import { CommitmentQueue } from './commitment-queue.server';
import { whyNotCommit } from './group-purchase-policy';

/** The process's one queue: what makes many joins one commit. */
export const commitmentQueue = new CommitmentQueue(database);

/**
 * Commit the actor's organisation to an order with a demand schedule, or change its commitment, once per operation
 * id. The charter's acceptance, when the form carries it, is written first and in the same transaction.
 * Refused: 400 `charter-missing`; 403 for makers, suppliers of the order, and members who may not buy; 404 for an
 * order that does not exist; 409 outside its calendar or for an operation id used for something else; 429 when
 * thousands are in wait.
 */
export async function commitDemand(
  actor: Actor,
  groupPurchaseId: string,
  form: CommitmentForm,
): Promise<Outcome<CommitmentReceipt>> {
  // Whether it supplies this order is asked again under the order's lock.
  const why = whyNotCommit(actor, false);
  if (why) return refused({ status: 403, code: why });
  return await commitmentQueue.enqueue(groupPurchaseId, {
    operationId: form.operationId,
    organisationId: actor.organisation.id,
    personId: actor.personId,
    demand: {
      schedule: form.demand,
      firmness: form.firmness,
      fallback: form.fallback,
      acceptsCharter: form.charterAccepted === 'on' ? (form.charterVersion ?? null) : null,
    },
  });
}
