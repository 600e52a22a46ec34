import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { z } from 'zod';
import { memberRoles } from '~/accounts/actor';
import { hashPassword } from '~/accounts/hash-password.server';
import { environment } from '~/config/environment.server';
import { type ImportOutcome, type ImportProgress, importFolder } from '~/import/import-folder.server';
import { sayFault } from '~/import/say-fault';
import { createDatabase, type Database, type OpenTransaction } from '../client.server';

/** The day that the demo set's files speak of as today. */
const referenceDay = '2026-11-22';

const folder = fileURLToPath(new URL('./demo', import.meta.url));

const loginsSchema = z.array(
  z.object({
    email: z.email(),
    name: z.string(),
    password: z.string(),
    members: z.array(z.object({ organisation_ref: z.string(), role: z.enum(memberRoles) })),
  }),
);
type Login = z.infer<typeof loginsSchema>[number];

/**
 * Load the demo set: its dates are moved so that the day of the first load is its present, and its logins are made.
 * Loading again adds what is missing and touches nothing that people have changed since.
 * @param url the database; migrated
 */
export async function loadDemo(
  url: string = environment().DATABASE_URL,
  onProgress: (progress: ImportProgress) => void = () => {},
): Promise<ImportOutcome> {
  const db = createDatabase(url, 1);
  try {
    const shiftDays = await daysSinceReference(db);
    const logins = loginsSchema.parse(JSON.parse(await readFile(`${folder}/logins.json`, 'utf8')));
    const faults: string[] = [];
    const outcome = await importFolder(db, folder, {
      onlyMissing: true,
      shiftDays,
      onProgress,
      onFault: (found) => faults.push(sayFault(found, 'en')),
      alongside: (trx) => makeLogins(trx, logins),
    });
    if (!outcome.imported) throw new Error(`the demo set does not load:\n${faults.join('\n')}`);
    return outcome;
  } finally {
    await db.destroy();
  }
}

/** Whole days from the set's own present to the day on which it was first loaded here. */
async function daysSinceReference(db: Database): Promise<number> {
  await sql`
    insert into demo_loads (loaded_on) values ((now() at time zone 'Europe/Paris')::date)
    on conflict do nothing`.execute(db);
  const { rows } = await sql<{ days: number }>`
    select loaded_on - ${referenceDay}::date as days from demo_loads`.execute(db);
  return rows[0]?.days ?? 0;
}

/** In the import's transaction: a database that holds the demo set holds its logins too. */
async function makeLogins(trx: OpenTransaction, logins: readonly Login[]): Promise<void> {
  for (const login of logins) {
    const person = await trx
      .selectFrom('persons')
      .where('email', '=', login.email)
      .select('id')
      .executeTakeFirst();
    if (person) continue; // its password may have been changed since
    const { id } = await trx
      .insertInto('persons')
      .values({ email: login.email, name: login.name, password_hash: await hashPassword(login.password) })
      .returning('id')
      .executeTakeFirstOrThrow();
    for (const { organisation_ref: ref, role } of login.members)
      await trx
        .insertInto('members')
        .columns(['organisation_id', 'person_id', 'role'])
        .expression((eb) =>
          eb
            .selectFrom('organisations')
            .where('ref', '=', ref)
            .select(['organisations.id', eb.val(id).as('person_id'), eb.val(role).as('role')]),
        )
        .execute();
  }
}
