import { stemOf, tokenise } from './fold-text';
import { periphrasesOf } from './leaf-phrases';
import { leaves } from './taxonomy';
import { conceptsOfStem } from './word-concepts';

/**
 * The leaves that a text is nearest to, when it names none: each leaf is a small document of its labels, synonyms and
 * periphrases, and the text's telling words are looked up in them. Weaker than `recogniseLeaves`, never shown as
 * recognised; a hint for ranking.
 */
export interface SuggestedLeaf {
  readonly leafId: string;
  readonly family: string;
  /** 0..1: share of the text's telling words that the leaf's document knows */
  readonly score: number;
}

const SAID = { label: 1, synonym: 0.9, periphrase: 0.75 } as const;

const postings = new Map<string, { leaf: number; strength: number }[]>();

function keysOf(word: string): string[] {
  const stem = stemOf(word);
  const concepts = conceptsOfStem(stem);
  return concepts.length > 0 ? [...concepts] : [stem];
}

leaves.forEach((leaf, index) => {
  const strengths = new Map<string, number>();
  const add = (text: string, said: number) => {
    for (const token of tokenise(text)) {
      if (token.isStop) continue;
      for (const key of keysOf(token.word)) strengths.set(key, Math.max(strengths.get(key) ?? 0, said));
    }
  };
  add(`${leaf.fr} ${leaf.en}`, SAID.label);
  for (const synonym of leaf.synonyms) add(synonym, SAID.synonym);
  for (const phrase of periphrasesOf(leaf.id)) add(phrase, SAID.periphrase);
  for (const [key, strength] of strengths) {
    const list = postings.get(key);
    if (list) list.push({ leaf: index, strength });
    else postings.set(key, [{ leaf: index, strength }]);
  }
});

const top = Math.log(1 + leaves.length);

function telling(key: string): number {
  const count = postings.get(key)?.length ?? 0;
  return count === 0 ? 0.3 : Math.min(1, Math.log(1 + leaves.length / count) / top);
}

/** The `limit` nearest leaves of a list of words with weights, best first. */
export function suggestLeaves(
  words: readonly { readonly stem: string; readonly weight: number }[],
  limit = 3,
): SuggestedLeaf[] {
  const scores = new Float64Array(leaves.length);
  let total = 0;
  for (const { stem, weight } of words) {
    const concepts = conceptsOfStem(stem);
    const keys = concepts.length > 0 ? concepts : [stem];
    const worth = Math.max(...keys.map(telling)) * weight;
    total += worth;
    const best = new Map<number, number>();
    for (const key of keys) {
      for (const { leaf, strength } of postings.get(key) ?? []) {
        best.set(leaf, Math.max(best.get(leaf) ?? 0, strength * telling(key) * weight));
      }
    }
    for (const [leaf, value] of best) scores[leaf] = (scores[leaf] ?? 0) + value;
  }
  if (total === 0) return [];
  return leaves
    .map((leaf, index) => ({ leafId: leaf.id, family: leaf.family, score: (scores[index] ?? 0) / total }))
    .filter((item) => item.score > 0)
    .sort((a, b) => b.score - a.score || (a.leafId < b.leafId ? -1 : 1))
    .slice(0, limit);
}
