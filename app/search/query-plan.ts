import type { CorpusStatistics } from './corpus-statistics';
import { LONE_NUMBER_IMPORTANCE, type UnderstoodQuery } from './understand-query';

/** What to ask an engine for, to have every capability that ranking could put on top among the answers. */
export interface QueryPlan {
  /** the telling words of the query, corrected */
  readonly text: string;
  /** for each telling word, rarest first, the words of the corpus that answer it */
  readonly alternatives: readonly (readonly string[])[];
  /** leaves that the query names, surest first */
  readonly leaves: readonly string[];
}

const MAXIMUM_TERMS = 8;
const MAXIMUM_WORDS_OF_TERM = 30;
const MAXIMUM_LEAVES = 10;

export function planQuery(query: UnderstoodQuery, statistics: CorpusStatistics): QueryPlan {
  const telling = query.terms.filter((term) => term.importance >= LONE_NUMBER_IMPORTANCE);
  const terms = telling.length > 0 ? telling : query.terms;
  const weighed = terms
    .map((term) => {
      const weight = Math.max(0, ...term.keys.map(({ key, quality }) => quality * statistics.rarity(key)));
      const words = new Set<string>();
      for (const { key } of [...term.keys].sort((a, b) => b.quality - a.quality))
        for (const word of wordsOf(key, statistics)) if (words.size < MAXIMUM_WORDS_OF_TERM) words.add(word);
      return { word: term.word, weight, words: [...words] };
    })
    .filter(({ words }) => words.length > 0);
  const confidences = new Map<string, number>();
  for (const span of query.leaves)
    for (const [leaf, confidence] of span.readings)
      confidences.set(leaf, Math.max(confidence, confidences.get(leaf) ?? 0));
  return {
    text: terms
      .map((term) => weighed.find(({ word }) => word === term.word)?.words[0] ?? term.word)
      .join(' '),
    alternatives: [...weighed]
      .sort((a, b) => b.weight - a.weight)
      .slice(0, MAXIMUM_TERMS)
      .map(({ words }) => words),
    leaves: [...confidences]
      .sort((a, b) => b[1] - a[1])
      .slice(0, MAXIMUM_LEAVES)
      .map(([leaf]) => leaf),
  };
}

function wordsOf(key: string, statistics: CorpusStatistics): readonly string[] {
  if (key.startsWith('k:')) return statistics.frequency(key) > 0 ? [key.slice(2)] : [];
  return statistics.wordsOf(key);
}
