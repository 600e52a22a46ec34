import { sql } from 'kysely';
import { type Meilisearch, MeilisearchApiError } from 'meilisearch';
import { database } from '~db/client.server';
import {
  capabilitiesChangedSince,
  countCapabilities,
  eachCapabilityDocument,
  existingCapabilities,
  loadCapabilityDocuments,
} from './capability-documents.server';
import { featuresOf, keysOfFeatures } from './capability-features';
import { noteNewTerms, recountCorpus, StatisticsCounter } from './corpus-statistics.server';
import { indexDocumentOf, indexSettings, indexVersion } from './index-settings';
import { engineAdministration, indexName, trustEngineAgain } from './meilisearch-client.server';

const BATCH = 1_000;
/** A transaction that began before a rebuild may commit during it, under an older clock. */
const CATCH_UP_MS = 60_000;

/**
 * Bring these capabilities' rows of the index to what the database says now: changed ones are replaced, absent ones
 * removed. Running it twice, or late, changes nothing. Without a search engine only the corpus learns their words.
 * @throws when the engine is configured but does not answer: try again later
 */
export async function indexCapabilities(ids: readonly string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += BATCH) {
    const some = ids.slice(at, at + BATCH);
    const documents = await loadCapabilityDocuments(some);
    await noteNewTerms(documents.flatMap((document) => keysOfFeatures(featuresOf(document))));
    const client = engineAdministration();
    if (!client) continue;
    const known = new Set(documents.map(({ id }) => id));
    const index = client.index(indexName());
    const tasks = [
      documents.length > 0 && index.addDocuments(documents.map(indexDocumentOf), { primaryKey: 'id' }),
      known.size < some.length && index.deleteDocuments(some.filter((id) => !known.has(id))),
    ];
    for (const task of tasks) if (task) await finished(client, task);
  }
}

/** Take capabilities out of the index, whether or not the database still has them. */
export async function removeCapabilities(ids: readonly string[]): Promise<void> {
  const client = engineAdministration();
  if (!client || ids.length === 0) return;
  await finished(client, client.index(indexName()).deleteDocuments([...ids]));
}

export interface RebuildProgress {
  done: number;
  total: number;
}

/**
 * Fill a second index and swap it in; search answers from the first one meanwhile. What changed during the filling
 * is caught up after the swap. Only one process at a time; another one waits, then finds nothing left to do wrong.
 */
export async function rebuildIndex(
  options: { onProgress?: (progress: RebuildProgress) => void } = {},
): Promise<RebuildProgress> {
  return withRebuildLock(() => fillAndSwap(options.onProgress ?? (() => {})));
}

/**
 * Make sure that search has what it needs: statistics of the corpus, and an index of this version if there is an
 * engine. To be called when a process starts; costs two questions when all is well.
 * @returns what was done; `unreachable`: the engine does not answer, PostgreSQL does
 */
export async function ensureIndex(
  options: { onProgress?: (progress: RebuildProgress) => void } = {},
): Promise<'current' | 'rebuilt' | 'absent' | 'unreachable'> {
  const client = engineAdministration(CHECK_TIMEOUT_MS);
  try {
    if (client && !(await isCurrent(client))) {
      return await withRebuildLock(async () => {
        if (await isCurrent(client)) return 'current';
        await fillAndSwap(options.onProgress ?? (() => {}));
        return 'rebuilt';
      });
    }
  } catch (error) {
    if (error instanceof MeilisearchApiError) throw error; // it answers, and refuses: a fault to be seen
    await ensureStatistics();
    return 'unreachable';
  }
  await ensureStatistics();
  return client ? 'current' : 'absent';
}

async function ensureStatistics(): Promise<void> {
  const known = await database().selectFrom('search_statistics').select('documents').executeTakeFirst();
  const count = await countCapabilities();
  if (!known || known.documents < count / 2) await recountCorpus();
}

const descriptionIndex = () => `${indexName()}_about`;

/** A process does not wait long for an engine before it starts without. */
const CHECK_TIMEOUT_MS = 5_000;
/** An index may lag behind by a few rows; by more, it is of another database or another day. */
const TOLERATED_SHARE = 0.02;
const SAMPLE = 200;

