import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { verifyPassword } from '~/accounts/hash-password.server';
import { loadDemo } from '~db/seeds/load-demo.server';
import { testDatabase } from '../database';

const { db, url } = await testDatabase();

const facts = async () => {
  const { rows } = await sql<Record<string, unknown>>`
    select (select count(*) from organisations) as organisations, (select count(*) from capabilities) as capabilities,
      (select count(*) from needs) as needs, (select count(*) from group_purchases) as purchases,
      (select count(*) from commitments) as commitments, (select count(*) from commitment_ledger) as ledger,
      (select count(*) from offers) as offers, (select count(*) from persons) as persons,
      (select count(*) from members) as members, (select count(*) from events) as events,
      (select max(updated_at) from capabilities) as touched`.execute(db);
  return rows[0];
};

test('the demo set loads whole, with its present on the day of loading; again, it changes nothing', async () => {
  // As if it had been loaded a hundred days after the day that its files speak of.
  await sql`insert into demo_loads (loaded_on) values (date '2026-11-22' + 100)`.execute(db);
  await loadDemo(url);
  const loaded = await facts();
  expect(loaded).toMatchObject({
    organisations: 125,
    capabilities: 396,
    needs: 78,
    purchases: 10,
    commitments: 63,
    ledger: 63,
    offers: 14,
    persons: 129, // a reader for each organisation, and four logins
    members: 130, // one of which acts for two
  });

  const purchase = await db
    .selectFrom('group_purchases')
    .where('ref', '=', 'gp-001')
    .select(['opens_at', 'closes_at'])
    .executeTakeFirstOrThrow();
  // 2026-11-02 09:00 and 2026-12-18 18:00 in Paris, a hundred days later at the same hours, summer time by then or not.
  expect(purchase.opens_at.toISOString()).toBe('2027-02-10T08:00:00.000Z');
  expect(purchase.closes_at.toISOString()).toBe('2027-03-28T16:00:00.000Z');
  const need = await db
    .selectFrom('needs')
    .where('ref', '=', 'need-001')
    .select('needed_by')
    .executeTakeFirst();
  expect(need?.needed_by).toBe('2027-06-23');

  await db.updateTable('needs').where('ref', '=', 'need-001').set({ title: 'Changé' }).execute();
  await loadDemo(url);
  expect(await facts()).toEqual(loaded);
  const kept = await db.selectFrom('needs').where('ref', '=', 'need-001').select('title').executeTakeFirst();
  expect(kept?.title).toBe('Changé');
});

test('its logins open', async () => {
  const people = await db
    .selectFrom('persons')
    .innerJoin('members', 'members.person_id', 'persons.id')
    .innerJoin('organisations', 'organisations.id', 'members.organisation_id')
    .where('email', 'like', '%@demo.rouage.example')
    .orderBy('email')
    .orderBy('organisations.ref')
    .select(['email', 'role', 'organisations.kind', 'ref', 'password_hash'])
    .execute();
  expect(people.map(({ password_hash: _, ...person }) => Object.values(person).join(' '))).toEqual([
    'achats@demo.rouage.example buyer brand org-grand-estran',
    'achats@demo.rouage.example buyer brand org-ventadour',
    'coordination@demo.rouage.example administrator institution org-montre-commune',
    'fabricant@demo.rouage.example administrator maker org-cadraniers-dessoubre',
    'marque@demo.rouage.example administrator brand org-maison-vauthrin',
  ]);
  for (const { password_hash: hash } of people) expect(await verifyPassword(hash, 'rouage-demo')).toBe(true);
});
