import type { PreparedCapability } from '~/matching/prepare-capability';
import type { CapabilityDocument } from './capability-document';
import { loadCapabilityDocuments } from './capability-documents.server';
import { type CapabilityFeatures, featuresOf } from './capability-features';
import { corpusStatistics } from './corpus-statistics.server';
import type { Filters } from './facet-names';
import { countFacets, type FacetCounts, passesFilters } from './facets';
import type { BrowsedCapabilities, FoundCapability } from './found-capability';
import { EngineUnavailable, isEngineConfigured } from './meilisearch-client.server';
import { planQuery, type QueryPlan } from './query-plan';
import { rankCapabilities } from './rank-capabilities';
import { isSentence, prepareDocument, rankSentence } from './rank-sentence';
import { browseEngine, findEngineCandidates } from './search-engine.server';
import { browsePostgres, findPostgresCandidates } from './search-postgres.server';
import { type UnderstoodQuery, understandQuery } from './understand-query';

export interface CapabilitySearch {
  readonly query: string;
  readonly filters: Filters;
  readonly offset: number;
  readonly limit: number;
}

export interface ScoredCapability {
  readonly document: CapabilityDocument;
  /** 0..1 for a query in words, 0 for browsing; only the order has a meaning */
  readonly score: number;
}

export interface CapabilityAnswer {
  /** Who found them: PostgreSQL where the engine is absent or down. */
  readonly engine: 'meilisearch' | 'postgresql';
  /** The engine should have answered and did not: the reader is told. */
  readonly degraded: boolean;
  readonly hits: readonly ScoredCapability[];
  readonly total: number;
  readonly facets: FacetCounts;
  readonly understood: UnderstoodQuery | null;
}

/** Below this share of the best score a capability only shares an everyday word with the query. */
const LEAST_SHARE = 0.1;

/**
 * Capabilities for a query in words and facets, best first. Candidates come from the search engine, or from
 * PostgreSQL when it does not answer; the same rules rank both, on the database's public facts.
 */
export async function searchCapabilities(search: CapabilitySearch): Promise<CapabilityAnswer> {
  try {
    if (isEngineConfigured())
      return { ...(await searchWith(search, meilisearch)), engine: 'meilisearch', degraded: false };
  } catch (error) {
    if (!(error instanceof EngineUnavailable)) throw error;
  }
  return searchInDatabase(search);
}

/** The same from PostgreSQL alone. */
export async function searchInDatabase(search: CapabilitySearch): Promise<CapabilityAnswer> {
  return { ...(await searchWith(search, postgresql)), engine: 'postgresql', degraded: isEngineConfigured() };
}

interface Source {
  find(plan: QueryPlan, filters: Filters): Promise<FoundCapability[]>;
  browse(filters: Filters, offset: number, limit: number): Promise<BrowsedCapabilities>;
}
const meilisearch: Source = { find: findEngineCandidates, browse: browseEngine };
const postgresql: Source = { find: findPostgresCandidates, browse: browsePostgres };

type Answer = Omit<CapabilityAnswer, 'engine' | 'degraded'>;

async function searchWith(search: CapabilitySearch, source: Source): Promise<Answer> {
  const { query, filters, offset, limit } = search;
  if (query === '') {
    const { found, total, facets } = await source.browse(filters, offset, limit);
    const known = await knownCapabilities(found);
    const hits = known.map(({ document }) => ({ document, score: 0 }));
    return { hits, total, facets, understood: null };
  }
  const statistics = await corpusStatistics();
  const understood = understandQuery(query, statistics);
  const found = await source.find(planQuery(understood, statistics), filters);
  const known = await knownCapabilities(found);
  const candidates = known.map((one) => ({ ref: one.document.ref, features: one.features, value: one }));
  const byWords = rankCapabilities(understood, candidates, statistics);
  const ranked = isSentence(understood)
    ? rankSentence(understood, byWords, preparedOf, statistics, new Date())
    : byWords;
  const least = (ranked[0]?.score ?? 0) * LEAST_SHARE;
  const kept = ranked.filter(({ score }) => score >= least);
  const passing = kept.filter(({ value }) => passesFilters(value.document, filters));
  return {
    hits: passing
      .slice(offset, offset + limit)
      .map(({ value, score }) => ({ document: value.document, score })),
    total: passing.length,
    facets: countFacets(
      kept.map(({ value }) => value.document),
      filters,
    ),
    understood,
  };
}

interface KnownCapability {
  readonly document: CapabilityDocument;
  readonly features: CapabilityFeatures;
  /** made when a sentence first asks for it */
  prepared?: PreparedCapability;
}

function preparedOf(capability: KnownCapability): PreparedCapability {
  capability.prepared ??= prepareDocument(capability.document);
  return capability.prepared;
}

const known = new Map<string, KnownCapability>();
const MAXIMUM_KNOWN = 20_000;

/**
 * What the database says of these, in their order; from memory where the version found is the one remembered. A row
 * that an index still has and the database has not is left out.
 */
async function knownCapabilities(found: readonly FoundCapability[]): Promise<KnownCapability[]> {
  const missing = found.filter(({ id, version }) => (known.get(id)?.document.version ?? -1) < version);
  const fresh = await loadCapabilityDocuments(missing.map(({ id }) => id));
  for (const { id } of missing) known.delete(id);
  for (const document of fresh) known.set(document.id, { document, features: featuresOf(document) });
  const answer = found.flatMap(({ id }) => known.get(id) ?? []);
  if (answer.length < found.length / 2) throw new EngineUnavailable('the index is of another database');
  for (const id of known.keys()) {
    if (known.size <= MAXIMUM_KNOWN) break;
    known.delete(id); // oldest first
  }
  return answer;
}
