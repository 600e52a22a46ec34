import { describe } from 'vitest';
import { testDatabase } from '../tests/database';
import { testExactlyOnce } from '../tests/workers/exactly-once';

const server = process.env['TEST_REDIS_URL'];

describe.skipIf(!server)('on Redis', async () => {
  const { db, url } = await testDatabase();
  const redisUrl = `${server}/1`; // a numbered database of its own
  process.env['REDIS_URL'] = redisUrl;
  testExactlyOnce({
    db,
    environment: { DATABASE_URL: url, REDIS_URL: redisUrl, SMTP_URL: '', MEILI_URL: '' },
  });
});
