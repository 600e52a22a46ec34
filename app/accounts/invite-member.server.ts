import { sql } from 'kysely';
import { type Outcome, RefusedError, refusable } from '~/operations/refusal';
import { runOperation } from '~/operations/run-operation.server';
import { database, type OpenTransaction } from '~db/client.server';
import type { InvitationForm } from './account-forms';
import type { Actor } from './actor';
import { makeInvitationCode } from './invitation-code.server';
import { canManageMembers } from './member-policy';
import { lockMembers } from './members-lock.server';

/** Invitations of one organisation within 24 hours, however they ended. */
export const invitationsPerDay = 20;

/**
 * Ask a person to join the actor's organisation, by its address and with the name that the actor knows it by. Writes an
 * invitation and nothing else, and reads nothing of anybody outside the organisation: whether the address has an account
 * changes neither what is done nor what is answered.
 * Refused: 403 for who is no administrator; 400 on `email` for a member of the organisation (`member-already`) or an
 * address with an open invitation of it (`invited-already`); 429 `too-many-invitations`.
 */
export function inviteMember(actor: Actor, form: InvitationForm): Promise<Outcome<{ invitationId: string }>> {
  return refusable(() => {
    if (!canManageMembers(actor)) throw new RefusedError({ status: 403, code: 'forbidden' });
    const { operationId, ...body } = form;
    const organisationId = actor.organisation.id;
    const operation = { operationId, organisationId, personId: actor.personId, verb: 'invite-member', body };
    return database()
      .transaction()
      .execute((trx) =>
        runOperation(trx, operation, async () => {
          await lockMembers(trx, actor); // one at a time: many at once cannot pass the limit together
          await refuseMember(trx, organisationId, form.email);
          await refuseTooMany(trx, organisationId);
          const invited = await trx
            .insertInto('invitations')
            .values({
              organisation_id: organisationId,
              email: form.email,
              name: form.personName,
              role: form.role,
              code: makeInvitationCode(),
              invited_by: actor.personId,
            })
            .onConflict((conflict) => conflict.doNothing())
            .returning('id')
            .executeTakeFirst();
          if (!invited) return refuseAddress('invited-already');
          return { invitationId: invited.id };
        }),
      );
  });
}

async function refuseMember(trx: OpenTransaction, organisationId: string, email: string): Promise<void> {
  const member = await trx
    .selectFrom('members')
    .innerJoin('persons', 'persons.id', 'members.person_id')
    .where('members.organisation_id', '=', organisationId)
    .where('persons.email', '=', email)
    .select('members.id')
    .executeTakeFirst();
  if (member) refuseAddress('member-already');
}

async function refuseTooMany(trx: OpenTransaction, organisationId: string): Promise<void> {
  const { count } = await trx
    .selectFrom('invitations')
    .where('organisation_id', '=', organisationId)
    .where('invited_at', '>', sql<Date>`clock_timestamp() - interval '24 hours'`)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (count >= invitationsPerDay) throw new RefusedError({ status: 429, code: 'too-many-invitations' });
}

function refuseAddress(code: string): never {
  throw new RefusedError({ status: 400, code: 'form-invalid', fields: { email: [code] } });
}
