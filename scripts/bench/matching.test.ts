import { describe, expect, test } from 'vitest';
import { auc, dcg, ndcg, recall } from '../../tests/relevance/matching/measures';
import { bm25Ranker, loadDemo, loadHalf, measure, ourRanker } from './matching';

describe('measures', () => {
  test('DCG and nDCG of the known example', () => {
    const gains = [3, 2, 3, 0, 1, 2];
    expect(dcg(gains)).toBeCloseTo(6.861, 3);
    const judged = new Map([
      ['a', 3],
      ['b', 2],
      ['c', 3],
      ['e', 1],
      ['f', 2],
      ['g', 3],
      ['h', 2],
    ]);
    expect(ndcg(['a', 'b', 'c', 'd', 'e', 'f'], judged, 6)).toBeCloseTo(0.785, 3);
  });

  test('recall and AUC', () => {
    expect(
      recall(
        ['a', 'x'],
        new Map([
          ['a', 3],
          ['b', 1],
        ]),
        20,
      ),
    ).toBe(0.5);
    expect(auc([0.9, 0.5], [0.5, 0.1])).toBe(0.875);
  });
});

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

  test('needs written after the tuning stay far above plain BM25', () => {
    const { needs, judged } = loadHalf('blind');
    const measures = measure(needs, judged, ours);
    expect(measures.ndcg10).toBeGreaterThan(measure(needs, judged, bm25Ranker(capabilities)).ndcg10 + 0.2);
    expect(measures.byKind['text only']).toBeGreaterThan(0.75);
    expect(measures.hardFirst).toBeLessThan(0.05);
  });
});
