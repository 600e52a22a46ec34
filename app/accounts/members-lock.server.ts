import { RefusedError } from '~/operations/refusal';
import type { OpenTransaction } from '~db/client.server';
import type { Actor } from './actor';

/**
 * One change of an organisation's members at a time. Two administrators who remove each other at once would both pass
 * a check made before the other's commit, and leave nobody: the second waits here, and then finds that it is not an
 * administrator any more.
 * @throws RefusedError 403 when the actor no longer is one
 */
export async function lockMembers(trx: OpenTransaction, actor: Actor): Promise<void> {
  await trx
    .selectFrom('organisations')
    .where('id', '=', actor.organisation.id)
    .select('id')
    .forNoKeyUpdate()
    .execute();
  const own = await trx
    .selectFrom('members')
    .where('organisation_id', '=', actor.organisation.id)
    .where('person_id', '=', actor.personId)
    .select('role')
    .executeTakeFirst();
  if (own?.role !== 'administrator') throw new RefusedError({ status: 403, code: 'forbidden' });
}

/**
 * Called after the change, under the lock: somebody who can sign in must be left to decide.
 * @throws RefusedError `last-administrator` (409), which takes the change back
 */
export async function keepAnAdministrator(trx: OpenTransaction, organisationId: string): Promise<void> {
  const left = await trx
    .selectFrom('members')
    .innerJoin('persons', 'persons.id', 'members.person_id')
    .where('organisation_id', '=', organisationId)
    .where('role', '=', 'administrator')
    .where('password_hash', 'is not', null)
    .select('members.id')
    .limit(1)
    .executeTakeFirst();
  if (!left) throw new RefusedError({ status: 409, code: 'last-administrator' });
}
