import { expect, test } from 'vitest';
import { auc, dcg, ndcg, recall, reciprocalRank } from './metrics';

test('gains 3, 2, 3, 0, 1, 2 give the published values', () => {
  const gains = [3, 2, 3, 0, 1, 2];
  expect(dcg(gains)).toBeCloseTo(6.861, 3);
  const ranking = gains.map((_, at) => `r${at}`);
  // two more judged items, of grades 3 and 2, were not found: the ideal order is 3, 3, 3, 2, 2, 2
  const grades = new Map([
    ...gains.map((gain, at): [string, number] => [`r${at}`, gain]),
    ['x', 3],
    ['y', 2],
  ]);
  expect(ndcg(ranking, grades, 6)).toBeCloseTo(0.785, 3);
});

test('rank and recall count from the first', () => {
  const grades = new Map([
    ['a', 1],
    ['b', 3],
  ]);
  expect(reciprocalRank(['x', 'a', 'b'], grades)).toBeCloseTo(1 / 3);
  expect(recall(['x', 'a', 'b'], grades, 2)).toBe(0.5);
  expect([ndcg([], grades), reciprocalRank([], grades), recall([], grades)]).toEqual([0, 0, 0]);
});

test('the area under the curve counts pairs in order, ties one half', () => {
  expect(auc([0.9, 0.5], [0.5, 0.1])).toBe(0.875);
});
