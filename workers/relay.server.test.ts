import { randomUUID } from 'node:crypto';
import type { Job } from 'bullmq';
import { beforeEach, describe, expect, it } from 'vitest';
import { recordEvents } from '~/events/record-event.server';
import { connectOwner } from '~db/client.server';
import { testDatabase } from '../tests/database';
import type { NewJob } from './catalogue';
import { EventFailedError, handleOwed } from './handle-owed';
import type { JobSink } from './queues';
import type { Work } from './reaction-body';
import { relayAgain, relayNew } from './relay';
import { runJob } from './run-job';

const { db } = await testDatabase();

beforeEach(async () => {
  // the application's role deletes no event; every one has its end, so that a test begins owing nothing
  await db.updateTable('events').set({ relayed_at: new Date(), completed_at: new Date() }).execute();
});

/** A sink that remembers, to see what a relay adds and in which order. */
function remember(): JobSink & { added: NewJob[] } {
  const added: NewJob[] = [];
  return {
    added,
    add: async (jobs) => {
      added.push(...jobs);
    },
    close: async () => {},
  };
}

async function record(aggregateIds: readonly string[]): Promise<void> {
  await db.transaction().execute((trx) =>
    recordEvents(
      trx,
      null,
      aggregateIds.map((aggregateId) => ({
        kind: 'need.matched' as const,
        aggregateId,
        payload: { capabilityIds: [] },
      })),
    ),
  );
}

const owed = () =>
  db.selectFrom('events').where('completed_at', 'is', null).selectAll().orderBy('id').execute();
const handled = async () =>
  (await db.selectFrom('handled_events').select('event_id').orderBy('event_id').execute()).map(
    (row) => row.event_id,
  );

async function drain(sink: JobSink): Promise<void> {
  while ((await relayNew(sink)) > 0);
}

describe('the relay', () => {
  it('sends each event once, in order, when many relays run', async () => {
    const aggregates = Array.from({ length: 40 }, () => randomUUID());
    for (let round = 0; round < 40; round += 1) await record(aggregates);
    const sinks = [remember(), remember(), remember()];
    await Promise.all(sinks.map(drain));
    const ids = sinks.flatMap((sink) => sink.added.map((job) => job.id));
    expect(new Set(ids).size).toBe(1_600);
    expect(ids).toHaveLength(1_600);
    for (const { added } of sinks) {
      const numbers = added.map((job) => ('eventId' in job.data ? (job.data.eventId ?? 0) : 0));
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    }
    for (const id of ids) expect(id).toMatch(/^[a-z-]+-e\d+$/);
  });

  it('owes what the queue did not take', async () => {
    await record([randomUUID(), randomUUID()]);
    const broken: JobSink = { add: () => Promise.reject(new Error('no queue')), close: async () => {} };
    await expect(relayNew(broken)).rejects.toThrow('no queue');
    const sink = remember();
    await drain(sink);
    expect(sink.added).toHaveLength(2);
  });

  it('sends again what has no end, but for what was handled or waits for a person', async () => {
    const [lost, done, dead] = [randomUUID(), randomUUID(), randomUUID()];
    await record([lost, done, dead]);
    await drain(remember());
    const [, doneEvent, deadEvent] = await owed();
    await db
      .insertInto('handled_events')
      .values({ event_id: doneEvent?.id ?? 0, handler: 'send-notices' })
      .execute();
    await db
      .insertInto('dead_letters')
      .values({ event_id: deadEvent?.id ?? 0, handler: 'send-notices', attempts: 8, error: 'x' })
      .execute();
    const sink = remember();
    expect(await relayAgain(sink, 30)).toBe(0);
    expect(await relayAgain(sink, 0)).toBe(3);
    expect(sink.added.map((job) => job.data)).toMatchObject([{ aggregateId: lost }]);
    // handled by a worker that died before it could say so
    expect((await owed()).map((row) => row.aggregate_id)).toEqual([lost, dead]);
  });

  it('ends an event that nothing follows from', async () => {
    await db
      .transaction()
      .execute((trx) =>
        recordEvents(trx, null, [
          { kind: 'organisation.registered', aggregateId: randomUUID(), payload: {} },
        ]),
      );
    const sink = remember();
    await drain(sink);
    expect([sink.added, await owed()]).toEqual([[], []]);
  });
});

