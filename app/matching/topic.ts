import { findLeaf } from '../taxonomy/taxonomy';
import type { PreparedCapability } from './prepare-capability';
import { type LeafDemand, type PreparedNeed, SERVICE_FAMILIES } from './prepare-need';
import { areRelated } from './related-leaves';
import { WEIGHTS } from './weights';

/** How rare words and leaves are among the capabilities; supplied by the index, neutral without one. */
export interface Rarity {
  /** 0..1: how telling a stem or concept is; 1 for one that a single capability says */
  term(term: string): number;
  /** 0..1: how telling a leaf is */
  leaf(leafId: string): number;
}

export const NO_RARITY: Rarity = { term: () => 0.6, leaf: () => 0.6 };

export interface Topic {
  /** 0..1: do the capability's leaves answer those asked for */
  readonly leaves: number;
  /** 0..1: how much of what the need says the capability says too */
  readonly text: number;
  /** 0..1: the whole */
  readonly score: number;
  /** the leaves asked for that the maker does, and those it does not */
  readonly met: readonly string[];
  readonly related: readonly string[];
  readonly missing: readonly string[];
}

/** What a need and a capability are about, before any limit is looked at. */
export function topicOf(need: PreparedNeed, capability: PreparedCapability, rarity: Rarity): Topic {
  const text = Math.min(1, textCoverage(need, capability, rarity) / WEIGHTS.topic.fullTextCoverage);
  const match = matchLeaves(need, capability, rarity);
  const chosen = need.leaves.some((demand) => demand.chosen);
  const plain = Math.min(
    1,
    need.leaves.reduce((sum, demand) => sum + demand.weight, 0) / WEIGHTS.plainDemand,
  );
  const share = chosen ? WEIGHTS.topic.leavesWhenChosen : WEIGHTS.topic.leavesWhenGuessed * plain;
  const doubt = WEIGHTS.doubtful + (1 - WEIGHTS.doubtful) * plain;
  const family =
    need.family !== undefined && need.family !== capability.record.family && match.leaves < 0.5
      ? WEIGHTS.otherFamily
      : 1;
  const about = (share * match.leaves + (1 - share) * text) * family * doubt;
  return { ...match, text, score: about * serviceFactor(need, capability) };
}

/** Who tests, repairs or carries answers a need for a thing only if it asks for that. */
function serviceFactor(need: PreparedNeed, capability: PreparedCapability): number {
  return SERVICE_FAMILIES.has(capability.record.family) && !need.asksService ? WEIGHTS.serviceUnasked : 1;
}

function leafStrength(leafId: string, capability: PreparedCapability): number {
  const own = capability.leaves.get(leafId);
  if (own !== undefined && own >= 0.9) return own;
  let best = own ?? 0;
  for (const [other, strength] of capability.leaves) {
    if (strength >= 0.9 && areRelated(leafId, other)) best = Math.max(best, WEIGHTS.leafRelated);
  }
  if (best === 0 && findLeaf(leafId)?.family === capability.record.family) best = WEIGHTS.leafSameFamily;
  return best;
}

function strengthOf(
  demand: LeafDemand,
  capability: PreparedCapability,
): { strength: number; leafId: string } {
  let best = { strength: 0, leafId: demand.alternatives[0]?.leafId ?? '' };
  const sure = Math.max(...demand.alternatives.map((item) => item.confidence), 0.01);
  for (const item of demand.alternatives) {
    const strength = leafStrength(item.leafId, capability) * Math.sqrt(item.confidence / sure);
    if (strength > best.strength) best = { strength, leafId: item.leafId };
  }
  return best;
}

function matchLeaves(
  need: PreparedNeed,
  capability: PreparedCapability,
  rarity: Rarity,
): Pick<Topic, 'leaves' | 'met' | 'related' | 'missing'> {
  const [met, related, missing]: [string[], string[], string[]] = [[], [], []];
  let asked = 0;
  let answered = 0;
  for (const demand of need.leaves) {
    const { strength, leafId } = strengthOf(demand, capability);
    const weight = demand.weight * (0.45 + 0.55 * rarity.leaf(leafId));
    asked += weight;
    answered += weight * strength;
    if (strength >= 0.7) met.push(leafId);
    else if (strength >= WEIGHTS.leafRelated * 0.9) related.push(leafId);
    else missing.push(leafId);
  }
  const head = need.leaves[0];
  const headless = head?.chosen === true && strengthOf(head, capability).strength < WEIGHTS.leafRelated * 0.9;
  if (asked === 0) return { leaves: 0, met, related, missing };
  const recall = answered / asked;
  const leaves =
    (headless ? WEIGHTS.headMissing : 1) *
    recall *
    (1 - WEIGHTS.specialist + WEIGHTS.specialist * specialism(need, capability, rarity));
  return { leaves, met, related, missing };
}

/** How much of what the capability is about is asked for: its first leaf counts double. */
function specialism(need: PreparedNeed, capability: PreparedCapability, rarity: Rarity): number {
  let total = 0;
  let asked = 0;
  capability.record.leaves.forEach((leafId, position) => {
    const weight = (position === 0 ? 2 : 1) * (0.35 + 0.65 * rarity.leaf(leafId));
    total += weight;
    if (need.leafIds.has(leafId)) asked += weight;
    else if ([...need.leafIds].some((id) => areRelated(id, leafId))) asked += weight * 0.5;
  });
  return total === 0 ? 0.5 : asked / total;
}

/** Share of the need's telling words that the capability says, plainly or by a word of the same meaning. */
export function textCoverage(need: PreparedNeed, capability: PreparedCapability, rarity: Rarity): number {
  let total = 0;
  let covered = 0;
  for (const { stem, concepts, weight } of need.terms) {
    let telling = rarity.term(stem);
    let said = capability.terms.get(stem) ?? 0;
    for (const concept of concepts) {
      const strength = capability.terms.get(concept) ?? 0;
      if (strength > said) {
        said = strength;
        telling = Math.min(telling, rarity.term(concept));
      }
    }
    total += weight * telling;
    covered += weight * telling * said;
  }
  return total === 0 ? 0 : covered / total;
}
