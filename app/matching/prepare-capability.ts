import { stemOf, tokenise } from '../taxonomy/fold-text';
import { periphrasesOf } from '../taxonomy/leaf-phrases';
import { standardName } from '../taxonomy/read-demands';
import type { Exclusion } from '../taxonomy/read-exclusions';
import { readExclusions } from '../taxonomy/read-exclusions';
import { type CapabilityGuesses, readCapabilityText } from '../taxonomy/read-need-text';
import { findLeaf } from '../taxonomy/taxonomy';
import { conceptsOfStem } from '../taxonomy/word-concepts';
import type { CapabilityRecord } from './match-records';

/** A capability read once, ready to be compared with any need. */
export interface PreparedCapability {
  readonly record: CapabilityRecord;
  /** leaf -> how surely the maker does it, 0..1 */
  readonly leaves: ReadonlyMap<string, number>;
  /** stem or concept -> how plainly the capability says it, 0..1 */
  readonly terms: ReadonlyMap<string, number>;
  readonly titleTerms: ReadonlySet<string>;
  readonly textTerms: ReadonlySet<string>;
  readonly refusals: readonly Exclusion[];
  readonly reading: CapabilityGuesses;
  readonly standards: ReadonlySet<string>;
  /** the maker's own words, for what its capability leaves unsaid */
  readonly makerExclusions: readonly Exclusion[];
}

/** How plainly a word speaks for a capability, by where it stands. */
const SAID = {
  title: 1,
  description: 0.9,
  label: 0.85,
  synonym: 0.75,
  periphrase: 0.5,
  maker: 0.35,
} as const;
const CONCEPT = 0.85;

/** Reads a capability: its leaves, words, refusals and limits. Pure; worth keeping, it costs a fraction of a millisecond. */
export function prepareCapability(record: CapabilityRecord): PreparedCapability {
  const text = `${record.title}. ${record.description}`;
  const reading = readCapabilityText(text, record.family);
  const terms = new Map<string, number>();
  addTerms(terms, record.title, SAID.title);
  addTerms(terms, withoutSpans(text, reading.exclusions), SAID.description);
  record.leaves.forEach((id, position) => {
    addLeafTerms(terms, id, position === 0 ? 1 : 0.85);
  });
  for (const exclusion of reading.exclusions) for (const stem of exclusion.stems) raise(terms, `-${stem}`, 1);
  if (record.maker) addTerms(terms, record.maker.description, SAID.maker);
  return {
    record,
    leaves: leavesOf(record, reading),
    terms,
    titleTerms: termsOf(record.title),
    textTerms: termsOf(withoutSpans(text, reading.exclusions)),
    refusals: reading.exclusions,
    reading,
    standards: standardsOf(record, reading),
    makerExclusions: record.maker ? readExclusions(record.maker.description) : [],
  };
}

function leavesOf(record: CapabilityRecord, reading: CapabilityGuesses): Map<string, number> {
  const leaves = new Map<string, number>();
  for (const found of reading.leaves) {
    if (found.confidence < 0.5) continue;
    leaves.set(found.leafId, Math.max(leaves.get(found.leafId) ?? 0, 0.72 * found.confidence));
  }
  record.leaves.forEach((id, position) => {
    leaves.set(id, position === 0 ? 1 : 0.9);
  });
  return leaves;
}

function standardsOf(record: CapabilityRecord, reading: CapabilityGuesses): Set<string> {
  const names = [
    ...record.standards,
    ...(record.maker?.certifications ?? []),
    ...reading.standards.map((guess) => guess.value),
  ];
  return new Set(names.map(standardName));
}

/** Adds the stems and concepts of a text; a term keeps its plainest place. */
export function addTerms(terms: Map<string, number>, text: string, said: number): void {
  for (const token of tokenise(text)) {
    if (token.isStop) continue;
    const stem = stemOf(token.word);
    raise(terms, stem, said);
    for (const concept of conceptsOfStem(stem)) raise(terms, concept, said * CONCEPT);
  }
}

function addLeafTerms(terms: Map<string, number>, id: string, weight: number): void {
  const leaf = findLeaf(id);
  if (!leaf) return;
  addTerms(terms, `${leaf.fr} ${leaf.en}`, SAID.label * weight);
  addTerms(terms, leaf.synonyms.join(' '), SAID.synonym * weight);
  addTerms(terms, periphrasesOf(id).join(' '), SAID.periphrase * weight);
}

function raise(terms: Map<string, number>, term: string, strength: number): void {
  if ((terms.get(term) ?? 0) < strength) terms.set(term, strength);
}

function termsOf(text: string): Set<string> {
  const terms = new Map<string, number>();
  addTerms(terms, text, 1);
  return new Set(terms.keys());
}

function withoutSpans(text: string, spans: readonly { start: number; end: number }[]): string {
  return spans.reduce(
    (left, { start, end }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end),
    text,
  );
}
