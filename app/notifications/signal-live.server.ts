import { sql } from 'kysely';
import type { OpenTransaction } from '~db/client.server';
import type { LiveTopic } from './live-topic';

// NOTIFY carries at most 8,000 bytes: 100 topics of 51 characters stay below
const topicsPerNotify = 100;

/**
 * Say, at the commit of `trx`, that what these topics show has changed; never what changed. The number kept in
 * `live_changes` tells a page that reconnects whether it missed anything.
 *
 * Call it last in a transaction: it holds each topic's row, in the order of their names, until the commit.
 */
export async function signalLive(trx: OpenTransaction, topics: readonly LiveTopic[]): Promise<void> {
  const distinct = [...new Set(topics)].sort();
  if (distinct.length === 0) return;
  await sql`
    insert into live_changes (topic, change, changed_at)
    select topic, nextval('live_change'), clock_timestamp() from unnest(${distinct}::text[]) as topic order by topic
    -- drawn again once the row is ours: the number drawn before waiting for it may be older than the one in it
    on conflict (topic) do update set change = nextval('live_change'), changed_at = clock_timestamp()`.execute(
    trx,
  );
  for (let start = 0; start < distinct.length; start += topicsPerNotify) {
    const payload = JSON.stringify({ topics: distinct.slice(start, start + topicsPerNotify) });
    await sql`select pg_notify('rouage_live', ${payload})`.execute(trx);
  }
}
