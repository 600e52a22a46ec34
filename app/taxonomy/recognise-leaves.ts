/**
 * Finds the taxonomy's leaves in what people write.
 *
 *   recogniseLeaves('cadran bleu soleillé, laiton')            -> cad/cadran, cad/soleillage, cad/cadran-laiton-cuzn
 *   recogniseLeaves('losange à deux pans', { family: 'AIG' })  -> aig/aiguille-baton-… (kind `knowledge`)
 *   recogniseLeaves('cadrn soleilé')                           -> the same two, kind `typo`
 *
 * Labels, synonyms and periphrases are matched on folded singular words without articles, longest first, in French and
 * English at once. A word that names leaves of several families is given to the family of its neighbours (or of the
 * `family` option); without any hint each reading is returned with its share of the confidence.
 * Codes (words with digits, PVD, FKM…) are never corrected as misspellings.
 */

import { inflectionOf, stemOf, type Token, tokenise } from './fold-text';
import { type LeafPhrase, leafPhrases, needsContext } from './leaf-phrases';
import { rightWord } from './right-word';
import { conceptsOfStem } from './word-concepts';

export interface RecognisedLeaf {
  readonly leafId: string;
  readonly family: string;
  /** place in the text: start inclusive, end exclusive */
  readonly start: number;
  readonly end: number;
  readonly kind: 'label' | 'synonym' | 'knowledge' | 'typo';
  /** 0..1; from 0.6 on it may be shown as recognised, below it is a hint for ranking */
  readonly confidence: number;
}

export interface RecogniseOptions {
  /** the family already chosen: readings outside of it must be named plainly */
  readonly family?: string;
}

const CONFIDENCE = { label: 1, synonym: 0.92, knowledge: 0.8, head: 0.7 } as const;
const TYPO_FACTOR = 0.85;
const CONTEXT_MISSING_FACTOR = 0.5;
/** share of a periphrase's weight that a sentence must cover to count as said loosely */
const LOOSE_COVERAGE = 0.74;

const byFirstStem = new Map<string, LeafPhrase[]>();
for (const phrase of leafPhrases) {
  const first = phrase.stems[0];
  if (first === undefined) continue;
  const list = byFirstStem.get(first);
  if (list) list.push(phrase);
  else byFirstStem.set(first, [phrase]);
}
for (const list of byFirstStem.values()) list.sort((a, b) => b.words.length - a.words.length);

interface Span {
  readonly from: number;
  readonly to: number;
  readonly typo: boolean;
  readonly phrases: LeafPhrase[];
}

/** The leaves that a text names, in the order of the text, each with its place, kind and confidence. */
export function recogniseLeaves(text: string, options: RecogniseOptions = {}): RecognisedLeaf[] {
  const tokens = tokenise(text);
  return recogniseInTokens(tokens, options);
}

/** The same on words already cut, for callers that need both. */
export function recogniseInTokens(
  tokens: readonly Token[],
  options: RecogniseOptions = {},
): RecognisedLeaf[] {
  const meaningful = tokens.filter((token) => !token.isStop);
  const words = meaningful.map(rightWord);
  const spans = exactSpans(meaningful, words);
  const families = familyVotes(spans, options.family);
  const found = spans.flatMap((span) => readings(span, meaningful, families, options.family));
  found.push(...looseReadings(meaningful, words, found, families));
  return found.sort(
    (a, b) => a.start - b.start || b.confidence - a.confidence || a.leafId.localeCompare(b.leafId),
  );
}

function exactSpans(tokens: readonly Token[], words: readonly string[]): Span[] {
  const stems = words.map(inflectionOf);
  const spans: Span[] = [];
  let i = 0;
  while (i < tokens.length) {
    const span = longestAt(tokens, words, stems, i);
    if (span) spans.push(span);
    i = span ? span.to : i + 1;
  }
  return spans;
}

