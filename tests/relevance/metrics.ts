/**
 * Measures of a ranking against graded judgements (Järvelin and Kekäläinen 2002, "Cumulated gain-based evaluation of
 * IR techniques"): gains are the grades themselves, 0..3, discounted by log2(rank + 1).
 */

/** Discounted cumulated gain of the first `depth` gains. */
export function dcg(gains: readonly number[], depth = gains.length): number {
  return gains.slice(0, depth).reduce((sum, gain, at) => sum + gain / Math.log2(at + 2), 0);
}

/** DCG over that of the best possible order of every judged item; 1 when nothing is worth finding. */
export function ndcg(ranking: readonly string[], grades: ReadonlyMap<string, number>, depth = 10): number {
  const ideal = dcg(
    [...grades.values()].sort((a, b) => b - a),
    depth,
  );
  return ideal === 0 ? 1 : dcg(ranking.slice(0, depth).map((ref) => grades.get(ref) ?? 0)) / ideal;
}

/** One over the rank of the first item of at least this grade; 0 when there is none. */
export function reciprocalRank(
  ranking: readonly string[],
  grades: ReadonlyMap<string, number>,
  atLeast = 2,
): number {
  const at = ranking.findIndex((ref) => (grades.get(ref) ?? 0) >= atLeast);
  return at === -1 ? 0 : 1 / (at + 1);
}

/** The share of the items of at least this grade found in the first `depth`; 1 when there is none to find. */
export function recall(
  ranking: readonly string[],
  grades: ReadonlyMap<string, number>,
  depth = 20,
  atLeast = 1,
): number {
  const wanted = [...grades].filter(([, grade]) => grade >= atLeast).map(([ref]) => ref);
  if (wanted.length === 0) return 1;
  const found = new Set(ranking.slice(0, depth));
  return wanted.filter((ref) => found.has(ref)).length / wanted.length;
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Area under the curve: how often an answered need's best score is above an unanswered one's (ties one half). */
export function auc(answered: readonly number[], unanswered: readonly number[]): number {
  if (answered.length === 0 || unanswered.length === 0) return Number.NaN;
  let wins = 0;
  for (const a of answered) for (const b of unanswered) wins += a > b ? 1 : a === b ? 0.5 : 0;
  return wins / (answered.length * unanswered.length);
}
