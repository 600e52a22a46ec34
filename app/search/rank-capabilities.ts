import { areRelated } from '~/matching/related-leaves';
import { type CapabilityFeatures, placeFactor } from './capability-features';
import type { CorpusStatistics } from './corpus-statistics';
import type { TermKey } from './search-terms';
import type { QueryLeaves, QueryTerm, UnderstoodQuery } from './understand-query';

/** A capability to rank: its features, and whatever the caller wants back. */
export interface Candidate<Value> {
  readonly ref: string;
  readonly features: CapabilityFeatures;
  readonly value: Value;
}

export interface Ranked<Value> {
  readonly ref: string;
  readonly value: Value;
  /** 0..1; only the order within one query has a meaning */
  readonly score: number;
}

/** Share of a query's strength that the named leaves carry; the words carry the rest. */
const LEAF_SHARE = 0.4;
/** What saying a leaf's words is worth beside declaring the leaf, and the other way round. */
const SAID_NOT_DECLARED = 0.8;
const DECLARED_NOT_SAID = 0.6;
/** From here on a reading is no mere hint (see recogniseLeaves). */
const SURE = 0.6;
/** What a leaf is worth that is named but not declared, and that its neighbour is. */
const IMPLIED = 0.4;
const RELATED = 0.4;
const WITHIN_LONGER = 0.3;
/** No named leaf is so common that it stops mattering. */
const LEAST_RARITY = 0.3;
/** Weight at which a word counts half (BM25's k1). */
const HALF_WEIGHT = 1.4;
/** What remains of a score when next to nothing of the query is covered. */
const UNCOVERED = 0.15;

/** Best first; ties by ref, so that a page and the next never share or lose a row. Those that answer nothing are left out. */
export function rankCapabilities<Value>(
  query: UnderstoodQuery,
  candidates: Iterable<Candidate<Value>>,
  statistics: CorpusStatistics,
): Ranked<Value>[] {
  const all = [...candidates];
  // a word written since the corpus was counted is as rare as can be
  const rarity = (key: TermKey) =>
    statistics.rarity(key) || (all.some(({ features }) => features.weights.has(key)) ? 1 : 0);
  const spans = withoutRepeats(query.leaves);
  const terms = query.terms.map((term) => weigh(term, spans, rarity));
  const leaves = spans.map((span) => weighLeaves(span, spans, query.terms, statistics));
  const ranked: Ranked<Value>[] = [];
  for (const { ref, features, value } of all) {
    const score = scoreCapability(terms, leaves, features);
    if (score > 0) ranked.push({ ref, value, score });
  }
  return ranked.sort((a, b) => b.score - a.score || (a.ref < b.ref ? -1 : 1));
}

/** A leaf named twice ("horloge comtoise") is meant once: the surer stretch stands for it. */
function withoutRepeats(spans: readonly QueryLeaves[]): QueryLeaves[] {
  const kept: QueryLeaves[] = [];
  const key = (span: QueryLeaves) => [...span.readings.keys()].sort().join(' ');
  const sureness = (span: QueryLeaves) => Math.max(...span.readings.values());
  for (const span of spans) {
    const at = kept.findIndex((one) => key(one) === key(span));
    const earlier = kept[at];
    if (!earlier) kept.push(span);
    else if (sureness(span) > sureness(earlier)) kept[at] = span;
  }
  return kept;
}

interface WeighedTerm {
  readonly weight: number;
  readonly keys: readonly { key: string; strength: number }[];
  /** places of the stretches that hold this word */
  readonly leaves: readonly number[];
}

interface WeighedLeaves {
  readonly strength: number;
  readonly readings: readonly { leafId: string; strength: number }[];
  /** places of the words that it holds */
  readonly terms: readonly number[];
}

function weigh(
  term: QueryTerm,
  leaves: readonly QueryLeaves[],
  rarity: (key: TermKey) => number,
): WeighedTerm {
  const keys = term.keys
    .map(({ key, quality }) => ({ key, strength: quality * rarity(key) * term.importance }))
    .filter(({ strength }) => strength > 0);
  const weight = keys.reduce((best, { strength }) => Math.max(best, strength), 0);
  return { weight, keys, leaves: leaves.flatMap((span, at) => (holds(span, term) ? [at] : [])) };
}

