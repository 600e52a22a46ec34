import { type RecognisedLeaf, recogniseLeaves } from '~/taxonomy/recognise-leaves';
import type { CorpusStatistics } from './corpus-statistics';
import { FILLER_WORDS } from './filler-words';
import { keysOfWord, searchTerms, soundKeysOf, type WeightedKey } from './search-terms';

/** A word of a query with every key that may answer it. */
export interface QueryTerm {
  readonly word: string;
  /** place in the text: start inclusive, end exclusive */
  readonly start: number;
  readonly end: number;
  readonly keys: readonly WeightedKey[];
  /** how much it matters beside the others: 1, less for the fillers of a sentence and lone numbers */
  readonly importance: number;
}

/** A stretch of the query that names one leaf, or one of several. */
export interface QueryLeaves {
  readonly start: number;
  readonly end: number;
  /** leaf id -> confidence 0..1 */
  readonly readings: ReadonlyMap<string, number>;
}

export interface UnderstoodQuery {
  readonly text: string;
  readonly terms: readonly QueryTerm[];
  readonly leaves: readonly QueryLeaves[];
}

const CORRECTED_QUALITY = 0.85;
const COMPLETED_QUALITY = 0.8;
const FILLER_IMPORTANCE = 0.12;
const LONE_NUMBER_IMPORTANCE = 0.3;
const MAXIMUM_COMPLETIONS = 12;
/** Words beyond this are not read: nobody types them, and every bound is one less way to be slow. */
export const MAXIMUM_QUERY_LENGTH = 400;

/**
 * What a person means by a query: its words with their inflections, translations and corrections, and the leaves of
 * the taxonomy that it names. Codes are taken to the letter.
 * @param options.complete the last word may be unfinished (search as you type)
 */
export function understandQuery(
  query: string,
  statistics: CorpusStatistics,
  options: { complete?: boolean } = {},
): UnderstoodQuery {
  const text = query.slice(0, MAXIMUM_QUERY_LENGTH);
  const found = searchTerms(text);
  const terms = found.map((term, at): QueryTerm => {
    const { word, start, end, isCode } = term.token;
    const last = at === found.length - 1 && end === text.trimEnd().length && !/\s$/.test(text);
    const keys = isCode
      ? term.keys
      : [...term.keys, ...otherReadings(word, statistics, last && options.complete !== false)];
    return { word, start, end, keys, importance: importanceOf(word) };
  });
  return { text, terms, leaves: groupBySpan(recogniseLeaves(text)) };
}

function importanceOf(word: string): number {
  if (FILLER_WORDS.has(word)) return FILLER_IMPORTANCE;
  return /^\d{1,4}(?:[.,]\d+)?$/.test(word) ? LONE_NUMBER_IMPORTANCE : 1;
}

/** Keys of a word that the corpus does not know: what it begins, or what it misspells. */
function otherReadings(word: string, statistics: CorpusStatistics, unfinished: boolean): WeightedKey[] {
  if (statistics.knowsWord(word) || FILLER_WORDS.has(word)) return [];
  const completions =
    unfinished && word.length >= 3 ? statistics.wordsBeginning(word, MAXIMUM_COMPLETIONS) : [];
  const keys = completions.map((completion) => ({ key: `w:${completion}`, quality: COMPLETED_QUALITY }));
  const answered = keysOfWord(word).some(({ key }) => statistics.frequency(key) > 0);
  const corrected = answered ? null : statistics.correct(word);
  if (answered) return keys;
  keys.push(...soundKeysOf(word));
  if (corrected === null) return keys;
  return [
    ...keys,
    ...keysOfWord(corrected).map(({ key, quality }) => ({ key, quality: quality * CORRECTED_QUALITY })),
  ];
}

function groupBySpan(recognised: readonly RecognisedLeaf[]): QueryLeaves[] {
  const spans = new Map<string, { start: number; end: number; readings: Map<string, number> }>();
  for (const { leafId, start, end, confidence } of recognised) {
    const place = `${start}-${end}`;
    const span = spans.get(place) ?? { start, end, readings: new Map<string, number>() };
    span.readings.set(leafId, Math.max(confidence, span.readings.get(leafId) ?? 0));
    spans.set(place, span);
  }
  return [...spans.values()];
}