/** The longest phrases that start at this word; those said to the letter win over inflected ones of equal length. */
function longestAt(
  tokens: readonly Token[],
  words: readonly string[],
  stems: readonly string[],
  from: number,
): Span | undefined {
  const first = stems[from];
  if (first === undefined) return undefined;
  let length = 0;
  const matching: LeafPhrase[] = [];
  for (const phrase of byFirstStem.get(first) ?? []) {
    if (phrase.stems.length < length) break;
    if (!phrase.stems.every((stem, k) => stems[from + k] === stem)) continue;
    length = phrase.stems.length;
    matching.push(phrase);
  }
  if (length === 0) return undefined;
  const toTheLetter = matching.filter((phrase) => phrase.words.every((word, k) => words[from + k] === word));
  const typo = words.slice(from, from + length).some((word, k) => word !== tokens[from + k]?.word);
  return {
    from,
    to: from + length,
    typo,
    phrases: distinctLeaves(toTheLetter.length > 0 ? toTheLetter : matching),
  };
}

function distinctLeaves(phrases: readonly LeafPhrase[]): LeafPhrase[] {
  const best = new Map<string, LeafPhrase>();
  for (const phrase of phrases) {
    const known = best.get(phrase.leaf.id);
    if (!known || CONFIDENCE[phrase.kind] > CONFIDENCE[known.kind]) best.set(phrase.leaf.id, phrase);
  }
  return [...best.values()];
}

function familyVotes(spans: readonly Span[], family?: string): Map<string, number> {
  const votes = new Map<string, number>();
  if (family !== undefined) votes.set(family, 3);
  for (const span of spans) {
    const plain = span.phrases.filter((phrase) => phrase.kind !== 'head');
    const names = new Set(plain.map((phrase) => phrase.leaf.family));
    const weak = plain.every((phrase) => needsContext(phrase.words));
    for (const name of names) votes.set(name, (votes.get(name) ?? 0) + (weak ? 0.3 : 1) / names.size);
  }
  return votes;
}

function readings(
  span: Span,
  tokens: readonly Token[],
  votes: Map<string, number>,
  family?: string,
): RecognisedLeaf[] {
  const start = tokens[span.from]?.start ?? 0;
  const end = tokens[span.to - 1]?.end ?? 0;
  const inFamily = span.phrases.filter((phrase) => phrase.kind !== 'head' || phrase.leaf.family === family);
  if (inFamily.length === 0) return [];
  const own = 1 / new Set(inFamily.map((phrase) => phrase.leaf.family)).size;
  const scored = inFamily.map((phrase) => ({ phrase, vote: votes.get(phrase.leaf.family) ?? 0 }));
  const top = Math.max(...scored.map((item) => item.vote));
  const kept = scored.filter((item) => item.vote >= top - 0.5 || item.phrase.kind === 'label');
  const total = kept.reduce((sum, item) => sum + Math.max(item.vote, 0.1), 0);
  return kept.map(({ phrase, vote }) => {
    const share = kept.length === 1 ? 1 : Math.max(vote, 0.1) / total;
    const supported = vote > own + 0.05 || phrase.leaf.family === family;
    const context = needsContext(phrase.words) && !supported ? CONTEXT_MISSING_FACTOR : 1;
    const confidence = CONFIDENCE[phrase.kind] * (span.typo ? TYPO_FACTOR : 1) * context * Math.sqrt(share);
    return {
      leafId: phrase.leaf.id,
      family: phrase.leaf.family,
      start,
      end,
      kind: span.typo ? 'typo' : phrase.kind === 'head' ? 'label' : phrase.kind,
      confidence,
    };
  });
}

// --- Periphrases said loosely: the same content words in any order, other words between ---

interface LoosePhrase {
  readonly phrase: LeafPhrase;
  /** stems of the words, with the concepts that each stands for */
  readonly keys: readonly (readonly string[])[];
  readonly weights: readonly number[];
  readonly total: number;
}

function keysOf(word: string): string[] {
  const stem = stemOf(word);
  const concepts = conceptsOfStem(stem);
  return concepts.length > 0 ? [...concepts] : [stem];
}

const documentFrequency = new Map<string, number>();
const loosePhrases: LoosePhrase[] = [];
const looseByKey = new Map<string, { index: number; position: number }[]>();

