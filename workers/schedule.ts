import { sql } from 'kysely';
import { findGroupPurchasesToClose } from '~/group-purchases/close-group-purchase.server';
import { ensureIndex } from '~/search/index-capabilities.server';
import { database } from '~db/client.server';
import type { JobSink } from './queues';
import { reactionJob, relayAgain, relayNew } from './relay';

/**
 * Every clock. Each finds what is "not yet done" and says how much it found; none looks at a window of time, so that
 * an outage of any length only makes it find more. All may run in many processes at once.
 */
export interface Clock {
  name: string;
  everySeconds: number;
  /** Also when the outbox wakes us. */
  onWake: boolean;
  /** @returns what was found; `full` asks to be run again at once */
  run(sink: JobSink): Promise<{ found: number; full: boolean }>;
}

const batch = 500;
const mailsKeptDays = 30;

export function schedule(options: { resendAfterSeconds: number }): Clock[] {
  return [
    {
      name: 'relay-new',
      everySeconds: 5,
      onWake: true,
      run: async (sink) => counted(await relayNew(sink)),
    },
    {
      name: 'relay-again',
      everySeconds: Math.max(1, options.resendAfterSeconds / 2),
      onWake: false,
      run: async (sink) => counted(await relayAgain(sink, options.resendAfterSeconds)),
    },
    {
      name: 'mails-due',
      everySeconds: 5,
      onWake: true,
      run: async (sink) => counted(await queueMails(sink)),
    },
    {
      name: 'needs-unmatched',
      everySeconds: 60,
      onWake: false,
      run: async (sink) => counted(await queueUnmatchedNeeds(sink)),
    },
    {
      name: 'group-purchases-to-close',
      everySeconds: 5,
      onWake: false,
      run: async (sink) => counted(await queueClosings(sink)),
    },
    {
      // missing, of another version, or its engine came back: built again while the pages answer from PostgreSQL
      name: 'search-index',
      everySeconds: 300,
      onWake: false,
      run: async () => ({ found: (await ensureIndex()) === 'rebuilt' ? 1 : 0, full: false }),
    },
    {
      name: 'sessions-expired',
      everySeconds: 3_600,
      onWake: false,
      run: async () => counted(await dropExpiredSessions()),
    },
    {
      name: 'captured-mails-old',
      everySeconds: 3_600,
      onWake: false,
      run: async () => ({ found: await dropCapturedMails(), full: false }),
    },
  ];
}

function counted(found: number) {
  return { found, full: found >= batch };
}

/**
 * Mails whose time has come. Taking one moves its next time a minute on: if its job is lost, it is taken again then;
 * who may send it is decided by the claim in the database, not by the queue.
 */
async function queueMails(sink: JobSink): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    update mails set next_attempt_at = clock_timestamp() + interval '60 seconds'
    where id in (
      select id from mails where state = 'due' and next_attempt_at <= clock_timestamp()
      order by next_attempt_at limit ${batch} for update skip locked
    ) returning id`.execute(database());
  await sink.add(rows.map(({ id }) => ({ name: 'send-mail', id: `mail-${id}`, data: { mailId: id } })));
  return rows.length;
}

/** Needs that came by another way than publishing (an import, a restored copy), which no event carries to matching. */
async function queueUnmatchedNeeds(sink: JobSink): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select id from needs
    where matched_at is null and state in ('published', 'quoting')
      and published_at < clock_timestamp() - interval '60 seconds'
      and not exists (
        select from events where aggregate_id = needs.id and kind = 'need.published' and completed_at is null)
    order by published_at limit ${batch}`.execute(database());
  await sink.add(rows.map(({ id }) => reactionJob('match-need', id)));
  return rows.length < batch ? rows.length : batch - 1; // the same rows again until they are matched: wait for the clock
}

/** Orders whose deadline has passed by the database's clock, however long ago, and that nobody has closed. */
async function queueClosings(sink: JobSink): Promise<number> {
  const ids = await findGroupPurchasesToClose(database(), batch);
  await sink.add(ids.map((id) => reactionJob('close-group-purchase', id)));
  return ids.length < batch ? ids.length : batch - 1; // the same rows again until they are closed: wait for the clock
}

async function dropExpiredSessions(): Promise<number> {
  const { rows } = await sql`
    delete from sessions where id in (
      select id from sessions where expires_at < clock_timestamp() limit ${batch} for update skip locked
    ) returning id`.execute(database());
  return rows.length;
}

/** Captured mails are a developer's: a month is enough. */
async function dropCapturedMails(): Promise<number> {
  const { rows } = await sql`
    delete from captured_mails
    where captured_at < clock_timestamp() - make_interval(days => ${mailsKeptDays}) returning id`.execute(
    database(),
  );
  return rows.length;
}
