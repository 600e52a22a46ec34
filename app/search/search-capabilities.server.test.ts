import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadDemo } from '~db/seeds/load-demo.server';
import {
  type RunningMeilisearch,
  startMeilisearch,
  stopMeilisearch,
} from '../../scripts/embedded/meilisearch';
import { testDatabase } from '../../tests/database';
import {
  ensureIndex,
  indexCapabilities,
  rebuildIndex,
  removeCapabilities,
} from './index-capabilities.server';
import { closeEngine, engineAdministration, indexName } from './meilisearch-client.server';
import { type CapabilityAnswer, searchCapabilities, searchInDatabase } from './search-capabilities.server';

const { db, url } = await testDatabase();

// a search server of this file's own, since the last test kills it
const masterKey = 'a-key-of-this-test-only';
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rouage-search-'));
let server: RunningMeilisearch | undefined;

beforeAll(async () => {
  fs.mkdirSync(path.join(folder, 'logs'), { recursive: true });
  server = await startMeilisearch({ dataFolder: folder, masterKey });
  if (!server) throw new Error('Meilisearch does not start on this platform');
  Object.assign(process.env, { MEILI_URL: server.url, MEILI_MASTER_KEY: masterKey });
  await loadDemo(url);
  expect(await ensureIndex()).toBe('rebuilt');
});

afterAll(async () => {
  await closeEngine();
  if (server) await stopMeilisearch(server.pid);
  fs.rmSync(folder, { recursive: true, force: true });
});

const asked = (query: string, filters = {}) => ({ query, filters, offset: 0, limit: 20 });
/** The engine's answer: on a busy machine it may be late once, and PostgreSQL then answers for a while. */
async function fromEngine(search: Parameters<typeof searchCapabilities>[0]): Promise<CapabilityAnswer> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await searchCapabilities(search);
    if (answer.engine === 'meilisearch') return answer;
    if (attempt === 100) throw new Error('the search engine does not come back');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
const refs = (answer: CapabilityAnswer) => answer.hits.map(({ document }) => document.ref);

describe.each([
  ['meilisearch', fromEngine],
  ['postgresql', searchInDatabase],
] as const)('from %s', (engine, search) => {
  test.each([
    ['a plural', 'spiraux', 'cap-122'],
    ['an elision', "l'émail", 'cap-016'],
    ['a misspelling', 'certisage diamants', 'cap-274'],
    ['a misspelling by ear', 'tampografie', 'cap-009'],
    ['a synonym', 'plexi bombé', 'cap-177'],
    ['English', 'moon phase module', 'cap-112'],
    ['a code', 'CJ-200', 'cap-359'],
    ['a code without its last letters', 'SR626', 'cap-160'],
    ['a standard', 'ISO 6425', 'cap-371'],
    ['a name', 'Bessonnet', 'cap-190'],
    ['a sentence', 'graver le prénom du client au dos de la montre', 'cap-297'],
  ])('%s finds: %s', async (_, query, first) => {
    const answer = await search(asked(query));
    expect(answer.engine).toBe(engine);
    expect(refs(answer).slice(0, 3)).toContain(first);
  });

  test('a code is exempt from typo tolerance', async () => {
    expect(refs(await search(asked('CJ-201')))).not.toContain('cap-359');
    expect((await search(asked('317L'))).total).toBe(0);
  });

  test('filters narrow, and their facets count what each value would leave', async () => {
    for (const query of ['', 'cadran']) {
      const all = await search({ ...asked(query), limit: 500 });
      const some = await search({ ...asked(query, { department: ['39'] }), limit: 500 });
      const jura = all.hits.filter(({ document }) => document.maker.department === '39');
      expect(some.total).toBe(jura.length);
      expect(new Set(refs(some))).toEqual(new Set(jura.map(({ document }) => document.ref)));
      expect(all.facets.department.find(({ value }) => value === '39')?.count).toBe(jura.length);
      expect(some.facets.department).toEqual(all.facets.department);
      const families = new Set(jura.map(({ document }) => document.family));
      expect(new Set(some.facets.family.map(({ value }) => value))).toEqual(families);
    }
  });

  test('pages neither share nor lose a result', async () => {
    for (const query of ['', 'acier']) {
      const whole = await search({ ...asked(query), limit: 500 });
      const pages: string[] = [];
      for (let offset = 0; offset < whole.total; offset += 7)
        pages.push(...refs(await search({ ...asked(query), offset, limit: 7 })));
      expect(pages).toEqual(refs(whole));
      expect(new Set(pages).size).toBe(whole.total);
    }
  });

  test.each(['"', '\\', '" OR 1=1', '()', '*', '& | !', ':*', '日本語', 'x'.repeat(400)])(
    'anything can be typed: %s',
    async (query) => expect((await search(asked(query))).total).toBeGreaterThanOrEqual(0),
  );
});

