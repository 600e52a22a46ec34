import { Kysely, Migrator, PostgresDialect } from 'kysely';
import pg from 'pg';
import { migrations } from './migrations/all';

/**
 * Bring a database to the newest schema. Runs as the owner of the tables (`url`), never as the application's role.
 * @returns the names that were applied now, in order; empty when the schema was current.
 * @throws the first migration's error; earlier migrations of the run stay applied (each is one transaction).
 */
export async function migrateToLatest(url: string): Promise<string[]> {
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url, max: 2 }) }),
  });
  try {
    const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
    const { error, results } = await migrator.migrateToLatest();
    if (error) throw error;
    return (results ?? []).map((result) => result.migrationName);
  } finally {
    await db.destroy();
  }
}
