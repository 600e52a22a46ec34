import { sql } from 'kysely';
import { database } from '~db/client.server';
import { eachCapabilityDocument } from './capability-documents.server';
import { featuresOf, keysOfFeatures } from './capability-features';
import { CorpusStatistics } from './corpus-statistics';
import type { TermKey } from './search-terms';

const REFRESH_MS = 30_000;
const LONGEST_KEY = 200;
/** Enough to know what is rare; a larger corpus is judged by its first so many. */
export const STATISTICS_SAMPLE = 20_000;

interface Loaded {
  computedAt: number;
  checkedAt: number;
  statistics: CorpusStatistics;
}

let loaded: Loaded | undefined;
let loading: Promise<Loaded> | undefined;

/**
 * What is known of the corpus. Read once, then looked after in the background: a page never waits for a refresh.
 * An empty one until something was counted; search then goes by leaves and plain words.
 */
export async function corpusStatistics(): Promise<CorpusStatistics> {
  if (!loaded) {
    loading ??= load().finally(() => {
      loading = undefined;
    });
    loaded = await loading;
  } else if (performance.now() - loaded.checkedAt > REFRESH_MS) {
    loaded.checkedAt = performance.now();
    void refresh(loaded).catch(() => {}); // the old ones serve until the database answers again
  }
  return loaded.statistics;
}

async function refresh(current: Loaded): Promise<void> {
  if ((await computedAt()) !== current.computedAt) loaded = await load();
}

async function computedAt(): Promise<number> {
  const row = await database().selectFrom('search_statistics').select('computed_at').executeTakeFirst();
  return row?.computed_at.getTime() ?? 0;
}

async function load(): Promise<Loaded> {
  const at = await computedAt();
  const row = await database().selectFrom('search_statistics').select('documents').executeTakeFirst();
  const terms = await database().selectFrom('search_terms').select(['key', 'documents']).execute();
  const statistics = new CorpusStatistics(
    row?.documents ?? 0,
    new Map(terms.map(({ key, documents }) => [key, documents])),
  );
  return { computedAt: at, checkedAt: performance.now(), statistics };
}

/** Forget what was read, so that the next search reads anew. */
export function forgetCorpusStatistics(): void {
  loaded = undefined;
}

/** Counts keys while documents pass by. */
export class StatisticsCounter {
  private readonly frequencies = new Map<TermKey, number>();
  private documents = 0;

  add(keys: Iterable<TermKey>): void {
    if (this.documents >= STATISTICS_SAMPLE) return;
    this.documents += 1;
    for (const key of new Set(keys))
      if (key.length <= LONGEST_KEY) this.frequencies.set(key, (this.frequencies.get(key) ?? 0) + 1);
  }

  /** Replace what is stored, in one transaction. */
  async store(): Promise<void> {
    const keys = [...this.frequencies.keys()];
    const counts = [...this.frequencies.values()];
    await database()
      .transaction()
      .execute(async (trx) => {
        // one writer at a time: two rebuilds may end together
        await sql`select pg_advisory_xact_lock(hashtext('search_statistics'))`.execute(trx);
        await trx.deleteFrom('search_terms').execute();
        await sql`
          insert into search_terms (key, documents)
          select * from unnest(${keys}::text[], ${counts}::int[])`.execute(trx);
        await sql`
          insert into search_statistics (one, documents) values (true, ${this.documents})
          on conflict (one) do update set documents = excluded.documents, computed_at = clock_timestamp()`.execute(
          trx,
        );
      });
    forgetCorpusStatistics();
  }
}

/** Count the corpus anew. */
export async function recountCorpus(): Promise<void> {
  const counter = new StatisticsCounter();
  for await (const documents of eachCapabilityDocument(500))
    for (const document of documents) counter.add(keysOfFeatures(featuresOf(document)));
  await counter.store();
}

/** Make known the words of new capabilities, lest they be taken for misspellings until the next full count. */
export async function noteNewTerms(keys: Iterable<TermKey>): Promise<void> {
  const fresh = [...new Set(keys)].filter((key) => key.length <= LONGEST_KEY);
  if (fresh.length === 0) return;
  const added = await sql`
    insert into search_terms (key, documents) select key, 1 from unnest(${fresh}::text[]) as key order by key
    on conflict (key) do nothing`.execute(database());
  if ((added.numAffectedRows ?? 0n) === 0n) return;
  await sql`
    insert into search_statistics (one, documents) values (true, 1)
    on conflict (one) do update set computed_at = clock_timestamp()`.execute(database());
}
