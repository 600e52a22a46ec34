import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { OpenTransaction } from '~db/client.server';
import { hashSessionToken } from './session-queries.server';

export const sessionDays = 30;
export const sessionSeconds = sessionDays * 86_400;

export interface SessionOpening {
  personId: string;
  organisationId: string;
  userAgent: string;
  /** The browser's session until now: it ends, so that no token outlives a sign-in. */
  previousToken: string | null;
}

/** @returns the new session's token: 32 random bytes in base64url, of which the database keeps the hash alone */
export async function openSession(trx: OpenTransaction, opening: SessionOpening): Promise<string> {
  if (opening.previousToken) await endSession(trx, opening.previousToken);
  await trx
    .deleteFrom('sessions')
    .where('person_id', '=', opening.personId)
    .where('expires_at', '<', sql<Date>`now()`)
    .execute();
  const token = randomBytes(32).toString('base64url');
  await trx
    .insertInto('sessions')
    .values({
      token_hash: hashSessionToken(token),
      person_id: opening.personId,
      organisation_id: opening.organisationId,
      user_agent: opening.userAgent.slice(0, 300),
      expires_at: sql<Date>`now() + make_interval(days => ${sessionDays})`,
    })
    .execute();
  return token;
}

export async function endSession(db: Pick<OpenTransaction, 'deleteFrom'>, token: string): Promise<void> {
  await db.deleteFrom('sessions').where('token_hash', '=', hashSessionToken(token)).execute();
}
