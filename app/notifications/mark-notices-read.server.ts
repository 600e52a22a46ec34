import { sql } from 'kysely';
import type { Actor } from '~/accounts/actor';
import { database } from '~db/client.server';
import { signalLive } from './signal-live.server';

/**
 * Mark the actor's own notices as read: those named, or all of the organisation that it acts for. Doing it twice keeps
 * the first hour; another person's notice is as one that does not exist: nothing happens.
 * @param noticeIds null for all
 * @returns how many were unread
 */
export async function markNoticesRead(actor: Actor, noticeIds: readonly string[] | null): Promise<number> {
  if (noticeIds?.length === 0) return 0;
  return database()
    .transaction()
    .execute(async (trx) => {
      let update = trx
        .updateTable('notices')
        .set({ read_at: sql`clock_timestamp()` })
        .where('person_id', '=', actor.personId)
        .where('organisation_id', '=', actor.organisation.id)
        .where('read_at', 'is', null);
      if (noticeIds) update = update.where('id', 'in', [...noticeIds]);
      const rows = await update.returning('id').execute();
      // the bell of the same person's other windows
      if (rows.length > 0) await signalLive(trx, [`person:${actor.personId}`]);
      return rows.length;
    });
}
