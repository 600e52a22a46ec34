import { expect, test } from 'vitest';
import { readQueries } from './search';

test('reads refs and texts, with or without a mark at the start and Windows line ends', () => {
  const { queries, faults } = readQueries('q.tsv', '\uFEFFq1\tcadran émail\r\nq2\t316L\r\n');
  expect(faults).toEqual([]);
  expect(queries).toEqual([
    { ref: 'q1', text: 'cadran émail' },
    { ref: 'q2', text: '316L' },
  ]);
});

test('says every fault with its line, what it is and what was expected', () => {
  const { faults } = readQueries('q.tsv', 'q1\tcadran\nq2 cadran\n\nq1\tverre\n\tverre\nq5\t \nq6\ta\tb\n');
  expect(faults).toHaveLength(6);
  expect(faults.map((fault) => fault.split(':')[1])).toEqual(['2', '3', '4', '5', '6', '7']);
  expect(faults[0]).toBe('q.tsv:2: 1 columns, expected: query ref, a tab, text');
  expect(faults[2]).toBe('q.tsv:4: query ref "q1" is already on line 1, expected: once');
});
