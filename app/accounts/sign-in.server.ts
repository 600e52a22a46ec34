import { type Outcome, RefusedError, refusable } from '~/operations/refusal';
import { database, type Queryable } from '~db/client.server';
import { verifyPassword } from './hash-password.server';
import { countAttempt, forgiveAttempt } from './limit-attempts.server';
import { openSession } from './open-session.server';

export interface SignIn {
  email: string;
  password: string;
  /** Where the request comes from, as the server saw it. */
  clientAddress: string;
  userAgent: string;
  previousToken: string | null;
}

/**
 * Open a session. An unknown address, one without password and a wrong password are one answer after one time: each
 * verifies one argon2id hash.
 * Refused: `wrong-credentials` (400), `no-organisation` (403, after the right password), `too-many-attempts` and
 * `sign-in-busy` (429).
 */
export function signIn(attempt: SignIn): Promise<Outcome<{ token: string }>> {
  return refusable(async () => {
    const counted = await countAttempt(attempt.email, attempt.clientAddress);
    const person = await database()
      .selectFrom('persons')
      .where('email', '=', attempt.email)
      .select(['id', 'password_hash'])
      .executeTakeFirst();
    const isRight = await verifyPassword(person?.password_hash, attempt.password);
    if (!person || !isRight) throw new RefusedError({ status: 400, code: 'wrong-credentials' });
    const organisationId = await findOrganisationToActFor(database(), person.id);
    if (!organisationId) throw new RefusedError({ status: 403, code: 'no-organisation' });
    return database()
      .transaction()
      .execute(async (trx) => {
        await forgiveAttempt(trx, counted);
        const { userAgent, previousToken } = attempt;
        const token = await openSession(trx, {
          personId: person.id,
          organisationId,
          userAgent,
          previousToken,
        });
        return { token };
      });
  });
}

/** The one of the latest session, else the one joined first. */
export async function findOrganisationToActFor(db: Queryable, personId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('members')
    .innerJoin('organisations', 'organisations.id', 'members.organisation_id')
    .leftJoin('sessions', (join) =>
      join
        .onRef('sessions.organisation_id', '=', 'members.organisation_id')
        .onRef('sessions.person_id', '=', 'members.person_id'),
    )
    .where('members.person_id', '=', personId)
    .orderBy('sessions.created_at', (order) => order.desc().nullsLast())
    .orderBy('members.created_at')
    .orderBy('organisations.name') // memberships of one import are of one instant
    .select('members.organisation_id')
    .limit(1)
    .executeTakeFirst();
  return row?.organisation_id;
}
