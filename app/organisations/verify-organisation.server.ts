import { sql } from 'kysely';
import type { Actor } from '~/accounts/actor';
import type { DomainEvent } from '~/events/catalogue';
import { recordEvents } from '~/events/record-event.server';
import { notFound, type Outcome, RefusedError, refusable } from '~/operations/refusal';
import { runOperation } from '~/operations/run-operation.server';
import { database, type OpenTransaction } from '~db/client.server';
import { canVerifyOrganisations } from './verification-policy';

export interface Verification {
  operationId: string;
  organisationId: string;
}

/**
 * Vouch for an organisation, once: the first who does so is who did it. Its commitments in orders that still collect
 * begin to count in what is published, so each of those orders is weighed again.
 * Refused: 404 for who may not and for an organisation that is not there, alike; 409 `operation-reused`.
 */
export function verifyOrganisation(
  actor: Actor,
  { operationId, organisationId }: Verification,
): Promise<Outcome<null>> {
  return refusable(() => {
    if (!canVerifyOrganisations(actor)) throw new RefusedError(notFound);
    const operation = {
      operationId,
      organisationId: actor.organisation.id,
      personId: actor.personId,
      verb: 'verify-organisation',
      body: { organisationId },
    };
    return database()
      .transaction()
      .execute((trx) => runOperation(trx, operation, () => verify(trx, actor, organisationId)));
  });
}

async function verify(trx: OpenTransaction, actor: Actor, organisationId: string): Promise<null> {
  // In full, not for its columns alone: whoever writes a ledger row of this organisation holds a share of its key. So
  // commitments on their way are committed before the orders are listed, and later ones find it verified.
  const organisation = await trx
    .selectFrom('organisations')
    .where('id', '=', organisationId)
    .select('verified_at')
    .forUpdate()
    .executeTakeFirst();
  if (!organisation) throw new RefusedError(notFound);
  if (organisation.verified_at) return null;
  await trx
    .updateTable('organisations')
    .where('id', '=', organisationId)
    .set({ verified_at: sql<Date>`clock_timestamp()`, verified_by: actor.personId })
    .execute();
  const orders = await trx
    .selectFrom('commitments')
    .innerJoin('group_purchases', 'group_purchases.id', 'commitments.group_purchase_id')
    .where('commitments.organisation_id', '=', organisationId)
    .where('commitments.quantity', '>', 0)
    .where('group_purchases.state', 'in', ['collecting', 'extended'])
    .orderBy('group_purchases.id')
    .select('group_purchases.id')
    .execute();
  const verified: DomainEvent = {
    kind: 'organisation.verified',
    aggregateId: organisationId,
    payload: {},
  };
  const weighedAgain = orders.map(
    ({ id }): DomainEvent => ({ kind: 'commitment.changed', aggregateId: id, payload: {} }),
  );
  await recordEvents(trx, { personId: actor.personId, organisationId: actor.organisation.id }, [
    verified,
    ...weighedAgain,
  ]);
  return null;
}