function weighLeaves(
  span: QueryLeaves,
  spans: readonly QueryLeaves[],
  terms: readonly QueryTerm[],
  statistics: CorpusStatistics,
): WeighedLeaves {
  const share = spans.some((other) => saysMore(other, span)) ? WITHIN_LONGER : 1;
  const readings = [...span.readings].map(([leafId, confidence]) => ({
    leafId,
    strength: share * confidence * Math.max(LEAST_RARITY, statistics.rarity(`l:${leafId}`)),
  }));
  return {
    strength: Math.max(0, ...readings.map(({ strength }) => strength)),
    readings,
    terms: terms.flatMap((term, at) => (holds(span, term) ? [at] : [])),
  };
}

/** "Battery" within "battery replacement": the longer phrase says what is meant. */
function saysMore(longer: QueryLeaves, shorter: QueryLeaves): boolean {
  const isLonger = longer.end - longer.start > shorter.end - shorter.start;
  return (
    isLonger &&
    longer.start <= shorter.start &&
    shorter.end <= longer.end &&
    Math.max(...longer.readings.values()) >= SURE
  );
}

function holds(span: QueryLeaves, term: QueryTerm): boolean {
  return span.start <= term.start && term.end <= span.end;
}

function scoreCapability(
  terms: readonly WeighedTerm[],
  leaves: readonly WeighedLeaves[],
  features: CapabilityFeatures,
): number {
  const said = terms.map((term) => (term.weight > 0 ? strengthOf(term, features) / term.weight : 0));
  const declared = leaves.map((span) => declaredShare(span, features));
  if (said.every((share) => share === 0) && declared.every((share) => share === 0)) return 0;
  const words = new Average();
  const named = new Average();
  const coverage = new Average();
  leaves.forEach((span, at) => {
    const ownWords = new Average();
    for (const place of span.terms) ownWords.add(said[place] ?? 0, terms[place]?.weight ?? 0);
    named.add(Math.max(declared[at] ?? 0, ownWords.value * SAID_NOT_DECLARED), span.strength);
  });
  terms.forEach((term, at) => {
    const own = said[at] ?? 0;
    let answered = 0;
    for (const place of term.leaves) answered = Math.max(answered, declared[place] ?? 0);
    words.add(Math.max(own, answered * DECLARED_NOT_SAID), term.weight);
    coverage.add(Math.min(1, Math.max(own, answered) * 1.3), term.weight);
  });
  const leafShare = leaves.length > 0 ? LEAF_SHARE : 0;
  const covered = coverage.weight > 0 ? coverage.value : named.value;
  return (leafShare * named.value + (1 - leafShare) * words.value) * (UNCOVERED + (1 - UNCOVERED) * covered);
}

/** How well the leaves that a capability declares answer a stretch of the query: 1 for its main one, surely meant. */
function declaredShare(span: WeighedLeaves, features: CapabilityFeatures): number {
  let best = 0;
  for (const { leafId, strength } of span.readings)
    best = Math.max(best, strength * leafAnswer(leafId, features));
  return span.strength > 0 ? best / span.strength : 0;
}

function leafAnswer(leafId: string, features: CapabilityFeatures): number {
  const place = features.leafPlaces.get(leafId);
  if (place !== undefined) return placeFactor(place);
  let best = IMPLIED * (features.impliedLeaves.get(leafId) ?? 0);
  for (const [other, at] of features.leafPlaces)
    if (areRelated(leafId, other)) best = Math.max(best, RELATED * placeFactor(at));
  return best;
}

/** A weighted mean, made one value at a time; 0 of nothing. */
class Average {
  weight = 0;
  private sum = 0;

  add(value: number, weight: number): void {
    this.weight += weight;
    this.sum += value * weight;
  }

  get value(): number {
    return this.weight > 0 ? this.sum / this.weight : 0;
  }
}

/** The best of a word's keys in this capability. */
function strengthOf(term: WeighedTerm, features: CapabilityFeatures): number {
  let best = 0;
  for (const { key, strength } of term.keys) {
    const weight = features.weights.get(key);
    if (weight !== undefined) best = Math.max(best, (strength * weight) / (weight + HALF_WEIGHT));
  }
  return best;
}
