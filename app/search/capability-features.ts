import { recogniseLeaves } from '~/taxonomy/recognise-leaves';
import { findLeaf } from '~/taxonomy/taxonomy';
import type { CapabilityDocument } from './capability-document';
import { joinedWords, searchTerms, soundKeysOf, type TermKey } from './search-terms';

/** What ranking reads of a capability: how strongly it speaks of each key. */
export interface CapabilityFeatures {
  readonly weights: ReadonlyMap<TermKey, number>;
  /** place of each leaf in the maker's list, from 0 */
  readonly leafPlaces: ReadonlyMap<string, number>;
  /** leaves that are not declared but named in the title or description, with how surely, 0..1 */
  readonly impliedLeaves: ReadonlyMap<string, number>;
}

/** How much a word counts by the field where it stands (BM25F, Robertson and Zaragoza 2009, section 3.6). */
const FIELD = {
  title: 3,
  description: 1,
  leafLabel: 1.3,
  leafSynonym: 0.5,
  family: 0.4,
  specification: 1.6,
  standard: 2,
  maker: 1.6,
  place: 0.8,
} as const;

/** From here on a reading is no mere hint (see recogniseLeaves). */
const SURE = 0.6;
const IN_DESCRIPTION = 0.6;

/** A long description says each thing with less weight: length in terms at which nothing is taken or given. */
const USUAL_DESCRIPTION_TERMS = 16;
const LENGTH_INFLUENCE = 0.35;

export function featuresOf(document: CapabilityDocument): CapabilityFeatures {
  const weights = new Map<TermKey, number>();
  const put = (text: string, weight: number) => addText(weights, text, weight);
  put(document.title, FIELD.title);
  const length = document.description.split(/\s+/).length;
  const norm = 1 - LENGTH_INFLUENCE + (LENGTH_INFLUENCE * length) / (USUAL_DESCRIPTION_TERMS * 1.5);
  put(document.description, FIELD.description / norm);
  document.leaves.forEach((id, place) => {
    const leaf = findLeaf(id);
    if (!leaf) return;
    const share = placeFactor(place);
    put(leaf.fr, FIELD.leafLabel * share);
    put(leaf.en, FIELD.leafLabel * share);
    for (const synonym of leaf.synonyms) put(synonym, FIELD.leafSynonym * share);
  });
  for (const word of document.specWords) put(word, FIELD.specification);
  for (const standard of document.standards) put(standard, FIELD.standard);
  put(document.maker.name, FIELD.maker);
  put(document.maker.city, FIELD.place);
  for (const certification of document.maker.certifications) put(certification, FIELD.place);
  return {
    weights,
    leafPlaces: new Map(document.leaves.map((id, place) => [id, place])),
    impliedLeaves: impliedLeavesOf(document),
  };
}

/** Makers name in words what they did not tick: "cabochonnage" of a crown's maker. */
function impliedLeavesOf(document: CapabilityDocument): Map<string, number> {
  const implied = new Map<string, number>();
  const read = (text: string, share: number) => {
    for (const { leafId, confidence } of recogniseLeaves(text, { family: document.family }))
      if (!document.leaves.includes(leafId) && confidence >= SURE)
        implied.set(leafId, Math.max(implied.get(leafId) ?? 0, confidence * share));
  };
  read(document.title, 1);
  read(document.description, IN_DESCRIPTION);
  return implied;
}

/** The first leaf is what the maker is about; later ones are said in passing. */
export function placeFactor(place: number): number {
  return place === 0 ? 1 : Math.max(0.6, 0.9 - 0.08 * place);
}

/** Within one text a key counts by its best word, then a little for each further one. */
function addText(weights: Map<TermKey, number>, text: string, weight: number): void {
  const own = new Map<TermKey, number>();
  for (const term of searchTerms(text))
    for (const { key } of [...term.keys, ...soundKeysOf(term.token.word)])
      own.set(key, (own.get(key) ?? 0) + 1);
  for (const word of joinedWords(text)) own.set(`w:${word}`, 1);
  for (const [key, count] of own)
    weights.set(key, (weights.get(key) ?? 0) + weight * (1 + 0.3 * Math.log(count)));
}

/** Every key of a capability once, leaves included, for the statistics of the corpus. */
export function keysOfFeatures(features: CapabilityFeatures): TermKey[] {
  return [...features.weights.keys(), ...[...features.leafPlaces.keys()].map((id) => `l:${id}`)];
}
