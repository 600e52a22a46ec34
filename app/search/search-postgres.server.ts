import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import { leaves as taxonomyLeaves } from '~/taxonomy/taxonomy';
import { database } from '~db/client.server';
import type { DB } from '~db/schema.generated';
import { versionOfCapability } from './capability-documents.server';
import { type FacetName, type Filters, facetNames } from './facet-names';
import { type FacetCount, type FacetCounts, forEachFacet, isLeafFacet, sortCounts } from './facets';
import type { BrowsedCapabilities, FoundCapability } from './found-capability';
import type { QueryPlan } from './query-plan';

const TEXT_LIMIT = 200;
const LEAF_LIMIT = 200;
const NAME_LIMIT = 40;
const NAME_LIKENESS = 0.45;

type Tables = ExpressionBuilder<DB, 'capabilities' | 'organisations'>;

/** The same candidates from PostgreSQL: full text of any telling word, the leaves that were named, makers' names. */
export async function findPostgresCandidates(plan: QueryPlan, filters: Filters): Promise<FoundCapability[]> {
  const scopes: Filters[] = Object.keys(filters).length > 0 ? [{}, filters] : [{}];
  const asked = scopes.flatMap((scope) => [byText(plan, scope), byLeaves(plan, scope), byMaker(plan, scope)]);
  const found = new Map<string, FoundCapability>();
  for (const rows of await Promise.all(asked)) for (const row of rows) found.set(row.id, row);
  return [...found.values()];
}

function candidates(filters: Filters) {
  return database()
    .selectFrom('capabilities')
    .innerJoin('organisations', 'organisations.id', 'capabilities.organisation_id')
    .where((eb) => passes(eb, filters))
    .select('capabilities.id')
    .select(versionOfCapability.as('version'));
}

async function byText(plan: QueryPlan, filters: Filters): Promise<FoundCapability[]> {
  const query = textQuery(plan);
  if (query === null) return [];
  return candidates(filters)
    .where(sql<SqlBool>`capabilities.search_vector @@ ${query}`)
    .orderBy(sql`ts_rank_cd(capabilities.search_vector, ${query})`, 'desc')
    .orderBy('capabilities.ref')
    .limit(TEXT_LIMIT)
    .execute();
}

/** Any of the words; each through the text configuration, so that it is folded and stemmed as the column was. */
function textQuery(plan: QueryPlan): Expression<unknown> | null {
  const words = [...new Set(plan.alternatives.flat())].map((word) =>
    word.replace(/[^\p{L}\p{N}]+/gu, ' ').trim(),
  );
  const known = words.filter((word) => word !== '');
  if (known.length === 0) return null;
  const whole = known.map((word) => sql`phraseto_tsquery('public.french_folded', ${word})`);
  const begun = known
    .filter((word) => /^[a-z0-9]*\d[a-z0-9]*$/i.test(word) && word.length >= 4)
    .map((word) => sql`to_tsquery('pg_catalog.simple', ${`'${word}':*`})`);
  return sql`(${sql.join([...whole, ...begun], sql` || `)})`;
}

async function byLeaves(plan: QueryPlan, filters: Filters): Promise<FoundCapability[]> {
  if (plan.leaves.length === 0) return [];
  return candidates(filters)
    .where(sql<SqlBool>`capabilities.leaves && ${[...plan.leaves]}::text[]`)
    .orderBy(sql`capabilities.leaves[1] = any(${[...plan.leaves]}::text[])`, 'desc')
    .orderBy('capabilities.ref')
    .limit(LEAF_LIMIT)
    .execute();
}

async function byMaker(plan: QueryPlan, filters: Filters): Promise<FoundCapability[]> {
  if (plan.text === '') return [];
  const words = plan.alternatives.flat();
  return candidates(filters)
    .where((eb) =>
      eb.or([
        sql<SqlBool>`fold_text(organisations.name) %> fold_text(${plan.text})
          and word_similarity(fold_text(${plan.text}), fold_text(organisations.name)) >= ${NAME_LIKENESS}`,
        sql<SqlBool>`string_to_array(fold_text(join_words(organisations.certifications)), ' ') && ${words}::text[]`,
      ]),
    )
    .orderBy('capabilities.ref')
    .limit(NAME_LIMIT)
    .execute();
}

/** A page of the directory without words, with counts. */
export async function browsePostgres(
  filters: Filters,
  offset: number,
  limit: number,
): Promise<BrowsedCapabilities> {
  const page = candidates(filters).orderBy('capabilities.ref').offset(offset).limit(limit).execute();
  const total = database()
    .selectFrom('capabilities')
    .innerJoin('organisations', 'organisations.id', 'capabilities.organisation_id')
    .where((eb) => passes(eb, filters))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return {
    found: await page,
    total: (await total).total,
    facets: await countInPostgres(filters),
  };
}

async function countInPostgres(filters: Filters): Promise<FacetCounts> {
  const counted = new Map<FacetName, FacetCount[]>();
  await Promise.all(
    facetNames.map(async (name) => {
      const rows = await database()
        .selectFrom('capabilities')
        .innerJoin('organisations', 'organisations.id', 'capabilities.organisation_id')
        .where((eb) => passes(eb, filters, name))
        .select(facetValue(name).as('value'))
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .groupBy('value')
        .execute();
      const counts = rows.flatMap(({ value, count }) => (value === null ? [] : [[value, count] as const]));
      counted.set(name, sortCounts(counts));
    }),
  );
  return forEachFacet((name) => counted.get(name) ?? []);
}

/** A row's values of a facet, each once: sets in the select list multiply the rows. */
function facetValue(name: FacetName) {
  if (name === 'family') return sql<string | null>`capabilities.family`;
  if (name === 'department') return sql<string | null>`organisations.department`;
  if (name === 'standard')
    return sql<string | null>`unnest(array(
      select unnest(capabilities.standards) union select unnest(organisations.certifications)))`;
  return sql<string | null>`unnest(array(
    select unnest(capabilities.leaves) intersect select unnest(${leafIds(name)}::text[])))`;
}

function leafIds(kind: string): string[] {
  return taxonomyLeaves.filter((leaf) => leaf.kind === kind).map(({ id }) => id);
}

/** The rows that a reader's choices leave; `except` for counting that facet's own values. */
function passes(eb: Tables, filters: Filters, except?: FacetName): Expression<SqlBool> {
  const conditions = facetNames.flatMap((name) => {
    const values = name === except ? [] : [...(filters[name] ?? [])];
    return values.length > 0 ? [condition(eb, name, values)] : [];
  });
  return eb.and(conditions);
}

function condition(eb: Tables, name: FacetName, values: string[]): Expression<SqlBool> {
  if (isLeafFacet(name)) return sql<SqlBool>`capabilities.leaves && ${values}::text[]`;
  if (name === 'family') return eb('capabilities.family', 'in', values);
  if (name === 'department') return eb('organisations.department', 'in', values);
  return sql<SqlBool>`(capabilities.standards && ${values}::text[] or organisations.certifications && ${values}::text[])`;
}
