import { beforeAll, describe, expect, test } from 'vitest';
import { eachCapabilityDocument } from '~/search/capability-documents.server';
import { ensureIndex } from '~/search/index-capabilities.server';
import { closeEngine } from '~/search/meilisearch-client.server';
import { searchCapabilities, searchInDatabase } from '~/search/search-capabilities.server';
import { loadDemo } from '~db/seeds/load-demo.server';
import { testDatabase } from '../../database';
import { queryClasses, readJudgedQueries } from './judged-queries';
import { type MeasuredSearch, measureSearch } from './measure-search';
import { bm25Search, fullTextSearch } from './peer-searches';

const { url } = await testDatabase();
const queries = readJudgedQueries();
const measured = new Map<string, MeasuredSearch>();

beforeAll(async () => {
  await loadDemo(url);
  await ensureIndex();
  const documents = [];
  for await (const some of eachCapabilityDocument(1_000)) documents.push(...some);
  const asked = (text: string) => ({ query: text, filters: {}, offset: 0, limit: 20 });
  const searchers = {
    engine: async (text: string) =>
      (await searchCapabilities(asked(text))).hits.map(({ document }) => document.ref),
    database: async (text: string) =>
      (await searchInDatabase(asked(text))).hits.map(({ document }) => document.ref),
    bm25: bm25Search(documents),
    fullText: fullTextSearch(documents),
  };
  for (const [name, search] of Object.entries(searchers))
    measured.set(name, await measureSearch(queries, search));
  await closeEngine();
}, 120_000);

const ndcgOf = (name: string) => measured.get(name)?.all.ndcg10 ?? 0;

test('at least 120 queries are judged, in every class, half of them blind', () => {
  expect(queries.length).toBeGreaterThanOrEqual(120);
  for (const name of queryClasses)
    for (const half of ['tuned', 'blind'])
      expect(queries.filter((one) => one.queryClass === name && one.half === half).length).toBeGreaterThan(7);
});

test('the order is 0.90 good in absolute terms and 0.10 better than the better peer', () => {
  expect(ndcgOf('engine')).toBeGreaterThanOrEqual(0.9);
  expect(ndcgOf('engine')).toBeGreaterThanOrEqual(Math.max(ndcgOf('bm25'), ndcgOf('fullText')) + 0.1);
});

test('what was not tuned on is as good', () => {
  expect(measured.get('engine')?.halves.blind.ndcg10).toBeGreaterThanOrEqual(0.9);
});

describe('no class of queries is left behind', () => {
  test.each([...queryClasses])('%s', (name) => {
    expect(measured.get('engine')?.classes[name]?.ndcg10).toBeGreaterThanOrEqual(0.85);
  });
});

test('without the engine the order is nearly as good', () => {
  expect(ndcgOf('database')).toBeGreaterThanOrEqual(0.88);
});
