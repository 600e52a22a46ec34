/**
 * Damerau-Levenshtein distance (optimal string alignment), cut off above `limit`.
 * Returns `limit + 1` when the distance is larger. Source: Boytsov, "Indexing methods for approximate
 * dictionary searching", ACM JEA 16 (2011), section 2.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    let best = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(
        (previous[j] ?? 0) + 1,
        (current[j - 1] ?? 0) + 1,
        (previous[j - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      current.push(cost);
      if (cost < best) best = cost;
    }
    if (best > limit) return limit + 1;
    before = previous;
    previous = current;
  }
  const distance = previous[b.length] ?? limit + 1;
  return distance > limit ? limit + 1 : distance;
}

/** How many mistakes a word of this length may carry and still be recognised: 0, 1 or 2. */
export function allowedMistakes(length: number): 0 | 1 | 2 {
  if (length < 5) return 0;
  return length < 8 ? 1 : 2;
}

/** Words to which a misspelling can be brought back: deletion neighbourhoods (Garbe's SymSpell) at one edit. */
export class SpellingIndex {
  private readonly words = new Set<string>();
  private readonly neighbours = new Map<string, string[]>();
  private readonly answers = new Map<string, string | null>();

  constructor(words: Iterable<string>) {
    for (const word of words) this.add(word);
  }

  private add(word: string): void {
    if (this.words.has(word)) return;
    this.words.add(word);
    if (word.length < 5) return;
    for (const key of deletions(word)) {
      const list = this.neighbours.get(key);
      if (list) list.push(word);
      else this.neighbours.set(key, [word]);
    }
  }

  has(word: string): boolean {
    return this.words.has(word);
  }

  /** The nearest known word within the mistakes that its length allows, or null. Ties: the first in the alphabet. */
  correct(word: string): string | null {
    const known = this.answers.get(word);
    if (known !== undefined) return known;
    if (this.answers.size > 20_000) this.answers.clear();
    const answer = this.search(word);
    this.answers.set(word, answer);
    return answer;
  }

  private search(word: string): string | null {
    const limit = allowedMistakes(word.length);
    if (limit === 0 || this.words.has(word)) return null;
    let best: string | null = null;
    let bestDistance = limit + 1;
    for (const key of deletions(word)) {
      for (const candidate of this.neighbours.get(key) ?? []) {
        const distance = editDistance(word, candidate, Math.min(limit, allowedMistakes(candidate.length)));
        if (distance > allowedMistakes(candidate.length)) continue;
        if (distance < bestDistance || (distance === bestDistance && best !== null && candidate < best)) {
          best = candidate;
          bestDistance = distance;
        }
      }
    }
    return best;
  }
}

function deletions(word: string): string[] {
  const keys = [word];
  for (let i = 0; i < word.length; i += 1) keys.push(word.slice(0, i) + word.slice(i + 1));
  return keys;
}
