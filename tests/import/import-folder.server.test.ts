import { describe, expect, test } from 'vitest';
import { type ImportOptions, importFolder } from '~/import/import-folder.server';
import { sayFault } from '~/import/say-fault';
import { makePerson } from '~db/factories/people.server';
import { testDatabase } from '../database';
import {
  capabilityRow,
  csvText,
  exchangeFolder,
  groupPurchase,
  needRow,
  organisationRow,
} from './exchange-folder';

const { db } = await testDatabase();

async function run(files: Readonly<Record<string, string | Buffer>>, options: ImportOptions = {}) {
  const faults: string[] = [];
  const outcome = await importFolder(db, exchangeFolder(files), {
    ...options,
    onFault: (found) => faults.push(sayFault(found, 'en')),
  });
  return { outcome, faults };
}

const count = async (table: 'organisations' | 'capabilities' | 'needs' | 'group_purchases' | 'events') =>
  Number(
    (
      await db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll().as('count'))
        .executeTakeFirstOrThrow()
    ).count,
  );

const places = (faults: readonly string[]) => faults.map((text) => text.slice(0, text.indexOf(': ')));

describe('faults', () => {
  test('are all told, each with file, line, column, what is wrong and what was expected; nothing is imported', async () => {
    const before = await count('organisations');
    const { outcome, faults } = await run({
      'organisations.csv': csvText('organisations.csv', [
        organisationRow(101, { description: 'Deux\nlignes' }),
        organisationRow(102, { siren: '169256139' }),
        organisationRow(103, { vat: 'FR00169256138', naf: '2652Z', department: '99', latitude: '47' }),
        organisationRow(104, { kind: 'shop', country: 'XX', headcount: '-1', contact_email: 'x' }),
        organisationRow(105, { ref: 'org-i101' }),
        organisationRow(106, { country: 'CH' }),
        organisationRow(101, { ref: 'org-twin' }),
      ]),
      'capabilities.csv': csvText('capabilities.csv', [
        capabilityRow(1, 'org-i101'),
        capabilityRow(2, 'org-nowhere', { leaves: 'cad/cadran|cad/rien', specs: 'diameter_mm=x;size=3' }),
        capabilityRow(3, 'org-i101', { moq: '500', max_batch: '100', unit_price_max_eur: '3' }),
        capabilityRow(4, 'org-i101', { family: 'ABC', moq: '0', unit_price_min_eur: '1,5' }),
      ]),
      'needs.csv': csvText('needs.csv', [
        needRow(1, 'org-i101', {
          needed_by: '2027-02-30',
          target_unit_price_eur: '7.505',
          visibility: 'all',
        }),
      ]),
    });
    expect(outcome).toEqual({ imported: false, reason: 'faults', faults: faults.length });
    expect(places(faults)).toEqual([
      'organisations.csv:4 siren',
      'organisations.csv:5 naf',
      'organisations.csv:5 department',
      'organisations.csv:5 longitude',
      'organisations.csv:5 vat',
      'organisations.csv:6 kind',
      'organisations.csv:6 headcount',
      'organisations.csv:6 contact_email',
      'organisations.csv:6 country',
      'organisations.csv:7 ref',
      'organisations.csv:8 siren',
      'organisations.csv:8 vat',
      'organisations.csv:9 siren',
      'capabilities.csv:3 leaves',
      'capabilities.csv:3 specs',
      'capabilities.csv:3 specs',
      'capabilities.csv:3 organisation_ref',
      'capabilities.csv:4 max_batch',
      'capabilities.csv:4 unit_price_max_eur',
      'capabilities.csv:5 family',
      'capabilities.csv:5 moq',
      'capabilities.csv:5 unit_price_min_eur',
      'needs.csv:2 target_unit_price_eur',
      'needs.csv:2 needed_by',
      'needs.csv:2 visibility',
    ]);
    for (const text of faults) expect(text).toMatch(/, expected: /);
    expect(faults[0]).toBe(
      'organisations.csv:4 siren: "169256139" is not a SIREN, expected: 9 digits that pass Luhn\'s check',
    );
    expect(await count('organisations')).toBe(before);
  });

  test('of a group purchase carry the path and the line of the value', async () => {
    const wrong = groupPurchase(1, 'org-nobody', {
      participants: [
        {
          organisation_ref: 'org-other',
          demand: [
            { quantity: 500, max_unit_price_eur: '4.20' },
            { quantity: 300, max_unit_price_eur: '3.60' },
          ],
          firmness: 'certain',
        },
      ],
      offers: [
        {
          supplier_ref: 'org-other',
          tiers: [
            { min_quantity: 500, unit_price_eur: 4.1 },
            { min_quantity: 500, unit_price_eur: '3.40' },
          ],
          fixed_cost_eur: '1200.00',
        },
      ],
      closes_at: '2026-10-01T00:00:00Z',
      extra: 1,
    });
    const text = JSON.stringify([groupPurchase(2, 'org-nobody'), wrong], null, 2);
    const { faults } = await run({ 'group_purchases.json': text });
    const lineOf = (part: string) => text.slice(0, text.lastIndexOf(part)).split('\n').length;
    expect(places(faults)).toEqual(
      [
        ['[0].lead_ref', 4],
        [
          '[0].participants[0].organisation_ref',
          text.slice(0, text.indexOf('"organisation_ref"')).split('\n').length,
        ],
        ['[1].lead_ref', text.split('\n').findLastIndex((line) => line.includes('"lead_ref"')) + 1],
        ['[1].closes_at', lineOf('"closes_at"')],
        ['[1].participants[0].demand[1].quantity', lineOf('"quantity"')],
        ['[1].participants[0].firmness', lineOf('"firmness"')],
        ['[1].offers[0].tiers[0].unit_price_eur', lineOf('"unit_price_eur": 4.1')],
        ['[1].extra', lineOf('"extra"')],
      ].map(([path, line]) => `group_purchases.json:${line} ${path}`),
    );
  });

  test.each<[string, Record<string, string | Buffer>, RegExp[]]>([
    ['an empty file', { 'needs.csv': '' }, [/^needs\.csv:1: empty file/]],
    ['a missing column', { 'needs.csv': 'ref,title\n' }, [/^needs\.csv:1 organisation_ref: missing column/]],
    [
      'a ragged row',
      { 'organisations.csv': `${csvText('organisations.csv', [organisationRow(110)])}org-x,maker\n` },
      [/^organisations\.csv:3: 2 cells, expected: 18$/],
    ],
    [
      'another encoding',
      { 'organisations.csv': Buffer.from(csvText('organisations.csv', [organisationRow(111)]), 'latin1') },
      [/^organisations\.csv:2: bytes that are not UTF-8/],
    ],
    ['UTF-16', { 'needs.csv': Buffer.from('\ufeffref,title', 'utf16le') }, [/^needs\.csv:1: file in UTF-16/]],
    [
      'an open quote',
      { 'organisations.csv': `${csvText('organisations.csv', [organisationRow(112)])}"org-x,maker\n` },
      [/^organisations\.csv:3: quote opened and never closed/],
    ],
    ['no array', { 'group_purchases.json': '{}' }, [/^group_purchases\.json:1: not a JSON array/]],
    [
      'a broken element',
      { 'group_purchases.json': '[\n{"ref": }\n]' },
      [/^group_purchases\.json:2 \[0\]: malformed/],
    ],
  ])('%s is told in words', async (_name, files, expected) => {
    const { outcome, faults } = await run(files, {
      skipInvalid: _name !== 'a ragged row' && _name !== 'a broken element',
    });
    expect(outcome).toMatchObject({ imported: false, reason: 'faults' });
    for (const pattern of expected) expect(faults).toContainEqual(expect.stringMatching(pattern));
  });

  test('a folder that is not there, or holds nothing to import, is told apart', async () => {
    expect(await importFolder(db, '/nowhere/at/all')).toMatchObject({ reason: 'no-folder' });
    expect((await run({ 'taxonomy.json': '{}' })).outcome).toMatchObject({
      reason: 'nothing-to-import',
      ignored: ['taxonomy.json'],
    });
  });
});

