import type { PreparedCapability } from './prepare-capability';
import type { PreparedNeed } from './prepare-need';
import { areRelated } from './related-leaves';
import type { Rarity } from './topic';

/** Where candidates come from: the search engine with its filters at scale, the index below in scripts and tests. */
export interface CandidateSource {
  /** At most `limit` capabilities that may answer the need, best guess first. */
  retrieve(need: PreparedNeed, limit: number): Promise<readonly PreparedCapability[]>;
  readonly rarity: Rarity;
}

/** How much of a posting counts, by what it was found through. */
const LEAF_BOOST = 6;
const RELATED_BOOST = 1.5;

/**
 * An inverted index in memory over leaves, words and concepts in both languages, weighed by how plainly each is said
 * and how rare it is (the idf of BM25; a capability is too short for its length to matter).
 */
export class CandidateIndex implements CandidateSource {
  readonly rarity: Rarity;
  private readonly capabilities: readonly PreparedCapability[];
  private readonly byTerm = new Map<string, { index: number; strength: number }[]>();
  private readonly byLeaf = new Map<string, { index: number; strength: number }[]>();
  private readonly allLeaves: string[];

  constructor(capabilities: readonly PreparedCapability[]) {
    this.capabilities = capabilities;
    capabilities.forEach((capability, index) => {
      for (const [term, strength] of capability.terms) push(this.byTerm, term, { index, strength });
      for (const [leaf, strength] of capability.leaves) push(this.byLeaf, leaf, { index, strength });
    });
    this.allLeaves = [...this.byLeaf.keys()];
    const top = Math.log(1 + Math.max(1, capabilities.length));
    const rare = (count: number) => Math.log(1 + (capabilities.length + 1) / (count + 0.5)) / top;
    const weigh = (postings: { strength: number }[] | undefined) =>
      postings ? postings.reduce((sum, { strength }) => sum + strength * strength, 0) : 0;
    const terms = new Map<string, number>();
    for (const [term, postings] of this.byTerm) terms.set(term, clamp(rare(weigh(postings))));
    this.rarity = {
      // a word that nobody here says tells little about who could answer
      term: (term) => terms.get(term) ?? 0.35,
      leaf: (leaf) => clamp(rare(weigh(this.byLeaf.get(leaf)))),
    };
  }

  async retrieve(need: PreparedNeed, limit: number): Promise<readonly PreparedCapability[]> {
    return this.retrieveNow(need, limit);
  }

  /** The same at once. Ties are broken by the capability's ref, so the order of insertion does not matter. */
  retrieveNow(need: PreparedNeed, limit: number): readonly PreparedCapability[] {
    const scores = new Map<number, number>();
    const add = (postings: { index: number; strength: number }[] | undefined, weight: number) => {
      for (const { index, strength } of postings ?? [])
        scores.set(index, (scores.get(index) ?? 0) + weight * strength);
    };
    for (const { stem, concepts, weight } of need.terms) {
      add(this.byTerm.get(stem), weight * this.rarity.term(stem));
      for (const concept of concepts) add(this.byTerm.get(concept), 0.5 * weight * this.rarity.term(concept));
    }
    for (const demand of need.leaves) {
      for (const { leafId, confidence } of demand.alternatives) {
        add(this.byLeaf.get(leafId), LEAF_BOOST * demand.weight * confidence * this.rarity.leaf(leafId));
        for (const other of this.allLeaves) {
          if (areRelated(leafId, other))
            add(this.byLeaf.get(other), RELATED_BOOST * demand.weight * confidence);
        }
      }
    }
    return [...scores]
      .map(([index, score]) => ({ capability: this.capabilities[index], score }))
      .filter(
        (item): item is { capability: PreparedCapability; score: number } => item.capability !== undefined,
      )
      .sort((a, b) => b.score - a.score || (a.capability.record.ref < b.capability.record.ref ? -1 : 1))
      .slice(0, limit)
      .map((item) => item.capability);
  }
}

function clamp(value: number): number {
  return Math.max(0, Math.min(1, value));
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
