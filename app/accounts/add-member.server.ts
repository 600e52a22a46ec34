import { type Outcome, RefusedError, refusable } from '~/operations/refusal';
import { runOperation } from '~/operations/run-operation.server';
import { database, type OpenTransaction } from '~db/client.server';
import type { NewMemberForm } from './account-forms';
import type { Actor } from './actor';
import { canManageMembers } from './member-policy';
import { lockMembers } from './members-lock.server';

/**
 * Add a person to the actor's organisation by its address. Whoever has an account is added to it as it is; for an
 * unknown address a person without password is made, who is told of what concerns the organisation but cannot sign in
 * until it has chosen one.
 * Refused: 403 for who is no administrator, 400 on `email` for who is a member already.
 */
export function addMember(actor: Actor, form: NewMemberForm): Promise<Outcome<{ memberId: string }>> {
  return refusable(() => {
    if (!canManageMembers(actor)) throw new RefusedError({ status: 403, code: 'forbidden' });
    const { operationId, ...body } = form;
    const organisationId = actor.organisation.id;
    const operation = { operationId, organisationId, personId: actor.personId, verb: 'add-member', body };
    return database()
      .transaction()
      .execute((trx) =>
        runOperation(trx, operation, async () => {
          await lockMembers(trx, actor);
          const personId = await findOrInvitePerson(trx, form, actor.locale);
          const added = await trx
            .insertInto('members')
            .values({ organisation_id: organisationId, person_id: personId, role: form.role })
            .onConflict((conflict) => conflict.columns(['organisation_id', 'person_id']).doNothing())
            .returning('id')
            .executeTakeFirst();
          if (added) return { memberId: added.id };
          throw new RefusedError({
            status: 400,
            code: 'form-invalid',
            fields: { email: ['member-already'] },
          });
        }),
      );
  });
}

async function findOrInvitePerson(
  trx: OpenTransaction,
  form: NewMemberForm,
  locale: 'fr' | 'en',
): Promise<string> {
  const invited = await trx
    .insertInto('persons')
    .values({ email: form.email, name: form.personName, locale })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (invited) return invited.id;
  const person = await trx
    .selectFrom('persons')
    .where('email', '=', form.email)
    .select('id')
    .executeTakeFirstOrThrow();
  return person.id;
}
