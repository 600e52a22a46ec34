import { afterAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../tests/database';
import { patienceMs, settled } from '../tests/workers/exactly-once';
import { makeMatchedNeeds, toldNotices } from '../tests/workers/matched-needs';
import { ownRedis } from '../tests/workers/own-redis';
import { runWorker } from '../tests/workers/run-worker';

const redis = await ownRedis();
afterAll(() => redis?.remove());

describe.skipIf(!redis)('a Redis that dies with all it held', async () => {
  const { db, url } = await testDatabase();

  it(
    'loses nothing: what is owed is sent again when it is back, or by PostgreSQL instead',
    async () => {
      if (!redis) return;
      const environment = { DATABASE_URL: url, SMTP_URL: '', MEILI_URL: '' };
      const needs = await makeMatchedNeeds(db, 20, 3);
      await redis.start();
      const worker = await runWorker({ ...environment, REDIS_URL: redis.url });
      await needs.recordRound(0);
      await redis.kill();
      await needs.recordRound(1);
      await redis.start();
      await settled(db);
      await redis.kill();
      await needs.recordRound(2);
      const other = await runWorker({ ...environment, REDIS_URL: '' });
      await settled(db);
      expect(await toldNotices(db)).toEqual(needs.expected);
      await Promise.all([worker.kill('SIGKILL'), other.kill('SIGTERM')]);
    },
    patienceMs,
  );
});
