import { createHash } from 'node:crypto';
import type { OpenTransaction } from '~db/client.server';
import { RefusedError } from './refusal';

export interface Operation {
  /** Made by the client (a form's hidden field), so that sending twice is one effect (invariant 2). */
  operationId: string;
  organisationId: string;
  personId: string;
  /** What is done, e.g. `commit-demand`. */
  verb: string;
  /** Everything that changes the effect; the same id with another body is refused. */
  body: unknown;
}

/** Same value, same bytes: keys in order, undefined left out. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** What tells whether an operation id is used again for the same thing: SHA-256 of verb and body. */
export function hashOperation(verb: string, body: unknown): Buffer {
  return createHash('sha256')
    .update(canonical([verb, body]))
    .digest();
}

/**
 * Do `work` once per operation id, within the caller's transaction, and answer its stored outcome ever after.
 *
 * The claim is the insert: a concurrent twin waits on the unique key until this transaction ends, then reads what
 * it stored, or takes the claim itself if this one rolled back. So call it before any other lock.
 * @param work its value must survive JSON
 * @throws RefusedError `operation-reused` (409) when the id was used for another body or verb
 */
export async function runOperation<Value>(
  trx: OpenTransaction,
  operation: Operation,
  work: () => Promise<Value>,
): Promise<Value> {
  const bodyHash = hashOperation(operation.verb, operation.body);
  const claimed = await trx
    .insertInto('operations')
    .values({
      organisation_id: operation.organisationId,
      operation_id: operation.operationId,
      person_id: operation.personId,
      verb: operation.verb,
      body_hash: bodyHash,
      outcome: JSON.stringify(null),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('operation_id')
    .executeTakeFirst();
  const mine = trx
    .selectFrom('operations')
    .where('organisation_id', '=', operation.organisationId)
    .where('operation_id', '=', operation.operationId);
  if (!claimed) {
    const earlier = await mine.select(['body_hash', 'outcome']).executeTakeFirstOrThrow();
    if (!bodyHash.equals(earlier.body_hash))
      throw new RefusedError({ status: 409, code: 'operation-reused' });
    return earlier.outcome as Value;
  }
  const value = await work();
  await trx
    .updateTable('operations')
    .set({ outcome: JSON.stringify(value ?? null) })
    .where('organisation_id', '=', operation.organisationId)
    .where('operation_id', '=', operation.operationId)
    .execute();
  return value;
}
