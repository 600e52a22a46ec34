import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import type { Database } from '~db/client.server';
import { emptyQueues } from '../../workers/queues';
import { makeMatchedNeeds, toldNotices } from './matched-needs';
import { type RunningWorker, runWorker } from './run-worker';

interface Settings {
  db: Database;
  /** What a worker process is given. */
  environment: Record<string, string>;
}

/** Processes start slowly on a busy machine; nothing here is about speed. */
export const patienceMs = 300_000;

/** The same faults on either queue: what is told does not depend on which one carries the jobs. */
export function testExactlyOnce({ db, environment }: Settings): void {
  const running = new Set<RunningWorker>();
  const start = async () => {
    const worker = await runWorker(environment);
    running.add(worker);
    return worker;
  };
  const end = async (worker: RunningWorker, signal: NodeJS.Signals) => {
    running.delete(worker);
    await worker.kill(signal);
  };
  afterEach(async () => {
    await Promise.all([...running].map((worker) => end(worker, 'SIGKILL')));
    await db.deleteFrom('notices').execute();
  });

  test(
    'workers killed at random neither lose nor double a notice',
    async () => {
      const rounds = 3;
      const needs = await makeMatchedNeeds(db, 15, rounds);
      for (let round = 0; round < rounds; round += 1) {
        const workers = await Promise.all([start(), start()]);
        await needs.recordRound(round);
        await pause(Math.random() * 150);
        await Promise.all(workers.map((worker) => end(worker, 'SIGKILL')));
      }
      await start();
      await settled(db);
      expect(await toldNotices(db)).toEqual(needs.expected);
      expect(await capturedCount(db)).toBe(needs.expected.length);
      await expectOrderWithinAggregates(db);
    },
    patienceMs,
  );

  test(
    'a queue that is emptied loses nothing',
    async () => {
      const rounds = 3;
      const needs = await makeMatchedNeeds(db, 15, rounds);
      const worker = await start();
      for (let round = 0; round < rounds; round += 1) {
        await needs.recordRound(round);
        await pause(Math.random() * 60);
        await emptyQueues().catch(() => {}); // a job that ends at this very moment may refuse to be forgotten
      }
      await settled(db);
      expect(await toldNotices(db)).toEqual(needs.expected);
      expect(await capturedCount(db)).toBe(needs.expected.length);
      await end(worker, 'SIGTERM');
    },
    patienceMs,
  );

  test(
    'a worker that is frozen holds nothing up for good',
    async () => {
      const needs = await makeMatchedNeeds(db, 20, 2);
      const frozen = await start();
      await needs.recordRound(0);
      await needs.recordRound(1);
      await pause(20);
      frozen.process.kill('SIGSTOP');
      await start();
      await settled(db);
      frozen.process.kill('SIGCONT');
      await end(frozen, 'SIGTERM');
      expect(await toldNotices(db)).toEqual(needs.expected);
    },
    patienceMs,
  );
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/**
 * Every event has its end and every mail is sent. A mail that a dead worker had claimed is free after minutes: here its
 * clocks are turned on instead. The test's own time-out bounds the wait.
 */
export async function settled(db: Database): Promise<void> {
  for (;;) {
    const { events, mails } = await db
      .selectNoFrom(({ selectFrom, fn }) => [
        selectFrom('events')
          .where('completed_at', 'is', null)
          .select(fn.countAll<number>().as('count'))
          .as('events'),
        selectFrom('mails').where('state', '=', 'due').select(fn.countAll<number>().as('count')).as('mails'),
      ])
      .executeTakeFirstOrThrow();
    if (events === 0 && mails === 0) return;
    if (events === 0) {
      await sql`
        update mails set claimed_until = claimed_until - interval '60 seconds',
          next_attempt_at = next_attempt_at - interval '60 seconds'
        where state = 'due'`.execute(db);
    }
    await pause(200);
  }
}

/** A captured mail commits with its mail's end, so that their numbers show doubles and losses alike. */
async function capturedCount(db: Database): Promise<number> {
  const { count } = await db
    .selectFrom('captured_mails')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  await db.deleteFrom('captured_mails').execute();
  return count;
}

/** `at` is the start of the handling transaction, and an aggregate's transactions come one after the other. */
async function expectOrderWithinAggregates(db: Database): Promise<void> {
  const rows = await db
    .selectFrom('handled_events')
    .innerJoin('events', 'events.id', 'handled_events.event_id')
    .orderBy('events.aggregate_id')
    .orderBy('handled_events.at')
    .select(['events.aggregate_id', 'events.id'])
    .execute();
  const inIdOrder = [...rows].sort((a, b) =>
    a.aggregate_id === b.aggregate_id ? a.id - b.id : a.aggregate_id < b.aggregate_id ? -1 : 1,
  );
  expect(rows).toEqual(inIdOrder);
}
