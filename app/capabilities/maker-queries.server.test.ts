import { beforeAll, expect, test } from 'vitest';
import { loadDemo } from '~db/seeds/load-demo.server';
import { testDatabase } from '../../tests/database';
import { findMaker, listMakers } from './maker-queries.server';

const { db, url } = await testDatabase();
beforeAll(() => loadDemo(url));

const anything = { text: '', department: null, family: null };
const names = async (filter: Partial<typeof anything> & object) =>
  (await listMakers({ ...anything, ...filter }, 0, 200)).makers.map(({ name }) => name);

test('everybody who publishes a capability is listed, once, by name', async () => {
  const publishing = await db.selectFrom('capabilities').select('organisation_id').distinct().execute();
  const { makers, total } = await listMakers(anything, 0, 500);
  expect([total, makers.length]).toEqual([publishing.length, publishing.length]);
  expect(new Set(makers.map(({ ref }) => ref)).size).toBe(total);
  const pages = [await listMakers(anything, 0, 10), await listMakers(anything, 10, 10)];
  expect(pages.flatMap((page) => page.makers)).toEqual(makers.slice(0, 20));
});

test('words are found without case or accents, all of them; choices narrow', async () => {
  expect(await names({ text: 'EMAILLEURS limoges' })).toEqual(['Maison Corbefeu, émailleurs']);
  expect(await names({ text: 'émailleurs morteau' })).toEqual([]);
  expect(await names({ text: "%_' or 1=1" })).toEqual([]);
  const { departments } = await listMakers(anything, 0, 1);
  expect(departments).toContain('87');
  expect(await names({ ...anything, text: 'corbefeu' })).toHaveLength(1);
});

test('a page says what a maker reaches in words and units, and no price', async () => {
  const maker = await findMaker('org-titanloue', 'fr');
  expect(maker?.place).toBe('Ornans, Doubs (25)');
  const specs = maker?.capabilities[0]?.specs.map(({ term, description }) => `${term} ${description}`);
  expect(specs?.[0]?.replace(/\s/g, ' ')).toBe('diamètre 34 à 46 mm');
  expect(JSON.stringify(maker)).not.toMatch(/price|cents|email|siren/i);
  expect((await findMaker('org-titanloue', 'en'))?.capabilities[0]?.family).toBe('Cases');
});

test('an unknown ref and an organisation that publishes nothing answer alike', async () => {
  const brand = await db
    .selectFrom('organisations')
    .where('kind', '=', 'brand')
    .select('ref')
    .executeTakeFirstOrThrow();
  expect([
    await findMaker(brand.ref, 'fr'),
    await findMaker('nobody', 'fr'),
    await findMaker('', 'fr'),
  ]).toEqual([null, null, null]);
});
