import { foldWord, singular, stemOf } from './fold-text';
import conceptsFile from './word-concepts.json';

/**
 * Words of the workshop that mean the same thing in French, English and (a little) German, e.g. `four`, `kiln`,
 * `oven`. A word may belong to several groups. The groups stand in `word-concepts.json`; they know nothing of the
 * taxonomy's leaves, only of words, so a sentence in English meets a maker's text in French.
 */
const conceptsByStem = new Map<string, string[]>();

conceptsFile.groups.forEach((group, index) => {
  for (const word of group.split(/\s+/)) {
    const stem = stemOf(singular(foldWord(word)));
    const concepts = conceptsByStem.get(stem) ?? [];
    const concept = `~${index}`;
    if (!concepts.includes(concept)) concepts.push(concept);
    conceptsByStem.set(stem, concepts);
  }
});

const NONE: readonly string[] = [];

/** The concepts (`~12`) that the stem of a word stands for; none for a word that the lexicon does not know. */
export function conceptsOfStem(stem: string): readonly string[] {
  return conceptsByStem.get(stem) ?? NONE;
}

/** Every word of the lexicon, folded and singular: a typed word found here is not a misspelling. */
export function lexiconWords(): string[] {
  return conceptsFile.groups.flatMap((group) => group.split(/\s+/).map((word) => singular(foldWord(word))));
}
