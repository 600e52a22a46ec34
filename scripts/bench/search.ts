/**
 * npm run bench -- search: the directory's endpoint beside bare Meilisearch with the same query, in one run, as a ratio.
 * Each query is asked of both, one after the other, so that both see the same machine; wrong answers are counted.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Dispatcher, Pool } from 'undici';
import { type JudgedQuery, readJudgedQueries } from '../../tests/relevance/search/judged-queries';
import { buildIfStale } from '../build-if-stale';
import { projectFolder } from '../embedded/data-folder';
import { exportUrls, holdServers } from '../embedded/servers';
import { step } from '../tell';

const ROUNDS = 5;
const WARM_UP_ROUNDS = 1;

export async function run(): Promise<void> {
  await buildIfStale();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rouage-bench-search-'));
  fs.chmodSync(folder, 0o755);
  const servers = await holdServers({ dataFolder: folder, durable: false });
  exportUrls(servers.urls);
  const { meiliUrl, meiliMasterKey } = servers.urls;
  const { closeDatabase } = await import('~db/client.server');
  let web: { process: ChildProcess; url: string } | undefined;
  try {
    if (!meiliUrl || !meiliMasterKey)
      throw new Error('Meilisearch does not run here: nothing to compare with');
    const { loadDemo } = await import('~db/seeds/load-demo.server');
    const { ensureIndex } = await import('~/search/index-capabilities.server');
    const { indexName } = await import('~/search/meilisearch-client.server');
    await step('Données et index', 'data and index', async () => {
      await loadDemo(servers.urls.databaseUrl);
      await ensureIndex();
    });
    web = await startWeb();
    const ours = new Pool(web.url, { connections: 1 });
    const bare = new Pool(meiliUrl, { connections: 1 });
    const lines = await measure(ours, bare, `/indexes/${indexName()}/search`, meiliMasterKey);
    for (const line of lines) process.stdout.write(`${line}\n`);
    await Promise.all([ours.close(), bare.close()]);
  } finally {
    web?.process.kill('SIGTERM');
    await closeDatabase();
    await servers.release();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** The built web process, as deployed, on any free port. */
function startWeb(): Promise<{ process: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ['build/node/server.js'], {
    cwd: projectFolder(),
    env: { ...process.env, NODE_ENV: 'production', PORT: '0', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 2, 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the web process ended with code ${code}`)));
    child.once('message', (message) => {
      if (typeof message === 'object' && message !== null && 'listening' in message)
        resolve({ process: child, url: `http://127.0.0.1:${String(message.listening)}` });
    });
  });
}

interface Timed {
  ms: number;
  text: string;
  status: number;
}

async function timed(work: () => Promise<Dispatcher.ResponseData>): Promise<Timed> {
  const begun = performance.now();
  const { statusCode, body } = await work();
  const text = await body.text();
  return { ms: performance.now() - begun, text, status: statusCode };
}

async function measure(ours: Pool, bare: Pool, bareSearch: string, key: string): Promise<string[]> {
  const queries = readJudgedQueries();
  const times = { data: [] as number[], page: [] as number[], bare: [] as number[] };
  let wrong = 0;
  let degraded = 0;
  const askOurs = (pathname: string, { text }: JudgedQuery) =>
    timed(() => ours.request({ method: 'GET', path: `${pathname}?q=${encodeURIComponent(text)}` }));
  const askBare = ({ text }: JudgedQuery) =>
    timed(() =>
      bare.request({
        method: 'POST',
        path: bareSearch,
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: JSON.stringify({ q: text, limit: 20, matchingStrategy: 'frequency', facets: ['*'] }),
      }),
    );
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round += 1)
    for (const query of queries) {
      const [data, limit, page] = [
        await askOurs('/savoir-faire.data', query),
        await askBare(query),
        await askOurs('/savoir-faire', query),
      ];
      if (round < 0) continue;
      times.data.push(data.ms);
      times.bare.push(limit.ms);
      times.page.push(page.ms);
      if (data.text.includes('"degraded",true')) degraded += 1;
      const finds = [...query.grades].some(([ref, grade]) => grade === 3 && data.text.includes(`"${ref}"`));
      if (!finds || data.status !== 200 || limit.status !== 200 || page.status !== 200) wrong += 1;
    }
  return report(times, wrong, degraded);
}

function report(
  times: Readonly<Record<'data' | 'page' | 'bare', number[]>>,
  wrong: number,
  degraded: number,
): string[] {
  const at = (values: readonly number[], share: number) =>
    [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
  const line = (name: string, values: readonly number[]) => {
    const [p50, p99] = [at(values, 0.5), at(values, 0.99)];
    const ratio = (value: number, share: number) => `${(value / at(times.bare, share)).toFixed(2)}x`;
    return [
      name.padEnd(34),
      `p50 ${p50.toFixed(1).padStart(6)} ms ${ratio(p50, 0.5).padStart(7)}`,
      `p99 ${p99.toFixed(1).padStart(6)} ms ${ratio(p99, 0.99).padStart(7)}`,
    ].join('  ');
  };
  return [
    `${times.data.length} searches, one at a time; without an expected answer: ${wrong}; from PostgreSQL: ${degraded}`,
    line('bare Meilisearch', times.bare),
    line('the directory, its data', times.data),
    line('the directory, its page', times.page),
  ];
}
