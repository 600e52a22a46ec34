import { type FacetName, type Filters, facetNames } from './facet-names';
import { forEachFacet, hasFilters, sortCounts } from './facets';
import type { BrowsedCapabilities, FoundCapability } from './found-capability';
import { askEngine, type EngineAnswer, type EngineQuery } from './meilisearch-client.server';
import type { QueryPlan } from './query-plan';

/** Candidates of each way of asking; ranking needs a few dozen good ones, the facets all that are shown. */
const TEXT_LIMIT = 120;
const WORD_LIMIT = 80;
const LEAF_LIMIT = 120;
const WORDS_ASKED = 8;
const identity = ['id', 'version'];

/**
 * Everything that ranking could put on top: what the text finds, what each telling word finds, and who declares the
 * leaves that were named; asked without and with the reader's filters, in one round trip.
 * @throws EngineUnavailable
 */
export async function findEngineCandidates(plan: QueryPlan, filters: Filters): Promise<FoundCapability[]> {
  const scopes = hasFilters(filters) ? [[], filterExpression(filters)] : [[]];
  const queries = scopes.flatMap((scope) => candidateQueries(plan, scope));
  if (queries.length === 0) return [];
  const answers = await askEngine(queries);
  const found = new Map<string, FoundCapability>();
  for (const answer of answers) for (const hit of foundIn(answer)) found.set(hit.id, hit);
  return [...found.values()];
}

function candidateQueries(plan: QueryPlan, scope: string[][]): EngineQuery[] {
  const base = { attributesToRetrieve: identity, matchingStrategy: 'frequency' } as const;
  const queries: EngineQuery[] = [];
  if (plan.text !== '') queries.push({ ...base, q: plan.text, limit: TEXT_LIMIT, filter: scope });
  for (const word of wordsToAsk(plan))
    if (word !== plan.text) queries.push({ ...base, q: word, limit: WORD_LIMIT, filter: scope });
  for (const leaf of plan.leaves)
    queries.push({ ...base, q: '', limit: LEAF_LIMIT, filter: [...scope, [equals('leaves', leaf)]] });
  return queries;
}

/**
 * The engine forgives endings by itself, so of words that begin alike one is asked; the rarest terms first, and the
 * first alternatives of all before the second ones.
 */
function wordsToAsk(plan: QueryPlan): string[] {
  const asked = new Map<string, string>();
  for (const place of [0, 1, 2])
    for (const alternatives of plan.alternatives) {
      const word = alternatives[place];
      if (word === undefined || asked.size === WORDS_ASKED) continue;
      const beginning = word.slice(0, 5);
      if (!asked.has(beginning)) asked.set(beginning, word);
    }
  return [...asked.values()];
}

/** A page of the directory without words, with counts. @throws EngineUnavailable */
export async function browseEngine(
  filters: Filters,
  offset: number,
  limit: number,
): Promise<BrowsedCapabilities> {
  const chosen = facetNames.filter((name) => (filters[name]?.length ?? 0) > 0);
  const [page, ...alone] = await askEngine([
    {
      q: '',
      filter: filterExpression(filters),
      offset,
      limit,
      facets: facetNames,
      sort: ['ref:asc'],
      attributesToRetrieve: identity,
    },
    ...chosen.map((name) => ({
      q: '',
      filter: filterExpression(filters, name),
      limit: 0,
      facets: [name],
      attributesToRetrieve: identity,
    })),
  ]);
  return {
    found: page ? foundIn(page) : [],
    total: page?.estimatedTotalHits ?? 0,
    facets: forEachFacet((name) => {
      const at = chosen.indexOf(name);
      return sortCounts(Object.entries((at === -1 ? page : alone[at])?.facetDistribution?.[name] ?? {}));
    }),
  };
}

/** Meilisearch's: an array of "and", each an array of "or". */
function filterExpression(filters: Filters, except?: FacetName): string[][] {
  return facetNames.flatMap((name) => {
    const values = name === except ? [] : (filters[name] ?? []);
    return values.length > 0 ? [values.map((value) => equals(name, value))] : [];
  });
}

function equals(attribute: string, value: string): string {
  return `${attribute} = "${value.replace(/\\/g, '\\\\').replace(/"/g, '\\"')}"`;
}

function foundIn(answer: EngineAnswer): FoundCapability[] {
  return answer.hits.flatMap(({ id, version }) =>
    typeof id === 'string' && typeof version === 'number' ? [{ id, version }] : [],
  );
}
