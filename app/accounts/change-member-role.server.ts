import { notFound, type Outcome, RefusedError, refusable } from '~/operations/refusal';
import { runOperation } from '~/operations/run-operation.server';
import { database } from '~db/client.server';
import type { Actor, MemberRole } from './actor';
import { canManageMembers } from './member-policy';
import { keepAnAdministrator, lockMembers } from './members-lock.server';
import { withdrawInvitationsOf } from './withdraw-invitation.server';

export interface MemberRoleChange {
  operationId: string;
  memberId: string;
  role: MemberRole;
}

/**
 * Give a member of the actor's organisation another role; the open invitations of who is no administrator any more end.
 * Refused: 403 for who is no administrator, 404 for a member of another organisation, 409 `last-administrator`.
 */
export function changeMemberRole(
  actor: Actor,
  { operationId, memberId, role }: MemberRoleChange,
): Promise<Outcome<null>> {
  return refusable(() => {
    if (!canManageMembers(actor)) throw new RefusedError({ status: 403, code: 'forbidden' });
    const organisationId = actor.organisation.id;
    const operation = { operationId, organisationId, personId: actor.personId, verb: 'change-member-role' };
    return database()
      .transaction()
      .execute((trx) =>
        runOperation(trx, { ...operation, body: { memberId, role } }, async () => {
          await lockMembers(trx, actor);
          const changed = await trx
            .updateTable('members')
            .where('id', '=', memberId)
            .where('organisation_id', '=', organisationId)
            .set({ role })
            .returning('person_id')
            .executeTakeFirst();
          if (!changed) throw new RefusedError(notFound);
          if (role !== 'administrator') await withdrawInvitationsOf(trx, organisationId, changed.person_id);
          await keepAnAdministrator(trx, organisationId);
          return null;
        }),
      );
  });
}