test('both sources count the same facets of the whole directory', async () => {
  const engine = await fromEngine(asked(''));
  const table = await searchInDatabase(asked(''));
  expect(engine.facets).toEqual(table.facets);
  expect([engine.total, refs(engine)]).toEqual([table.total, refs(table)]);
});

describe('the index follows the database', () => {
  const idOf = async (ref: string) =>
    (await db.selectFrom('capabilities').where('ref', '=', ref).select('id').executeTakeFirstOrThrow()).id;

  test('a change is found by its new words; doing it twice changes nothing', async () => {
    const id = await idOf('cap-015');
    await db
      .updateTable('capabilities')
      .set({ title: 'Tourbillonnerie xylographique', updated_at: new Date() })
      .where('id', '=', id)
      .execute();
    await indexCapabilities([id]);
    await indexCapabilities([id]);
    const answer = await fromEngine(asked('xylographique'));
    expect(answer.hits[0]?.document.title).toBe('Tourbillonnerie xylographique');
  });

  test('what is removed is found no more, and an id that the database lost leaves with it', async () => {
    const [one, other] = [await idOf('cap-100'), await idOf('cap-101')];
    await removeCapabilities([one]);
    await db.deleteFrom('capabilities').where('id', '=', other).execute();
    await indexCapabilities([other]);
    const found = refs(await fromEngine({ ...asked('boucle fermoir'), limit: 100 }));
    expect(found).not.toContain('cap-100');
    expect(found).not.toContain('cap-101');
    await indexCapabilities([one]);
    expect(refs(await fromEngine({ ...asked('boucle fermoir'), limit: 100 }))).toContain('cap-100');
  });

  test('search answers all through a rebuild, which catches up with changes made meanwhile', async () => {
    let isDone = false;
    const rebuilt = rebuildIndex().finally(() => {
      isDone = true;
    });
    const totals = new Set<number>();
    while (!isDone) {
      const answer = await searchCapabilities(asked('', { family: ['CAD'] }));
      totals.add(answer.total);
    }
    await rebuilt;
    expect(totals.size).toBe(1);
    expect(await ensureIndex()).toBe('current');
  });

  test('an index that is gone, or of another version, is filled anew', async () => {
    const client = engineAdministration();
    await client?.deleteIndexIfExists(indexName());
    expect(await ensureIndex()).toBe('rebuilt');
    const about = client?.index(`${indexName()}_about`);
    await client?.tasks.waitForTask(
      (await about?.addDocuments([{ id: 'index', version: 'older' }]))?.taskUid ?? 0,
    );
    expect(await ensureIndex()).toBe('rebuilt');
  });

  test('no price, address or private fact is in the index', async () => {
    const client = engineAdministration();
    await client?.index(indexName()).updateDisplayedAttributes(['*']);
    const fields = await client?.index(indexName()).getStats();
    expect(Object.keys(fields?.fieldDistribution ?? {}).join(' ')).not.toMatch(
      /price|cent|email|siren|phone/i,
    );
  });
});

test('a killed engine costs one question less than a second, then nothing; it is believed again by itself', async () => {
  const before = refs(await fromEngine(asked('glace saphir bombée')));
  if (server) await stopMeilisearch(server.pid);
  const begun = performance.now();
  const first = await searchCapabilities(asked('glace saphir bombée'));
  expect(performance.now() - begun).toBeLessThan(1_000);
  expect([first.engine, first.degraded]).toEqual(['postgresql', true]);
  expect(refs(first).slice(0, 2)).toEqual(before.slice(0, 2));

  server = await startMeilisearch({ dataFolder: folder, masterKey, preferredPort: server?.port });
  await expect
    .poll(async () => (await searchCapabilities(asked('saphir'))).engine, { timeout: 20_000, interval: 250 })
    .toBe('meilisearch');
});
