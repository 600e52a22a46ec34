import { sql } from 'kysely';
import { database } from './client.server';

/** Whether the database answers a query within `limitMs`; never throws. */
export async function databaseAnswers(limitMs: number): Promise<boolean> {
  let clock: NodeJS.Timeout | undefined;
  const tooLate = new Promise<false>((resolve) => {
    clock = setTimeout(() => resolve(false), limitMs);
  });
  const answer = sql`select 1`.execute(database()).then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(clock);
  }
}