/** Is there an index of this version, with the database's capabilities in it, give or take a few? */
async function isCurrent(client: Meilisearch): Promise<boolean> {
  try {
    const about = await client.index(descriptionIndex()).getDocument('index');
    const { numberOfDocuments } = await client.index(indexName()).getStats();
    const expected = await countCapabilities();
    if (about['version'] !== indexVersion()) return false;
    if (Math.abs(expected - numberOfDocuments) > expected * TOLERATED_SHARE) return false;
    const offset = Math.floor(Math.random() * Math.max(1, numberOfDocuments - SAMPLE));
    const { results } = await client
      .index(indexName())
      .getDocuments({ fields: ['id'], limit: SAMPLE, offset });
    const known = await existingCapabilities(results.map((row) => String(row['id'])));
    return results.length - known.length <= results.length * TOLERATED_SHARE;
  } catch (error) {
    if (error instanceof MeilisearchApiError && error.response.status === 404) return false;
    throw error;
  }
}

async function fillAndSwap(onProgress: (progress: RebuildProgress) => void): Promise<RebuildProgress> {
  const began = new Date(Date.now() - CATCH_UP_MS);
  const client = engineAdministration();
  const counter = new StatisticsCounter();
  const progress = { done: 0, total: await countCapabilities() };
  const second = client ? await emptyIndex(client, `${indexName()}_next`) : null;
  for await (const documents of eachCapabilityDocument(BATCH)) {
    for (const document of documents) counter.add(keysOfFeatures(featuresOf(document)));
    if (second) await finished(client, second.addDocuments(documents.map(indexDocumentOf)));
    progress.done += documents.length;
    onProgress({ ...progress });
  }
  await counter.store();
  if (client && second) {
    await swapIn(client, second.uid);
    await indexCapabilities(await capabilitiesChangedSince(began));
    await removeStrays(client);
    trustEngineAgain();
  }
  return progress;
}

async function emptyIndex(client: Meilisearch, uid: string) {
  await client.deleteIndexIfExists(uid);
  await finished(client, client.createIndex(uid, { primaryKey: 'id' }));
  const index = client.index(uid);
  await finished(client, index.updateSettings(indexSettings()));
  return index;
}

async function swapIn(client: Meilisearch, next: string): Promise<void> {
  const live = indexName();
  const hasLive = await client.getRawIndex(live).then(
    () => true,
    () => false,
  );
  if (!hasLive) await finished(client, client.createIndex(live, { primaryKey: 'id' }));
  await finished(client, client.swapIndexes([{ indexes: [live, next], rename: false }]));
  await client.deleteIndexIfExists(next);
  const about = client.index(descriptionIndex());
  await finished(
    client,
    about.addDocuments([{ id: 'index', version: indexVersion() }], { primaryKey: 'id' }),
  );
}

/** Remove what the database no longer has: a row may have gone while the second index was being filled. */
async function removeStrays(client: Meilisearch): Promise<void> {
  const index = client.index(indexName());
  const strays: string[] = [];
  for (let offset = 0; ; offset += BATCH) {
    const { results } = await index.getDocuments({ fields: ['id'], limit: BATCH, offset });
    const ids = results.map((row) => String(row['id']));
    if (ids.length === 0) break;
    const known = new Set(await existingCapabilities(ids));
    strays.push(...ids.filter((id) => !known.has(id)));
  }
  if (strays.length > 0) await finished(client, index.deleteDocuments(strays));
}

/** Wait for the engine's task, and make its failure ours. */
async function finished(
  client: Meilisearch | null,
  enqueued: PromiseLike<{ taskUid: number }>,
): Promise<void> {
  if (!client) return;
  const { taskUid } = await enqueued;
  const task = await client.tasks.waitForTask(taskUid, { timeout: 300_000, interval: 20 });
  if (task.status !== 'succeeded')
    throw new Error(`search index: ${task.type} ${task.status}: ${task.error?.message ?? 'no reason given'}`);
}

/** One rebuild at a time in all processes: the lock is the database's, and goes with its connection. */
async function withRebuildLock<Value>(work: () => Promise<Value>): Promise<Value> {
  return database()
    .connection()
    .execute(async (connection) => {
      // waiting for another rebuild is no fault: the connection's own limits do not fit it
      await sql`set lock_timeout = 0`.execute(connection);
      await sql`set statement_timeout = 0`.execute(connection);
      await sql`select pg_advisory_lock(hashtext('search_rebuild'))`.execute(connection);
      try {
        return await work();
      } finally {
        await sql`select pg_advisory_unlock(hashtext('search_rebuild'))`.execute(connection);
        await sql`set lock_timeout = '10s'`.execute(connection);
        await sql`set statement_timeout = '30s'`.execute(connection);
      }
    });
}
