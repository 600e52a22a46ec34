import { type Kysely, sql } from 'kysely';

/**
 * The day on which the demo set was loaded: its dates were moved so that this day is its present. Loading it again moves
 * them by the same number of days, and so changes nothing.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table demo_loads (
      only_one boolean primary key default true check (only_one),
      loaded_on date not null default current_date
    )`.execute(db);
  await sql`grant select, insert on demo_loads to rouage_app`.execute(db);
}
