import { type CapabilityFeatures, placeFactor } from './capability-features';
import type { CorpusStatistics } from './corpus-statistics';
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
const LEAF_SHARE = 0.5;
/** Weight at which a word counts half (BM25's k1). */
const HALF_WEIGHT = 1.4;
/** What remains of a score when next to nothing of the query is covered. */
const UNCOVERED = 0.35;

/** Best first; ties by ref, so that a page and the next never share or lose a row. Those that answer nothing are left out. */
export function rankCapabilities<Value>(
  query: UnderstoodQuery,
  candidates: Iterable<Candidate<Value>>,
  statistics: CorpusStatistics,
): Ranked<Value>[] {
  const terms = query.terms.map((term) => weigh(term, statistics));
  const leaves = query.leaves.map((span) => weighLeaves(span, statistics));
  const ranked: Ranked<Value>[] = [];
  for (const { ref, features, value } of candidates) {
    const score = scoreCapability(terms, leaves, features);
    if (score > 0) ranked.push({ ref, value, score });
  }
  return ranked.sort((a, b) => b.score - a.score || (a.ref < b.ref ? -1 : 1));
}

interface WeighedTerm {
  readonly start: number;
  readonly end: number;
  readonly weight: number;
  readonly keys: readonly { key: string; strength: number }[];
}

interface WeighedLeaves {
  readonly start: number;
  readonly end: number;
  readonly readings: readonly { leafId: string; strength: number }[];
}

function weigh(term: QueryTerm, statistics: CorpusStatistics): WeighedTerm {
  const keys = term.keys
    .map(({ key, quality }) => ({ key, strength: quality * statistics.rarity(key) * term.importance }))
    .filter(({ strength }) => strength > 0);
  const weight = keys.reduce((best, { strength }) => Math.max(best, strength), 0);
  return { start: term.start, end: term.end, weight, keys };
}

function weighLeaves(span: QueryLeaves, statistics: CorpusStatistics): WeighedLeaves {
  const readings = [...span.readings].map(([leafId, confidence]) => ({
    leafId,
    strength: confidence * Math.max(0.3, statistics.rarity(`l:${leafId}`)),
  }));
  return { start: span.start, end: span.end, readings };
}

function scoreCapability(
  terms: readonly WeighedTerm[],
  leaves: readonly WeighedLeaves[],
  features: CapabilityFeatures,
): number {
  let leafSum = 0;
  let leafTotal = 0;
  const answered = leaves.map((span) => {
    let best = 0;
    let possible = 0;
    for (const { leafId, strength } of span.readings) {
      possible = Math.max(possible, strength);
      const place = features.leafPlaces.get(leafId);
      if (place !== undefined) best = Math.max(best, strength * placeFactor(place));
    }
    leafSum += best;
    leafTotal += possible;
    return possible > 0 ? best / possible : 0;
  });
  let termSum = 0;
  let termTotal = 0;
  let covered = 0;
  for (const term of terms) {
    const own = strengthOf(term, features);
    termSum += own;
    termTotal += term.weight;
    let share = term.weight > 0 ? own / term.weight : 0;
    leaves.forEach((span, at) => {
      if (span.start <= term.start && term.end <= span.end) share = Math.max(share, answered[at] ?? 0);
    });
    covered += term.weight * Math.min(1, share * 1.3);
  }
  if (termSum === 0 && leafSum === 0) return 0;
  const words = termTotal > 0 ? termSum / termTotal : 0;
  const named = leafTotal > 0 ? leafSum / leafTotal : 0;
  const coverage = termTotal > 0 ? covered / termTotal : named;
  const leafShare = leafTotal > 0 ? LEAF_SHARE : 0;
  return (leafShare * named + (1 - leafShare) * words) * (UNCOVERED + (1 - UNCOVERED) * coverage);
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
