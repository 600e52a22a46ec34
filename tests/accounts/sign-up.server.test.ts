import { describe, expect, test } from 'vitest';
import { findActor } from '~/accounts/session-queries.server';
import { slugOf } from '~/accounts/sign-up.server';
import { expectedVatNumber } from '~/organisations/vat-number';
import { action, loader } from '~/routes/sign-up';
import { makeOrganisation, makeSiren } from '~db/factories/organisations.server';
import { makePerson } from '~db/factories/people.server';
import { testDatabase } from '../database';
import { answerOf, argumentsOf, cookieOf } from './requests';

const { db } = await testDatabase();

let serial = 70_000_000;
function form(overrides: Readonly<Record<string, string>> = {}) {
  serial += 1;
  const siren = makeSiren(serial);
  return {
    operationId: crypto.randomUUID(),
    kind: 'brand',
    organisationName: 'Maison Étoile & Fils',
    siren: siren.replace(/(\d{3})(?=\d)/g, '$1 '),
    vat: expectedVatNumber(siren),
    street: '3 rue du Pont',
    postcode: '20 200',
    city: 'Bastia',
    personName: 'Ange Leca',
    email: `ange-${serial}@etoile.example`,
    password: 'une phrase de passe',
    ...overrides,
  };
}

let address = 0;
function send(sent: Readonly<Record<string, string>>) {
  address += 1; // each from its own network, so that the limit on one does not meddle
  return answerOf(() => action(argumentsOf('/inscription', sent, { clientAddress: `10.0.0.${address}` })));
}

const rowsOf = async (email: string) => ({
  persons: await db.selectFrom('persons').where('email', '=', email).selectAll().execute(),
  members: await db
    .selectFrom('members')
    .innerJoin('persons', 'persons.id', 'members.person_id')
    .where('email', '=', email)
    .select(['role', 'organisation_id'])
    .execute(),
});

describe('signing up', () => {
  test('makes the organisation, its administrator and a session, and tells that it came', async () => {
    const sent = form();
    const answer = await send(sent);
    expect(answer).toMatchObject({ status: 302, location: '/' });
    const actor = await findActor(cookieOf(answer).split('=')[1] ?? '');
    expect(actor).toMatchObject({
      role: 'administrator',
      email: sent.email,
      organisation: { kind: 'brand' },
    });
    const organisation = await db
      .selectFrom('organisations')
      .where('id', '=', actor?.organisation.id ?? '')
      .selectAll()
      .executeTakeFirstOrThrow();
    expect(organisation).toMatchObject({
      department: '2B',
      siren: makeSiren(serial),
      postcode: '20200',
      country: 'FR',
    });
    const events = await db
      .selectFrom('events')
      .where('aggregate_id', '=', organisation.id)
      .select('kind')
      .execute();
    expect(events).toEqual([{ kind: 'organisation.registered' }]);
    expect((await rowsOf(sent.email)).persons[0]?.password_hash).toMatch(/^\$argon2id\$/);
  });

  test('twice with one operation id has one effect; with another body or password it is refused', async () => {
    const sent = form();
    const answers = await Promise.all([send(sent), send(sent), send(sent)]);
    for (const answer of answers) expect(answer.status).toBe(302);
    expect(await rowsOf(sent.email)).toMatchObject({ persons: [{}], members: [{ role: 'administrator' }] });
    const { operationId } = sent;
    for (const other of [{ ...sent, password: 'une autre phrase' }, form({ operationId })])
      expect(await send(other)).toMatchObject({
        status: 409,
        setCookie: null,
        data: { errors: { '': ['operation-reused'] } },
      });
  });

  test('of two persons for one organisation at once, one succeeds', async () => {
    const one = form();
    const other = form({ siren: one.siren, vat: '' });
    const statuses = (await Promise.all([send(one), send(other)])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([302, 400]);
  });

  test('of an organisation that is there says whom to ask, names nobody, and keeps what was typed', async () => {
    const siren = makeSiren(71_000_000);
    await makeOrganisation(db, { siren });
    const sent = form({ siren, vat: '' });
    const answer = await send(sent);
    expect(answer).toMatchObject({ status: 400, data: { errors: { siren: ['organisation-registered'] } } });
    const { sent: kept } = answer.data as { sent: Record<string, string[]> };
    expect(kept).toMatchObject({ organisationName: [sent.organisationName], email: [sent.email] });
    expect(JSON.stringify(answer.data)).not.toContain(sent.password);
    expect((await rowsOf(sent.email)).persons).toEqual([]);
  });

  test('with an address that has an account, or that an import brought, takes nothing over', async () => {
    const { email } = await makePerson(db);
    const sent = form({ email });
    expect(await send(sent)).toMatchObject({ status: 400, data: { errors: { email: ['email-taken'] } } });
    expect(await rowsOf(email)).toMatchObject({ persons: [{ password_hash: null }], members: [] });
    const organisation = await db
      .selectFrom('organisations')
      .where('siren', '=', makeSiren(serial))
      .select('id')
      .executeTakeFirst();
    expect(organisation).toBeUndefined();
  });

  test('says every field that is wrong at once', async () => {
    const answer = await send(
      form({
        kind: 'lab',
        siren: '123456789',
        postcode: '2500',
        email: 'x',
        password: 'azertyuiop',
        city: ' ',
      }),
    );
    expect(answer).toMatchObject({
      status: 400,
      data: {
        errors: {
          kind: ['required'],
          siren: ['siren-invalid'],
          postcode: ['postcode-invalid'],
          email: ['email-invalid'],
          password: ['password-common'],
          city: ['required'],
        },
      },
    });
    const vat = await send(form({ vat: 'FR00 732 829 320' }));
    expect(vat).toMatchObject({ status: 400, data: { errors: { vat: ['vat-invalid'] } } });
  });

  test('two organisations of one name have each its own reference', async () => {
    await send(form({ organisationName: 'Ateliers Réunis' }));
    await send(form({ organisationName: 'Ateliers réunis' }));
    const refs = await db
      .selectFrom('organisations')
      .where('ref', 'like', 'org-ateliers-reunis%')
      .orderBy('ref')
      .select('ref')
      .execute();
    expect(refs.map(({ ref }) => ref)).toEqual([
      'org-ateliers-reunis',
      `org-ateliers-reunis-${makeSiren(serial)}`,
    ]);
  });

  test('each reading of the page has its own operation id', async () => {
    const [one, two] = await Promise.all(
      [0, 1].map(() => answerOf(() => loader(argumentsOf('/inscription', null)))),
    );
    expect(one?.data).not.toEqual(two?.data);
  });
});

test.each([
  ['Maison Vauthrin & Fils', 'maison-vauthrin-fils'],
  ['  L’Atelier d’Ébauches ', 'l-atelier-d-ebauches'],
  ['時計', 'sans-nom'],
  ['x'.repeat(100), 'x'.repeat(60)],
])('%s becomes %s in addresses', (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});
