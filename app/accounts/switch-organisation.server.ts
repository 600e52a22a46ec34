import { notFound, type Outcome, RefusedError, refusable } from '~/operations/refusal';
import { database } from '~db/client.server';
import { hashSessionToken } from './session-queries.server';

/**
 * Act for another of one's organisations in this session. Refused: 404 for one that is not one's own, as for one that
 * does not exist.
 * @param organisationId whatever the form sent
 */
export function switchOrganisation(token: string, organisationId: string): Promise<Outcome<null>> {
  return refusable(async () => {
    if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(organisationId)) throw new RefusedError(notFound);
    // One statement: a membership that ends at this instant is seen or not, never half.
    const switched = await database()
      .updateTable('sessions')
      .from('members')
      .where('sessions.token_hash', '=', hashSessionToken(token))
      .whereRef('members.person_id', '=', 'sessions.person_id')
      .where('members.organisation_id', '=', organisationId)
      .set((eb) => ({ organisation_id: eb.ref('members.organisation_id') }))
      .returning('sessions.id')
      .executeTakeFirst();
    if (!switched) throw new RefusedError(notFound);
    return null;
  });
}
