import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { environment } from '~/config/environment.server';
import type { DB } from './schema.generated';

export type Database = Kysely<DB>;
/** What a query needs: the pool, or the transaction of the command that calls it. */
export type Queryable = Kysely<DB> | Transaction<DB>;
export type OpenTransaction = Transaction<DB>;

// bigint and numeric arrive as text by default. Cents and counts stay far below 2^53, so numbers are exact here.
const types: pg.CustomTypesConfig = {
  getTypeParser(oid, format) {
    if (format !== 'binary') {
      if (oid === pg.types.builtins.INT8) return exactInteger;
      if (oid === pg.types.builtins.NUMERIC) return Number;
      if (oid === pg.types.builtins.DATE) return (text: string) => text; // a day has no time zone: '2027-03-15'
    }
    return pg.types.getTypeParser(oid, format as 'text');
  },
};

function exactInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond exact integers`);
  return value;
}

/** A pool of connections that are the application's role from their first statement on. */
export function createPool(connectionString: string, max = 10): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    types,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    options:
      '-c role=rouage_app -c lock_timeout=10s -c statement_timeout=30s -c idle_in_transaction_session_timeout=30s',
  });
  // An idle connection that breaks is replaced at the next use; unheard, it would end the process.
  pool.on('error', () => {});
  return pool;
}

export function createDatabase(connectionString: string, max?: number): Database {
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool: createPool(connectionString, max) }) });
}

let shared: Database | undefined;

/** The process's one pool. */
export function database(): Database {
  shared ??= createDatabase(environment().DATABASE_URL);
  return shared;
}

/** Close the pool at the end of a process or of a test file; the next `database()` opens a fresh one. */
export async function closeDatabase(): Promise<void> {
  const open = shared;
  shared = undefined;
  await open?.destroy();
}

/** One connection outside the pool that waits for NOTIFY; the caller ends it. */
export async function connectListener(): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: environment().DATABASE_URL,
    options: '-c role=rouage_app',
    keepAlive: true,
  });
  await client.connect();
  return client;
}

/** One connection as the owner of the database, for tables that are not the application's; the caller ends it. */
export async function connectOwner(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: environment().DATABASE_URL });
  await client.connect();
  return client;
}
