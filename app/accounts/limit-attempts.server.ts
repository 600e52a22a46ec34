import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { RefusedError } from '~/operations/refusal';
import { database, type Queryable } from '~db/client.server';

/** Attempts without success within the window, after which the next one is refused before anything is computed. */
export const attemptLimits = { account: 10, address: 60, windowMinutes: 15 } as const;

function keyHash(key: string): Buffer {
  return createHash('sha256').update(key.normalize('NFKC').toLowerCase()).digest();
}

export interface CountedAttempt {
  account: string;
  ids: number[];
}

/**
 * Count one attempt for the account and one for the network address it comes from, then refuse when either has had too
 * many. Counted before it is judged, so that many at once cannot slip through together; unknown accounts count alike.
 * @param clientAddress as the server saw it, never as a forwarded header claims
 * @throws RefusedError `too-many-attempts` (429)
 */
export async function countAttempt(account: string, clientAddress: string): Promise<CountedAttempt> {
  const subjects = [
    { subject: 'account', key_hash: keyHash(account) },
    { subject: 'address', key_hash: keyHash(clientAddress) },
  ];
  const db = database();
  const counted = await db.insertInto('sign_in_attempts').values(subjects).returning('id').execute();
  const window = sql<Date>`clock_timestamp() - make_interval(mins => ${attemptLimits.windowMinutes})`;
  const counts = await db
    .selectFrom('sign_in_attempts')
    .where('at', '>', window)
    .where((eb) =>
      eb.or(
        subjects.map(({ subject, key_hash: hash }) =>
          eb.and([eb('subject', '=', subject), eb('key_hash', '=', hash)]),
        ),
      ),
    )
    .groupBy('subject')
    .select((eb) => ['subject', eb.fn.countAll<number>().as('count')])
    .execute();
  await db.deleteFrom('sign_in_attempts').where('at', '<', sql<Date>`now() - interval '1 day'`).execute();
  const tooMany = counts.some(({ subject, count }) =>
    subject === 'account' ? count > attemptLimits.account : count > attemptLimits.address,
  );
  if (tooMany) throw new RefusedError({ status: 429, code: 'too-many-attempts' });
  return { account, ids: counted.map(({ id }) => id) };
}

/**
 * A success clears the account's count and its own attempt; the address keeps the others, else one good account would
 * cover for guesses.
 */
export async function forgiveAttempt(db: Queryable, { account, ids }: CountedAttempt): Promise<void> {
  await db
    .deleteFrom('sign_in_attempts')
    .where((eb) =>
      eb.or([
        eb('id', 'in', ids),
        eb.and([eb('subject', '=', 'account'), eb('key_hash', '=', keyHash(account))]),
      ]),
    )
    .execute();
}
