import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { recordEvent } from '~/events/record-event.server';
import { connectOwner } from '~db/client.server';
import { testDatabase } from '../tests/database';
import { runWorker } from '../tests/workers/run-worker';

const { db, url } = await testDatabase();
const environment = { DATABASE_URL: url, REDIS_URL: '', SMTP_URL: '', MEILI_URL: '' };
const limitMs = 10_000;

async function stopsInTime(worker: Awaited<ReturnType<typeof runWorker>>): Promise<number> {
  const begun = performance.now();
  await worker.kill('SIGTERM');
  expect(worker.process.exitCode, worker.output()).toBe(0);
  return performance.now() - begun;
}

describe('a worker process', () => {
  it('ends on SIGTERM', async () => {
    expect(await stopsInTime(await runWorker(environment, 'main'))).toBeLessThan(limitMs);
  });

  it('hands back what it cannot finish, and another one does it', async () => {
    const owner = await connectOwner();
    const worker = await runWorker(environment, 'main');
    await owner.query('begin; lock table handled_events in access exclusive mode');
    await db
      .transaction()
      .execute((trx) =>
        recordEvent(trx, null, { kind: 'pool.published', aggregateId: randomUUID(), payload: {} }),
      );
    await expect
      .poll(() => owner.query('select from pg_locks where not granted').then(({ rowCount }) => rowCount), {
        timeout: 60_000,
      })
      .toBeGreaterThan(0);
    expect(await stopsInTime(worker)).toBeLessThan(limitMs);
    await owner.query('rollback');
    await owner.end();
    const next = await runWorker(environment, 'main');
    await expect
      .poll(() => db.selectFrom('events').where('completed_at', 'is', null).select('id').execute(), {
        timeout: 200_000,
      })
      .toEqual([]);
    await next.kill('SIGTERM');
  }, 300_000);
});
