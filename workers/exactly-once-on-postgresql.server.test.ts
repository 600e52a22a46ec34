import { testDatabase } from '../tests/database';
import { testExactlyOnce } from '../tests/workers/exactly-once';

const { db, url } = await testDatabase();
process.env['REDIS_URL'] = '';

testExactlyOnce({ db, environment: { DATABASE_URL: url, REDIS_URL: '', SMTP_URL: '', MEILI_URL: '' } });
