import { describe, expect, test } from 'vitest';
import { bm25Ranker, loadDemo, loadHalf, measure, ourRanker } from './matching';

describe('matching on the judged needs', { timeout: 120_000 }, () => {
  const capabilities = loadDemo();
  const ours = ourRanker(capabilities);

  test.each([['dev'], ['second']] as const)('%s: answers first, hard negatives never', (half) => {
    const { needs, judged } = loadHalf(half);
    const measures = measure(needs, judged, ours);
    expect(measures.ndcg10).toBeGreaterThan(0.9);
    expect(measures.byKind['text only']).toBeGreaterThan(0.85);
    expect(measures.recall20).toBeGreaterThan(0.95);
    expect(measures.hardFirst).toBeLessThan(0.05);
    expect(measures.auc).toBeGreaterThan(0.95);
  });

  test('needs written after the first tuning, whose mistakes were looked at since, stay far above plain BM25', () => {
    const { needs, judged } = loadHalf('blind');
    const measures = measure(needs, judged, ours);
    expect(measures.ndcg10).toBeGreaterThan(measure(needs, judged, bm25Ranker(capabilities)).ndcg10 + 0.2);
    expect(measures.byKind['text only']).toBeGreaterThan(0.75);
    expect(measures.hardFirst).toBeLessThan(0.05);
  });

  test('testers, repairers and carriers do not answer a need for a thing', () => {
    const { needs } = loadHalf('blind');
    const watch = needs.find((need) => need.ref === 'blind-58');
    const refs = watch ? ours(watch).refs : [];
    const first = capabilities.find((capability) => capability.ref === refs[0]);
    expect(['TST', 'SAV', 'LOG']).not.toContain(first?.family ?? 'TST');
  });
});
