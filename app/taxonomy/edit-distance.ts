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
  /** word -> its place among those added */
  private readonly order = new Map<string, number>();
  private readonly neighbours = new Map<string, string[]>();
  private readonly answers = new Map<string, string | null>();

  constructor(words: Iterable<string>) {
    for (const word of words) this.add(word);
  }

  private add(word: string): void {
    if (this.order.has(word)) return;
    this.order.set(word, this.order.size);
    if (word.length < 5) return;
    for (const key of deletions(word)) {
      const list = this.neighbours.get(key);
      if (list) list.push(word);
      else this.neighbours.set(key, [word]);
    }
  }

  has(word: string): boolean {
    return this.order.has(word);
  }

  /**
   * The nearest known word within the mistakes that its length allows, or null. Of equally near ones the likeliest slip
   * (see `likelihood`), then the one that was added first.
   */
  correct(word: string): string | null {
    const known = this.answers.get(word);
    if (known !== undefined) return known;
    if (this.answers.size > 20_000) this.answers.clear();
    const answer = this.search(word);
    this.answers.set(word, answer);
    return answer;
  }

  private before(typed: string, one: string, other: string): boolean {
    const difference = likelihood(typed, one) - likelihood(typed, other);
    return difference !== 0 ? difference > 0 : (this.order.get(one) ?? 0) < (this.order.get(other) ?? 0);
  }

  private search(word: string): string | null {
    const limit = allowedMistakes(word.length);
    if (limit === 0 || this.order.has(word)) return null;
    let best: string | null = null;
    let bestDistance = limit + 1;
    for (const key of deletions(word)) {
      for (const candidate of this.neighbours.get(key) ?? []) {
        const distance = editDistance(word, candidate, Math.min(limit, allowedMistakes(candidate.length)));
        if (distance > allowedMistakes(candidate.length)) continue;
        if (
          distance < bestDistance ||
          (distance === bestDistance && best !== null && this.before(word, candidate, best))
        ) {
          best = candidate;
          bestDistance = distance;
        }
      }
    }
    return best;
  }
}

/** How likely a slip makes `typed` of `meant`: two letters swapped or one dropped or doubled before one put for another. */
function likelihood(typed: string, meant: string): number {
  if (typed.length < meant.length) return 3;
  if (typed.length === meant.length) return [...typed].sort().join('') === [...meant].sort().join('') ? 3 : 0;
  return typed.replace(/(.)\1/g, '$1') === meant.replace(/(.)\1/g, '$1') ? 2 : 1;
}

function deletions(word: string): string[] {
  const keys = [word];
  for (let i = 0; i < word.length; i += 1) keys.push(word.slice(0, i) + word.slice(i + 1));
  return keys;
}
