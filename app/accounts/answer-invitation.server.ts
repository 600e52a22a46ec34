import { sql } from 'kysely';
import { notFound, type Outcome, RefusedError, refusable } from '~/operations/refusal';
import { runOperation } from '~/operations/run-operation.server';
import { database, type OpenTransaction } from '~db/client.server';
import type { Actor, MemberRole } from './actor';

export interface InvitationAcceptance {
  operationId: string;
  invitationId: string;
  /** What the inviting administrator gave to the person, as `readInvitationCode` reads it. */
  code: string;
}

/**
 * Join the organisation that invited the actor's address, with the role of the invitation. The organisation acted for
 * stays: the new one is among those to switch to.
 *
 * The code says that the inviting administrator means this person; the address alone does not, since nobody has yet
 * proven an address (docs/decisions/0032-invitations.md).
 * Refused: 404 for an invitation that is not open or names another address; 400 on `code`.
 */
export function acceptInvitation(
  actor: Actor,
  { operationId, invitationId, code }: InvitationAcceptance,
): Promise<Outcome<null>> {
  const operation = { operationId, organisationId: actor.organisation.id, personId: actor.personId };
  const body = { invitationId, code };
  return refusable(() =>
    database()
      .transaction()
      .execute((trx) =>
        runOperation(trx, { ...operation, verb: 'accept-invitation', body }, async () => {
          const invitation = await lockOpenInvitation(trx, actor, invitationId);
          if (invitation.code !== code)
            throw new RefusedError({ status: 400, code: 'form-invalid', fields: { code: ['code-wrong'] } });
          await joinByInvitation(trx, invitation, actor.personId);
          return null;
        }),
      ),
  );
}

/** Close an invitation without joining. Refused: 404 as for accepting. */
export function refuseInvitation(
  actor: Actor,
  { operationId, invitationId }: Omit<InvitationAcceptance, 'code'>,
): Promise<Outcome<null>> {
  const operation = { operationId, organisationId: actor.organisation.id, personId: actor.personId };
  return refusable(() =>
    database()
      .transaction()
      .execute((trx) =>
        runOperation(trx, { ...operation, verb: 'refuse-invitation', body: { invitationId } }, async () => {
          const { id } = await lockOpenInvitation(trx, actor, invitationId);
          await trx
            .updateTable('invitations')
            .set({ refused_at: sql<Date>`clock_timestamp()` })
            .where('id', '=', id)
            .execute();
          return null;
        }),
      ),
  );
}

export interface OpenInvitation {
  id: string;
  organisationId: string;
  role: MemberRole;
}

/** The member's row, made here and at sign-up alone (and by imports), and the invitation's end, in one transaction. */
export async function joinByInvitation(
  trx: OpenTransaction,
  invitation: OpenInvitation,
  personId: string,
): Promise<void> {
  await trx
    .insertInto('members')
    .values({ organisation_id: invitation.organisationId, person_id: personId, role: invitation.role })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'person_id']).doNothing())
    .execute();
  await trx
    .updateTable('invitations')
    .set({ accepted_at: sql<Date>`clock_timestamp()` })
    .where('id', '=', invitation.id)
    .execute();
}

/** Locked, so that of an acceptance and a withdrawal at once the second finds it closed. */
async function lockOpenInvitation(trx: OpenTransaction, actor: Actor, invitationId: string) {
  const row = await trx
    .selectFrom('invitations')
    .innerJoin('persons', 'persons.email', 'invitations.email')
    .where('invitations.id', '=', invitationId)
    .where('persons.id', '=', actor.personId)
    .where('accepted_at', 'is', null)
    .where('refused_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .select(['invitations.id', 'organisation_id', 'role', 'code'])
    .forUpdate('invitations')
    .executeTakeFirst();
  if (!row) throw new RefusedError(notFound);
  const { id, organisation_id: organisationId, code } = row;
  return { id, organisationId, code, role: row.role as MemberRole }; // held by the table's check
}
