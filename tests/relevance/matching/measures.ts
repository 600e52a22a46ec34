/** Gains of judged candidates, by need: 3 answers, 2 answers with a gap, 1 helps, 0 does not. */
export type Gains = ReadonlyMap<string, number>;

/** Discounted cumulative gain with exponential gains avoided: sum of gain / log2(rank + 1) (Järvelin and Kekäläinen 2002). */
export function dcg(gains: readonly number[]): number {
  return gains.reduce((sum, gain, index) => sum + gain / Math.log2(index + 2), 0);
}

/** nDCG at `depth`: the DCG of the list over that of the best possible list. 1 when nothing is to be found. */
export function ndcg(ranked: readonly string[], gains: Gains, depth = 10): number {
  const ideal = dcg([...gains.values()].sort((a, b) => b - a).slice(0, depth));
  if (ideal === 0) return 1;
  return dcg(ranked.slice(0, depth).map((ref) => gains.get(ref) ?? 0)) / ideal;
}

/** Share of the candidates with a gain that stand among the first `depth`. */
export function recall(ranked: readonly string[], gains: Gains, depth = 20): number {
  const wanted = [...gains].filter(([, gain]) => gain > 0).map(([ref]) => ref);
  if (wanted.length === 0) return 1;
  const top = new Set(ranked.slice(0, depth));
  return wanted.filter((ref) => top.has(ref)).length / wanted.length;
}

/** Area under the curve: how often an answered need's best score is above an unanswered one's (ties one half). */
export function auc(answered: readonly number[], unanswered: readonly number[]): number {
  if (answered.length === 0 || unanswered.length === 0) return Number.NaN;
  let wins = 0;
  for (const a of answered) for (const b of unanswered) wins += a > b ? 1 : a === b ? 0.5 : 0;
  return wins / (answered.length * unanswered.length);
}
