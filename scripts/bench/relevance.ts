/** npm run bench -- relevance: the directory's search on the judged queries, beside plain BM25 and PostgreSQL full text. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readJudgedQueries } from '../../tests/relevance/search/judged-queries';
import { type MeasuredSearch, measureSearch } from '../../tests/relevance/search/measure-search';
import { exportUrls, holdServers } from '../embedded/servers';
import { step } from '../tell';

/** Servers and a database of its own, with the demo set, so that nobody's data are judged. */
export async function run(): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rouage-relevance-'));
  fs.chmodSync(folder, 0o755);
  const servers = await holdServers({ dataFolder: folder, durable: false });
  exportUrls(servers.urls);
  const { closeDatabase } = await import('~db/client.server');
  const { closeEngine } = await import('~/search/meilisearch-client.server');
  try {
    const { loadDemo } = await import('~db/seeds/load-demo.server');
    await step('Chargement des données de démonstration', 'loading the demo data', () =>
      loadDemo(servers.urls.databaseUrl),
    );
    for (const line of await measureAll()) process.stdout.write(`${line}\n`);
  } finally {
    await closeEngine();
    await closeDatabase();
    await servers.release();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function measureAll(): Promise<string[]> {
  const { ensureIndex } = await import('~/search/index-capabilities.server');
  const { eachCapabilityDocument } = await import('~/search/capability-documents.server');
  const { searchCapabilities, searchInDatabase } = await import('~/search/search-capabilities.server');
  const { bm25Search, fullTextSearch } = await import('../../tests/relevance/search/peer-searches');
  await step('Indexation', 'indexing', () => ensureIndex());
  const documents = [];
  for await (const some of eachCapabilityDocument(1_000)) documents.push(...some);
  const queries = readJudgedQueries();
  const asked = (text: string) => ({ query: text, filters: {}, offset: 0, limit: 20 });
  const engines = new Set<string>();
  const rows: [string, MeasuredSearch][] = [
    [
      'Rouage',
      await measureSearch(queries, async (text) => {
        const answer = await searchCapabilities(asked(text));
        engines.add(answer.engine);
        return answer.hits.map(({ document }) => document.ref);
      }),
    ],
    [
      'Rouage, PostgreSQL only',
      await measureSearch(queries, async (text) =>
        (await searchInDatabase(asked(text))).hits.map(({ document }) => document.ref),
      ),
    ],
    ['BM25 (MiniSearch)', await measureSearch(queries, bm25Search(documents))],
    ['PostgreSQL full text', await measureSearch(queries, fullTextSearch(documents))],
  ];
  return [
    `${queries.length} judged queries over ${documents.length} capabilities; Rouage answered by ${[...engines].join(', ')}`,
    ...table(rows),
  ];
}

function table(rows: readonly [string, MeasuredSearch][]): string[] {
  const classes = Object.keys(rows[0]?.[1].classes ?? {});
  const headers = ['nDCG@10', 'MRR', 'recall@20', 'tuned', 'blind', ...classes];
  const line = (name: string, cells: readonly string[]) =>
    name.padEnd(26) + cells.map((cell) => cell.padStart(10)).join('');
  return [
    line('', headers),
    ...rows.map(([name, { all, halves, classes: byClass }]) =>
      line(
        name,
        [
          all.ndcg10,
          all.mrr,
          all.recall20,
          halves.tuned.ndcg10,
          halves.blind.ndcg10,
          ...classes.map((one) => byClass[one]?.ndcg10 ?? 0),
        ].map((value) => value.toFixed(3)),
      ),
    ),
  ];
}
