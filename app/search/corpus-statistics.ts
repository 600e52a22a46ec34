import { SpellingIndex } from '~/taxonomy/edit-distance';
import { keysOfWord, soundKeysOf, type TermKey } from './search-terms';

/** How many capabilities carry each key: what makes a word telling, and which words exist at all. */
export class CorpusStatistics {
  readonly documents: number;
  private readonly frequencies: ReadonlyMap<TermKey, number>;
  private spelling: SpellingIndex | undefined;
  private sortedWords: string[] | undefined;
  private wordsByKey: Map<TermKey, string[]> | undefined;

  constructor(documents: number, frequencies: ReadonlyMap<TermKey, number>) {
    this.documents = documents;
    this.frequencies = frequencies;
  }

  static count(documents: Iterable<Iterable<TermKey>>): CorpusStatistics {
    const frequencies = new Map<TermKey, number>();
    let count = 0;
    for (const keys of documents) {
      count += 1;
      for (const key of new Set(keys)) frequencies.set(key, (frequencies.get(key) ?? 0) + 1);
    }
    return new CorpusStatistics(count, frequencies);
  }

  frequency(key: TermKey): number {
    return this.frequencies.get(key) ?? 0;
  }

  entries(): Iterable<[TermKey, number]> {
    return this.frequencies;
  }

  /** Inverse document frequency in 0..1 (Robertson's, over its value for a key of one document). 0 for no document. */
  rarity(key: TermKey): number {
    const frequency = this.frequency(key);
    if (frequency === 0 || this.documents === 0) return 0;
    const idf = (n: number) => Math.log(1 + (this.documents - n + 0.5) / (n + 0.5));
    return idf(frequency) / idf(1);
  }

  knowsWord(word: string): boolean {
    return this.frequencies.has(`w:${word}`);
  }

  /** The nearest word of the corpus to a misspelt one, or null. Words with digits are codes: left alone. */
  correct(word: string): string | null {
    if (/\d/.test(word)) return null;
    this.spelling ??= new SpellingIndex(this.words().filter((known) => !/\d/.test(known)));
    return this.spelling.correct(word);
  }

  /** Words of the corpus that begin so, the most frequent first, at most `limit`. */
  wordsBeginning(prefix: string, limit: number): string[] {
    const words = this.words();
    const found: string[] = [];
    for (let at = lowerBound(words, prefix); words[at]?.startsWith(prefix); at += 1)
      found.push(words[at] ?? '');
    return found.sort((a, b) => this.frequency(`w:${b}`) - this.frequency(`w:${a}`)).slice(0, limit);
  }

  /** The words of the corpus that carry a key, the most frequent first: those of one stem, concept or sound. */
  wordsOf(key: TermKey): readonly string[] {
    if (key.startsWith('w:')) return this.frequencies.has(key) ? [key.slice(2)] : [];
    this.wordsByKey ??= this.groupWords();
    return this.wordsByKey.get(key) ?? [];
  }

  private groupWords(): Map<TermKey, string[]> {
    const groups = new Map<TermKey, string[]>();
    for (const word of this.words())
      for (const { key } of [...keysOfWord(word), ...soundKeysOf(word)]) {
        const group = groups.get(key);
        if (group) group.push(word);
        else groups.set(key, [word]);
      }
    for (const group of groups.values())
      group.sort((a, b) => this.frequency(`w:${b}`) - this.frequency(`w:${a}`));
    return groups;
  }

  private words(): string[] {
    this.sortedWords ??= [...this.frequencies.keys()]
      .filter((key) => key.startsWith('w:'))
      .map((key) => key.slice(2))
      .sort();
    return this.sortedWords;
  }
}

function lowerBound(sorted: readonly string[], target: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < target) low = middle + 1;
    else high = middle;
  }
  return low;
}
