import { notFound, type Outcome, RefusedError, refusable } from '~/operations/refusal';
import { runOperation } from '~/operations/run-operation.server';
import { database } from '~db/client.server';
import type { Actor } from './actor';
import { canManageMembers } from './member-policy';
import { keepAnAdministrator, lockMembers } from './members-lock.server';
import { withdrawInvitationsOf } from './withdraw-invitation.server';

/**
 * Take a member out of the actor's organisation; the person keeps its account and its other organisations.
 * The open invitations that it made end.
 * Refused: 403 for who is no administrator, 404 for a member of another organisation, 409 `last-administrator`.
 */
export function removeMember(
  actor: Actor,
  { operationId, memberId }: { operationId: string; memberId: string },
): Promise<Outcome<null>> {
  return refusable(() => {
    if (!canManageMembers(actor)) throw new RefusedError({ status: 403, code: 'forbidden' });
    const organisationId = actor.organisation.id;
    const operation = { operationId, organisationId, personId: actor.personId, verb: 'remove-member' };
    return database()
      .transaction()
      .execute((trx) =>
        runOperation(trx, { ...operation, body: { memberId } }, async () => {
          await lockMembers(trx, actor);
          const removed = await trx
            .deleteFrom('members')
            .where('id', '=', memberId)
            .where('organisation_id', '=', organisationId)
            .returning('person_id')
            .executeTakeFirst();
          if (!removed) throw new RefusedError(notFound);
          await withdrawInvitationsOf(trx, organisationId, removed.person_id);
          await keepAnAdministrator(trx, organisationId);
          return null;
        }),
      );
  });
}
