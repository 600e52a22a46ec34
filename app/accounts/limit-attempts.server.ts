import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { RefusedError } from '~/operations/refusal';
import { database, type Queryable } from '~db/client.server';
import { networkOf } from './network-of-address';

/**
 * Attempts without success within the window, after which the next one is refused before anything is computed.
 * `pair` stops guesses at one account from one place, and leaves its owner elsewhere alone; `address` stops one place
 * that tries many accounts; `account` stops many places that try one, so late that a single one never gets there.
 */
export const attemptLimits = { pair: 10, address: 60, account: 200, windowMinutes: 15 } as const;

type Subject = 'pair' | 'address' | 'account';

function keyHash(...parts: string[]): Buffer {
  return createHash('sha256')
    .update(parts.map((part) => part.normalize('NFKC').toLowerCase()).join('\n'))
    .digest();
}

export interface CountedAttempt {
  pairHash: Buffer;
  ids: number[];
}

/**
 * Count one attempt for the account, for the network that it comes from and for both together, then refuse when any has
 * had too many. Counted before it is judged, so that many at once cannot slip through together; unknown accounts count
 * alike. A refused attempt is not kept: waiting helps, and nobody prolongs another's wait by trying on.
 * @param clientAddress as the server saw it, never as a forwarded header claims
 * @throws RefusedError `too-many-attempts` (429)
 */
export async function countAttempt(account: string, clientAddress: string): Promise<CountedAttempt> {
  const network = networkOf(clientAddress);
  const pairHash = keyHash(account, network);
  const subjects: { subject: Subject; key_hash: Buffer }[] = [
    { subject: 'pair', key_hash: pairHash },
    { subject: 'address', key_hash: keyHash(network) },
    { subject: 'account', key_hash: keyHash(account) },
  ];
  const db = database();
  const counted = await db.insertInto('sign_in_attempts').values(subjects).returning('id').execute();
  const ids = counted.map(({ id }) => id);
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
  // The table's check holds the subjects to these three.
  if (counts.some(({ subject, count }) => count > attemptLimits[subject as Subject])) {
    await db.deleteFrom('sign_in_attempts').where('id', 'in', ids).execute();
    throw new RefusedError({ status: 429, code: 'too-many-attempts' });
  }
  return { pairHash, ids };
}

/**
 * A success clears its own attempt and those made on the account from the same network. The network keeps the others,
 * else one good account would cover for guesses; so does the account, else its owner would cover for guesses made
 * elsewhere.
 */
export async function forgiveAttempt(db: Queryable, { pairHash, ids }: CountedAttempt): Promise<void> {
  await db
    .deleteFrom('sign_in_attempts')
    .where((eb) =>
      eb.or([eb('id', 'in', ids), eb.and([eb('subject', '=', 'pair'), eb('key_hash', '=', pairHash)])]),
    )
    .execute();
}
