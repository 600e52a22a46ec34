import { mean, ndcg, recall, reciprocalRank } from '../metrics';
import { type JudgedQuery, queryClasses } from './judged-queries';

/** Refs of capabilities, best first. */
export type Searcher = (text: string) => Promise<readonly string[]>;

export interface SearchMeasures {
  readonly queries: number;
  readonly ndcg10: number;
  readonly mrr: number;
  readonly recall20: number;
}

export interface MeasuredSearch {
  readonly all: SearchMeasures;
  readonly halves: Readonly<Record<'tuned' | 'blind', SearchMeasures>>;
  readonly classes: Readonly<Record<string, SearchMeasures>>;
}

/** Run every query once and average. */
export async function measureSearch(
  queries: readonly JudgedQuery[],
  search: Searcher,
): Promise<MeasuredSearch> {
  const rankings = new Map<JudgedQuery, readonly string[]>();
  for (const query of queries) rankings.set(query, await search(query.text));
  const measure = (some: readonly JudgedQuery[]): SearchMeasures => {
    const of = (score: (ranking: readonly string[], query: JudgedQuery) => number) =>
      mean(some.map((query) => score(rankings.get(query) ?? [], query)));
    return {
      queries: some.length,
      ndcg10: of((ranking, { grades }) => ndcg(ranking, grades)),
      mrr: of((ranking, { grades }) => reciprocalRank(ranking, grades)),
      recall20: of((ranking, { grades }) => recall(ranking, grades)),
    };
  };
  return {
    all: measure(queries),
    halves: {
      tuned: measure(queries.filter(({ half }) => half === 'tuned')),
      blind: measure(queries.filter(({ half }) => half === 'blind')),
    },
    classes: Object.fromEntries(
      queryClasses.map((name) => [name, measure(queries.filter(({ queryClass }) => queryClass === name))]),
    ),
  };
}