function buildLoose(): void {
  const candidates = leafPhrases.filter((phrase) => phrase.words.length >= 2);
  for (const phrase of candidates) {
    for (const key of new Set(phrase.words.flatMap(keysOf))) {
      documentFrequency.set(key, (documentFrequency.get(key) ?? 0) + 1);
    }
  }
  const weightOf = (keys: readonly string[]) =>
    Math.max(...keys.map((key) => Math.log(1 + candidates.length / (documentFrequency.get(key) ?? 1))));
  for (const phrase of candidates) {
    const keys = phrase.words.map(keysOf);
    const weights = keys.map(weightOf);
    const index = loosePhrases.length;
    loosePhrases.push({ phrase, keys, weights, total: weights.reduce((sum, weight) => sum + weight, 0) });
    keys.forEach((list, position) => {
      for (const key of list) {
        const postings = looseByKey.get(key);
        if (postings) postings.push({ index, position });
        else looseByKey.set(key, [{ index, position }]);
      }
    });
  }
}
buildLoose();

/** How far apart, in meaningful words, the first and last word of a periphrase said loosely may stand. */
const LOOSE_WINDOW = 9;
/** Two words alone say little: they must stand almost together. */
const LOOSE_PAIR_WINDOW = 3;

function looseReadings(
  tokens: readonly Token[],
  words: readonly string[],
  exact: readonly RecognisedLeaf[],
  votes: Map<string, number>,
): RecognisedLeaf[] {
  const hits = new Map<number, Map<number, number[]>>();
  words.forEach((word, place) => {
    for (const key of keysOf(word)) {
      for (const { index, position } of looseByKey.get(key) ?? []) {
        const places = hits.get(index) ?? new Map<number, number[]>();
        hits.set(index, places);
        const known = places.get(position);
        if (known) known.push(place);
        else places.set(position, [place]);
      }
    }
  });
  const known = new Set(exact.map((leaf) => leaf.leafId));
  const best = new Map<string, RecognisedLeaf>();
  for (const [index, places] of hits) {
    const loose = loosePhrases[index];
    if (!loose || places.size < 2 || known.has(loose.phrase.leaf.id)) continue;
    const reading = looseReading(loose, tightest(places), tokens, words, votes);
    if (!reading) continue;
    const previous = best.get(reading.leafId);
    if (!previous || reading.confidence > previous.confidence) best.set(reading.leafId, reading);
  }
  return [...best.values()];
}

/** Of the places where each word of a periphrase stands, those that lie closest together. */
function tightest(all: ReadonlyMap<number, readonly number[]>): Map<number, number> {
  const [rarest] = [...all.values()].sort((a, b) => a.length - b.length);
  let best = new Map<number, number>();
  let bestWidth = Number.POSITIVE_INFINITY;
  for (const anchor of rarest ?? []) {
    const chosen = new Map<number, number>();
    for (const [position, places] of all) {
      chosen.set(
        position,
        places.reduce((near, place) => (Math.abs(place - anchor) < Math.abs(near - anchor) ? place : near)),
      );
    }
    const width = Math.max(...chosen.values()) - Math.min(...chosen.values());
    if (width >= bestWidth) continue;
    best = chosen;
    bestWidth = width;
  }
  return best;
}

function looseReading(
  loose: LoosePhrase,
  places: ReadonlyMap<number, number>,
  tokens: readonly Token[],
  words: readonly string[],
  votes: ReadonlyMap<string, number>,
): RecognisedLeaf | undefined {
  if (new Set(places.values()).size < 2) return undefined;
  let covered = 0;
  for (const position of places.keys()) covered += loose.weights[position] ?? 0;
  const coverage = covered / loose.total;
  const from = Math.min(...places.values());
  const to = Math.max(...places.values());
  const window = places.size === 2 ? LOOSE_PAIR_WINDOW : LOOSE_WINDOW;
  if (coverage < LOOSE_COVERAGE || to - from > window) return undefined;
  const { leaf } = loose.phrase;
  const size = places.size === 2 ? 0.75 : places.size === 3 ? 0.95 : 1;
  const context = (votes.get(leaf.family) ?? 0) > 0 ? 1 : 0.9;
  const typo = [...places.values()].some((place) => words[place] !== tokens[place]?.word);
  return {
    leafId: leaf.id,
    family: leaf.family,
    start: tokens[from]?.start ?? 0,
    end: tokens[to]?.end ?? 0,
    kind: typo ? 'typo' : 'knowledge',
    confidence: 0.8 * coverage * size * context * (typo ? TYPO_FACTOR : 1),
  };
}
