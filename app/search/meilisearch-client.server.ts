import { Meilisearch } from 'meilisearch';
import { Pool } from 'undici';
import { environment } from '~/config/environment.server';
import { CircuitBreaker } from './circuit-breaker';

/** How long a page waits for the engine before PostgreSQL answers instead. */
const SEARCH_TIMEOUT_MS = 600;
const CONNECT_TIMEOUT_MS = 250;
const PROBE_PAUSE_MS = 3_000;
/** Filling an index waits longer: no page hangs on it. */
const ADMINISTRATION_TIMEOUT_MS = 30_000;

/** The engine did not answer, or not as it should: ask PostgreSQL. */
export class EngineUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EngineUnavailable';
  }
}

interface Engine {
  url: string;
  pool: Pool;
  breaker: CircuitBreaker;
}

let engine: Engine | undefined;

function connectedEngine(url: string): Engine {
  if (engine?.url === url) return engine;
  void engine?.pool.destroy();
  const pool = new Pool(new URL(url).origin, {
    connections: 16,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    headersTimeout: SEARCH_TIMEOUT_MS,
    bodyTimeout: SEARCH_TIMEOUT_MS,
  });
  const made: Engine = {
    url,
    pool,
    breaker: new CircuitBreaker(() => post(made, searchPath, { queries: [probeQuery()] }), PROBE_PAUSE_MS),
  };
  engine = made;
  return made;
}

const searchPath = '/multi-search';

/** A search that needs the index to be there, not only the server. */
const probeQuery = () => ({ indexUid: indexName(), q: '', limit: 0 });

/**
 * The live index. It carries the database's name, so that two databases (a test's and another's) may share a server.
 */
export function indexName(): string {
  const name = new URL(environment().DATABASE_URL).pathname.slice(1).replace(/[^\w-]/g, '_');
  return `capabilities_${name || 'rouage'}`;
}

export function isEngineConfigured(): boolean {
  return environment().MEILI_URL !== undefined;
}

async function post(target: Engine, path: string, body: unknown): Promise<unknown> {
  const key = environment().MEILI_MASTER_KEY;
  const answer = await target.pool.request({
    method: 'POST',
    path,
    // identity: the engine's compressed answers come some 40 ms later
    headers: {
      'content-type': 'application/json',
      'accept-encoding': 'identity',
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(SEARCH_TIMEOUT_MS),
  });
  if (answer.statusCode !== 200) {
    const text = await answer.body.text();
    throw new EngineUnavailable(`search engine answered ${answer.statusCode}: ${text.slice(0, 200)}`);
  }
  return answer.body.json();
}

export interface EngineQuery {
  q: string;
  filter?: readonly (string | readonly string[])[];
  limit: number;
  offset?: number;
  facets?: readonly string[];
  attributesToRetrieve: readonly string[];
  attributesToSearchOn?: readonly string[];
  matchingStrategy?: 'frequency' | 'last' | 'all';
  sort?: readonly string[];
}

export interface EngineAnswer {
  hits: readonly Record<string, unknown>[];
  estimatedTotalHits: number;
  facetDistribution?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/**
 * Several searches in one round trip, answered in their order.
 * @throws EngineUnavailable at once when the engine is absent or known to be down, else within SEARCH_TIMEOUT_MS
 */
export async function askEngine(queries: readonly EngineQuery[]): Promise<EngineAnswer[]> {
  const url = environment().MEILI_URL;
  if (url === undefined) throw new EngineUnavailable('no search engine is configured');
  const target = connectedEngine(url);
  if (!target.breaker.closed) throw new EngineUnavailable('the search engine is down');
  try {
    const indexUid = indexName();
    const body = { queries: queries.map((query) => ({ indexUid, ...query })) };
    const answer = (await post(target, searchPath, body)) as { results: EngineAnswer[] };
    return answer.results;
  } catch (error) {
    target.breaker.trip();
    throw new EngineUnavailable('the search engine did not answer', { cause: error });
  }
}

/** Believe in the engine again, after this process has filled or mended its index. */
export function trustEngineAgain(): void {
  engine?.breaker.reset();
}

/** For filling indexes; null when no engine is configured. */
export function engineAdministration(timeoutMs = ADMINISTRATION_TIMEOUT_MS): Meilisearch | null {
  const { MEILI_URL: host, MEILI_MASTER_KEY: apiKey } = environment();
  if (host === undefined) return null;
  return new Meilisearch({
    host,
    ...(apiKey === undefined ? {} : { apiKey }),
    timeout: timeoutMs,
    requestInit: { headers: { 'accept-encoding': 'identity' } },
  });
}

/** Close the connections at the end of a process or of a test file. */
export async function closeEngine(): Promise<void> {
  const open = engine;
  engine = undefined;
  await open?.pool.destroy();
}
