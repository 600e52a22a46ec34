import { stemOf } from '~/taxonomy/fold-text';
import { type RecognisedLeaf, recogniseLeaves } from '~/taxonomy/recognise-leaves';
import type { CorpusStatistics } from './corpus-statistics';
import { FILLER_WORDS } from './filler-words';
import { keysOfWord, type SearchTerm, searchTerms, soundKeysOf, type WeightedKey } from './search-terms';

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
export const LONE_NUMBER_IMPORTANCE = 0.3;
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
  const unfinishedFrom = options.complete === false || /\s$/.test(text) ? Number.NaN : text.trimEnd().length;
  const negated = negatedPlaces(found);
  const corrections: Correction[] = [];
  const terms = found.map((term, at): QueryTerm => {
    const { word, start, end, isCode } = term.token;
    const importance = negated.has(at) ? NEGATED_IMPORTANCE : importanceOf(word);
    if (beginsUnknownCode(term, found[at + 1], statistics)) return { word, start, end, keys: [], importance };
    const other = isCode ? NO_READINGS : otherReadings(word, statistics, end === unfinishedFrom);
    if (other.corrected !== null) corrections.push({ start, end, word: other.corrected });
    return { word, start, end, keys: [...term.keys, ...other.keys], importance };
  });
  const leaves = groupBySpan(recogniseCorrected(text, corrections));
  const refused = [...negated].flatMap((at) => terms[at] ?? []);
  return {
    text,
    terms,
    leaves: leaves.filter((span) => !refused.some((term) => speaksOf(span, term, text))),
  };
}

/** The letters of a code that nobody has (`CJ-201`) do not stand for the codes that begin with them. */
function beginsUnknownCode(
  term: SearchTerm,
  next: SearchTerm | undefined,
  statistics: CorpusStatistics,
): boolean {
  if (!next?.token.joined || !/^\d/.test(next.token.word) || !/^[a-z]{1,3}$/.test(term.token.word))
    return false;
  const codes = next.keys.filter(({ key }) => key.startsWith(`k:${term.token.word}`));
  return codes.length > 0 && codes.every(({ key }) => statistics.frequency(key) === 0);
}

/** "Sans cuir", "without leather": what is not wanted. Makers write so too ("sans nickel"), so the words still count a little. */
const NEGATIONS = new Set(['san', 'sans', 'without', 'hors', 'non', 'pas', 'jamai', 'no', 'not']);
const NEGATED_IMPORTANCE = 0.2;

function negatedPlaces(terms: readonly SearchTerm[]): Set<number> {
  const places = new Set<number>();
  terms.forEach(({ token }, at) => {
    if (!NEGATIONS.has(token.word)) return;
    places.add(at);
    if (at + 1 < terms.length) places.add(at + 1);
  });
  return places;
}

/** Does a stretch name the refused thing itself, the refusal not being part of its phrase ("cuir", not "sans cuir")? */
function speaksOf(span: QueryLeaves, refused: QueryTerm, text: string): boolean {
  if (NEGATIONS.has(refused.word) || span.start > refused.start || refused.end > span.end) return false;
  const said = text.slice(span.start, refused.start).toLowerCase();
  const isLoose = Math.max(...span.readings.values()) < 0.79;
  return isLoose || !/\b(?:sans|without|hors|non|pas|no|not)\b/.test(said);
}

interface Correction {
  readonly start: number;
  readonly end: number;
  readonly word: string;
}

/** Leaves of the text with its misspellings mended, at their places in the text as it was typed. */
function recogniseCorrected(text: string, corrections: readonly Correction[]): RecognisedLeaf[] {
  if (corrections.length === 0) return recogniseLeaves(text);
  let mended = '';
  let copied = 0;
  const shifts: { at: number; by: number }[] = [];
  for (const { start, end, word } of corrections) {
    mended += text.slice(copied, start) + word;
    shifts.push({ at: mended.length, by: end - mended.length });
    copied = end;
  }
  mended += text.slice(copied);
  // words only change within themselves, so both ends of a stretch lie on ends of words
  const typedEnd = (at: number) => at + (shifts.filter((shift) => shift.at <= at).at(-1)?.by ?? 0);
  return recogniseLeaves(mended).map((leaf) => ({
    ...leaf,
    start: typedEnd(leaf.start),
    end: typedEnd(leaf.end),
  }));
}

function importanceOf(word: string): number {
  if (FILLER_WORDS.has(word)) return FILLER_IMPORTANCE;
  return /^\d{1,4}(?:[.,]\d+)?$/.test(word) ? LONE_NUMBER_IMPORTANCE : 1;
}

interface OtherReadings {
  readonly keys: readonly WeightedKey[];
  /** what a misspelt word stands for, or null */
  readonly corrected: string | null;
}
const NO_READINGS: OtherReadings = { keys: [], corrected: null };

/** Readings of a word that the corpus does not know: what it begins, what it sounds like, what it misspells. */
function otherReadings(word: string, statistics: CorpusStatistics, unfinished: boolean): OtherReadings {
  if (statistics.knowsWord(word) || FILLER_WORDS.has(word)) return NO_READINGS;
  const completions =
    unfinished && word.length >= 3 ? statistics.wordsBeginning(word, MAXIMUM_COMPLETIONS) : [];
  const keys = completions.map((completion) => ({ key: `w:${completion}`, quality: COMPLETED_QUALITY }));
  const sounds = soundKeysOf(word);
  const alike = sounds.flatMap(({ key }) => statistics.wordsOf(key));
  if (keysOfWord(word).some(({ key }) => statistics.frequency(key) > 0)) {
    // an inflection; yet `cadrant` has the stem of `cadre` by chance and is `cadran` written by ear
    const meant = alike.some((other) => stemOf(other) === stemOf(word)) ? undefined : alike[0];
    if (meant === undefined) return { keys, corrected: null };
  }
  const corrected = statistics.correct(word) ?? alike[0] ?? null;
  keys.push(...sounds);
  for (const other of new Set([...(corrected === null ? [] : [corrected]), ...alike.slice(0, 1)]))
    for (const { key, quality } of keysOfWord(other))
      keys.push({ key, quality: quality * CORRECTED_QUALITY });
  return { keys, corrected: completions.length > 0 ? null : (alike[0] ?? corrected) };
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
