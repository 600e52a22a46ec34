import type { CandidateSource } from './candidate-index';
import type { Reason } from './match-records';
import type { PreparedCapability } from './prepare-capability';
import type { PreparedNeed } from './prepare-need';
import { demandReasons } from './rule-demands';
import { exclusionReasons } from './rule-exclusions';
import { orderReasons } from './rule-orders';
import { specReasons } from './rule-specs';
import { variantReasons } from './rule-variants';
import { NO_RARITY, type Rarity, type Topic, topicOf } from './topic';
import { WEIGHTS } from './weights';

export interface Match {
  readonly capabilityRef: string;
  /** 0..1, comparable between needs; from `WEIGHTS.proposeFrom` on the pair is proposed */
  readonly score: number;
  readonly proposed: boolean;
  readonly topic: Topic;
  /** failures first, then near, unknown and fits; within each, what costs most first */
  readonly reasons: readonly Reason[];
}

export interface RankContext {
  readonly rarity?: Rarity;
}

/**
 * Scores candidates against a need by the rules, best first; ties by ref, so the order of candidates does not matter.
 * Pure. A hard failure ranks below every proposed pair and says why.
 */
export function rankCapabilities(
  need: PreparedNeed,
  candidates: readonly PreparedCapability[],
  context: RankContext = {},
): Match[] {
  const rarity = context.rarity ?? NO_RARITY;
  return candidates
    .map((capability) => matchCapability(need, capability, rarity))
    .sort((a, b) => b.score - a.score || (a.capabilityRef < b.capabilityRef ? -1 : 1));
}

/** One pair: what it is about, every rule's reason, and the score that they make. */
export function matchCapability(need: PreparedNeed, capability: PreparedCapability, rarity: Rarity): Match {
  const topic = topicOf(need, capability, rarity);
  const reasons = [
    ...leafReasons(topic),
    ...specReasons(need, capability),
    ...orderReasons(need, capability),
    ...demandReasons(need, capability),
    ...exclusionReasons(need, capability),
    ...variantReasons(need, capability),
  ];
  const score = scoreOf(topic, reasons);
  return {
    capabilityRef: capability.record.ref,
    score,
    proposed: score >= WEIGHTS.proposeFrom,
    topic,
    reasons: reasons.sort((a, b) => ORDER[a.outcome] - ORDER[b.outcome] || a.factor - b.factor),
  };
}

const ORDER = { fails: 0, near: 1, unknown: 2, fits: 3 } as const;

function leafReasons(topic: Topic): Reason[] {
  const told = (outcome: Reason['outcome'], leaf: string): Reason => ({
    rule: `leaf:${leaf}`,
    outcome,
    factor: 1,
    hard: false,
    message: { key: `leaf.${outcome}`, params: { leaf } },
    ...(outcome === 'unknown' ? { ask: { key: 'leaf.ask', params: { leaf } } } : {}),
    ...(outcome === 'near' ? { remedy: { key: 'leaf.remedy', params: { leaf } } } : {}),
  });
  return [
    ...topic.met.map((leaf) => told('fits', leaf)),
    ...topic.related.map((leaf) => told('near', leaf)),
    ...topic.missing.map((leaf) => told('unknown', leaf)),
  ];
}

function scoreOf(topic: Topic, reasons: readonly Reason[]): number {
  const limits = reasons.reduce((product, reason) => product * reason.factor, 1);
  const score = topic.score * limits;
  if (!reasons.some((reason) => reason.hard)) return score;
  return Math.min(WEIGHTS.hardCeiling, score * WEIGHTS.hardFactor);
}

/** Retrieves candidates and ranks them. `limit` bounds the candidates looked at. */
export async function findMatches(
  need: PreparedNeed,
  source: CandidateSource,
  limit = 200,
): Promise<Match[]> {
  const candidates = await source.retrieve(need, limit);
  return rankCapabilities(need, candidates, { rarity: source.rarity });
}
