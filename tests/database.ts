import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll } from 'vitest';
import { closeDatabase, createDatabase, type Database } from '~db/client.server';
import { templateName } from './test-servers';

export interface TestDatabase {
  /** The owner's URL. */
  url: string;
  /** A pool of the application's role, closed after the file. */
  db: Database;
}

/**
 * A database of this test file's own, cloned from the migrated template and dropped after the file. Also makes it
 * the one that the application's modules use (`DATABASE_URL`), and names the test Meilisearch if there is one.
 * Call it once, at the top: `const { db } = await testDatabase();`
 */
export async function testDatabase(): Promise<TestDatabase> {
  const server = process.env['TEST_DATABASE_URL'];
  if (!server) throw new Error('no test server: name this file *.server.test.ts');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, `create database ${name} template ${templateName}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  process.env['DATABASE_URL'] = url.href;
  const { TEST_MEILI_URL: meiliUrl, TEST_MEILI_MASTER_KEY: meiliKey } = process.env;
  if (meiliUrl && meiliKey) Object.assign(process.env, { MEILI_URL: meiliUrl, MEILI_MASTER_KEY: meiliKey });
  const db = createDatabase(url.href, 5);
  afterAll(async () => {
    await db.destroy();
    await closeDatabase();
    await onServer(server, `drop database ${name} with (force)`);
  });
  return { url: url.href, db };
}

/** Cloning takes the template's lock for some 60 ms, so that two files may meet: the second tries again. */
async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await client.query(statement);
        return;
      } catch (error) {
        const busy = error instanceof Error && 'code' in error && error.code === '55006';
        if (!busy || attempt === 100) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  } finally {
    await client.end();
  }
}
