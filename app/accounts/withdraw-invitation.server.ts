import { sql } from 'kysely';
import { notFound, type Outcome, RefusedError, refusable } from '~/operations/refusal';
import { runOperation } from '~/operations/run-operation.server';
import { database, type OpenTransaction } from '~db/client.server';
import type { Actor } from './actor';
import { canManageMembers } from './member-policy';
import { lockMembers } from './members-lock.server';

/**
 * Take an open invitation of the actor's organisation back.
 * Refused: 403 for who is no administrator, 404 for one that is not open or not of this organisation.
 */
export function withdrawInvitation(
  actor: Actor,
  { operationId, invitationId }: { operationId: string; invitationId: string },
): Promise<Outcome<null>> {
  return refusable(() => {
    if (!canManageMembers(actor)) throw new RefusedError({ status: 403, code: 'forbidden' });
    const organisationId = actor.organisation.id;
    const operation = { operationId, organisationId, personId: actor.personId, verb: 'withdraw-invitation' };
    return database()
      .transaction()
      .execute((trx) =>
        runOperation(trx, { ...operation, body: { invitationId } }, async () => {
          await lockMembers(trx, actor);
          const withdrawn = await withdrawing(trx, organisationId)
            .where('id', '=', invitationId)
            .returning('id')
            .executeTakeFirst();
          if (!withdrawn) throw new RefusedError(notFound);
          return null;
        }),
      );
  });
}

/**
 * Who is no administrator any more knows the codes of the invitations that it made: they end with its office, else it
 * could come back by one of them.
 */
export async function withdrawInvitationsOf(
  trx: OpenTransaction,
  organisationId: string,
  personId: string,
): Promise<void> {
  await withdrawing(trx, organisationId).where('invited_by', '=', personId).execute();
}

/** Open ones alone; one that is being accepted at this instant is waited for, then judged again. */
function withdrawing(trx: OpenTransaction, organisationId: string) {
  return trx
    .updateTable('invitations')
    .set({ withdrawn_at: sql<Date>`clock_timestamp()` })
    .where('organisation_id', '=', organisationId)
    .where('accepted_at', 'is', null)
    .where('refused_at', 'is', null)
    .where('withdrawn_at', 'is', null);
}