describe('the inbox', () => {
  const never = new AbortController().signal;

  it('handles an aggregate’s events in order, whatever order the jobs come in', async () => {
    const aggregateId = randomUUID();
    await record([aggregateId, aggregateId, aggregateId]);
    const ids = (await owed()).map((row) => row.id);
    const seen: number[] = [];
    const body = async ({ event }: Work) => void seen.push(event?.id ?? 0);
    for (const eventId of [...ids].reverse())
      expect(await handleOwed('send-notices', { aggregateId, eventId }, body, never)).toBe('handled');
    expect(seen).toEqual(ids);
    expect(await owed()).toEqual([]);
  });

  it('keeps "handled" and the effect together', async () => {
    const aggregateId = randomUUID();
    await record([aggregateId]);
    const [event] = await owed();
    const before = await handled();
    const job = { aggregateId, eventId: event?.id ?? 0 };
    const topic = `person:${aggregateId}`;
    const body =
      (fails: boolean) =>
      async ({ trx }: Work) => {
        await trx.insertInto('live_changes').values({ topic, change: 1, changed_at: new Date() }).execute();
        if (fails) throw new Error('after the effect');
      };
    await expect(handleOwed('send-notices', job, body(true), never)).rejects.toThrow(EventFailedError);
    const effects = () => db.selectFrom('live_changes').where('topic', '=', topic).select('topic').execute();
    expect([await effects(), await handled()]).toEqual([[], before]);
    await handleOwed('send-notices', job, body(false), never);
    await handleOwed('send-notices', job, body(false), never);
    expect([await effects(), (await handled()).length]).toEqual([[{ topic }], before.length + 1]);
  });

  it('gives an aggregate to one worker at a time', async () => {
    const aggregateId = randomUUID();
    await record([aggregateId]);
    const [event] = await owed();
    const job = { aggregateId, eventId: event?.id ?? 0 };
    let second: string | undefined;
    await handleOwed(
      'send-notices',
      job,
      async () => {
        second = await handleOwed('send-notices', job, async () => {}, never);
      },
      never,
    );
    expect(second).toBe('busy');
  });

  it('answers with one run for all that is owed where the work reads what is true now', async () => {
    const aggregateId = randomUUID();
    await db.transaction().execute((trx) =>
      recordEvents(
        trx,
        null,
        [1, 2, 3].map(() => ({ kind: 'pool.published' as const, aggregateId, payload: {} })),
      ),
    );
    const [first] = await owed();
    let runs = 0;
    const body = async () => {
      runs += 1;
    };
    await handleOwed('signal-group-purchase', { aggregateId, eventId: first?.id ?? 0 }, body, never);
    expect([runs, await owed()]).toEqual([1, []]);
  });

  it('buries the event that cannot be handled, and goes on with the next one', async () => {
    const aggregateId = randomUUID();
    await record([aggregateId, aggregateId]);
    const [poison, next] = await owed();
    // `capabilityIds` of another shape than this release reads
    const owner = await connectOwner();
    await owner.query(`update events set payload = '{"capabilityIds": 1}' where id = $1`, [poison?.id]);
    await owner.end();
    const lastAttempt = (eventId: number) =>
      ({
        name: 'send-notices',
        id: `send-notices-e${eventId}`,
        data: { aggregateId, eventId },
        attemptsMade: 7,
        attemptsStarted: 8,
      }) as unknown as Job<unknown, void>;
    await expect(runJob(lastAttempt(next?.id ?? 0), 'token', never)).rejects.toThrow();
    const letters = await db
      .selectFrom('dead_letters')
      .where('event_id', '=', poison?.id ?? 0)
      .selectAll()
      .execute();
    expect(letters).toMatchObject([{ handler: 'send-notices', attempts: 8 }]);
    await runJob(lastAttempt(next?.id ?? 0), 'token', never);
    expect((await owed()).map((row) => row.id)).toEqual([poison?.id]);
  });
});