describe('rows', () => {
  const files = {
    'organisations.csv': `\ufeff${csvText('organisations.csv', [organisationRow(1), organisationRow(2, { kind: 'brand' })], '\r\n')}`,
    'capabilities.csv': csvText('capabilities.csv', [capabilityRow(1, 'org-i1')]),
    'needs.csv': csvText('needs.csv', [needRow(1, 'org-i2')]),
    'group_purchases.json': JSON.stringify([
      groupPurchase(1, 'org-i2', {
        offers: [
          {
            supplier_ref: 'org-i1',
            tiers: [
              { min_quantity: 500, unit_price_eur: '4.10' },
              { min_quantity: 2000, unit_price_eur: '3.40' },
            ],
            fixed_cost_eur: '1200.00',
            capacity: 5000,
            minimum_order: 500,
            lead_days: 56,
            valid_until: '2027-01-15',
            french_origin_pct: 80,
          },
        ],
      }),
    ]),
  };

  test('are written with their meaning, a reader for each organisation, a ledger for each commitment', async () => {
    const { outcome, faults } = await run(files);
    expect(faults).toEqual([]);
    expect(outcome).toMatchObject({ imported: true, files: { 'group_purchases.json': { created: 1 } } });
    expect(
      await db
        .selectFrom('capabilities')
        .where('ref', '=', 'cap-i1')
        .select(['specs', 'leaves', 'moq', 'monthly_capacity', 'unit_price_min_cents'])
        .executeTakeFirst(),
    ).toEqual({
      specs: { diameter_mm: { min: 20, max: 38 }, feet_count: { values: [2, 4] } },
      leaves: ['cad/cadran', 'cad/soleillage'],
      moq: 100,
      monthly_capacity: null,
      unit_price_min_cents: 3250,
    });
    const commitment = await db
      .selectFrom('commitments')
      .innerJoin('group_purchases', 'group_purchases.id', 'commitments.group_purchase_id')
      .where('group_purchases.ref', '=', 'gp-i1')
      .select(['commitments.demand', 'commitments.quantity', 'tier_quantities', 'group_purchases.id'])
      .executeTakeFirstOrThrow();
    expect(commitment).toMatchObject({
      demand: [
        { quantity: 300, maxUnitPriceCents: 420 },
        { quantity: 500, maxUnitPriceCents: 360 },
      ],
      quantity: 500,
      tier_quantities: [500, 2000],
    });
    const reader = await db
      .selectFrom('persons')
      .innerJoin('members', 'members.person_id', 'persons.id')
      .where('email', '=', 'ATELIER-1@import.example')
      .select(['role', 'password_hash'])
      .execute();
    expect(reader).toEqual([{ role: 'administrator', password_hash: null }]);
  });

  test('twice change nothing: no date moves, no event is recorded', async () => {
    const snapshot = () =>
      db.selectFrom('capabilities').where('ref', '=', 'cap-i1').select(['id', 'updated_at']).execute();
    const [events, rows] = [await count('events'), await snapshot()];
    const { outcome } = await run(files);
    expect(outcome).toMatchObject({
      files: Object.fromEntries(
        Object.keys(files).map((file) => [
          file,
          expect.objectContaining({ created: 0, changed: 0, skipped: 0 }),
        ]),
      ),
    });
    expect(await snapshot()).toEqual(rows);
    expect(await count('events')).toBe(events);
  });

  test('that changed are changed, told once each, and the ledger takes the difference', async () => {
    const last = async () =>
      Number(
        (
          await db
            .selectFrom('events')
            .select((eb) => eb.fn.max('id').as('id'))
            .executeTakeFirst()
        )?.id,
      );
    const kindsSince = async (id: number) =>
      (await db.selectFrom('events').where('id', '>', id).orderBy('id').select('kind').execute()).map(
        (row) => row.kind,
      );
    const before = await last();
    const changed = JSON.parse(files['group_purchases.json']) as ReturnType<typeof groupPurchase>[];
    const [step] = changed[0]?.participants[0]?.demand ?? [];
    if (step) step.quantity = 450;
    await run({
      ...files,
      'capabilities.csv': csvText('capabilities.csv', [capabilityRow(1, 'org-i1', { moq: '200' })]),
      'group_purchases.json': JSON.stringify(changed),
    });
    expect(await kindsSince(before)).toEqual(['capability.changed', 'commitment.changed']);
    const again = await last();
    await run(files); // and back: an operation of its own
    expect(await kindsSince(again)).toEqual(['capability.changed', 'commitment.changed']);
    const ledger = await db.selectFrom('commitment_ledger').orderBy('id').select('quantity_delta').execute();
    expect(ledger.map((row) => row.quantity_delta)).toEqual([500, -50, 50]);
  });

  test('that are wrong are left out on demand, with what depends on them, and the rest is written', async () => {
    const { outcome, faults } = await run(
      {
        'organisations.csv': csvText('organisations.csv', [
          organisationRow(21),
          organisationRow(22, { naf: 'x' }),
        ]),
        'capabilities.csv': csvText('capabilities.csv', [
          capabilityRow(21, 'org-i21'),
          capabilityRow(22, 'org-i22'),
          capabilityRow(23, 'org-i21', { moq: 'many' }),
        ]),
        'group_purchases.json': JSON.stringify([groupPurchase(21, 'org-i21'), groupPurchase(22, 'org-i22')]),
      },
      { skipInvalid: true },
    );
    expect(outcome).toMatchObject({
      imported: true,
      files: {
        'organisations.csv': { created: 1, skipped: 1 },
        'capabilities.csv': { created: 1, skipped: 2 },
        'group_purchases.json': { created: 1, skipped: 1 },
      },
    });
    expect(faults.some((text) => text.includes('depends on "org-i22", whose row is left out'))).toBe(true);
  });

  test('of a closed purchase are refused when they say something else, and pass when they do not', async () => {
    await db.updateTable('group_purchases').where('ref', '=', 'gp-i1').set({ state: 'clearing' }).execute();
    expect((await run(files)).faults).toEqual([]);
    const later = files['group_purchases.json'].replace('"minimum_quantity":1000', '"minimum_quantity":900');
    const { faults } = await run({ 'group_purchases.json': later });
    expect(faults).toEqual([expect.stringMatching(/gp-i1.*can no longer change/)]);
    const other = files['group_purchases.json'].replace('"quantity":500', '"quantity":600');
    expect((await run({ 'group_purchases.json': other })).faults).toHaveLength(1);
  });

  test('make no member of who signs in already with an organisation’s contact address', async () => {
    const { id } = await makePerson(db, { email: 'squatter@import.example', password_hash: 'x' });
    const row = organisationRow(41, { contact_email: 'squatter@import.example' });
    await run({ 'organisations.csv': csvText('organisations.csv', [row]) });
    expect(await db.selectFrom('members').where('person_id', '=', id).select('id').execute()).toEqual([]);
  });

  test('are written by one of two imports at once, and found unchanged by the other', async () => {
    const twin = {
      'organisations.csv': csvText('organisations.csv', [organisationRow(31)]),
      'capabilities.csv': csvText('capabilities.csv', [capabilityRow(31, 'org-i31')]),
    };
    const outcomes = await Promise.all([run(twin), run(twin)]);
    const created = outcomes.map(({ outcome }) =>
      outcome.imported ? outcome.files['capabilities.csv']?.created : -1,
    );
    expect(created.sort()).toEqual([0, 1]);
  });
});

describe('who vouches', () => {
  test('for organisations that a file creates is the operator; not for those that had signed up before', async () => {
    await db
      .insertInto('organisations')
      .values({ ref: 'org-i981', kind: 'brand', name: 'Inscrite seule' })
      .execute();
    const { outcome } = await run({
      'organisations.csv': csvText('organisations.csv', [organisationRow(981), organisationRow(982)]),
    });
    expect(outcome.imported).toBe(true);
    const rows = await db
      .selectFrom('organisations')
      .where('ref', 'in', ['org-i981', 'org-i982'])
      .orderBy('ref')
      .select(['ref', 'verified_at', 'verified_by'])
      .execute();
    expect(rows).toEqual([
      { ref: 'org-i981', verified_at: null, verified_by: null },
      { ref: 'org-i982', verified_at: expect.any(Date), verified_by: null },
    ]);
  });
});
