import { describe, expect, test } from 'vitest';
import { CorpusStatistics } from './corpus-statistics';
import { keysOfWord, soundKeysOf } from './search-terms';
import { understandQuery } from './understand-query';

const corpus = [
  'cadran',
  'cadre',
  'soleille',
  'sertissage',
  'bracelet',
  'cuir',
  'nickel',
  'email',
  'saphir',
  '316l',
];
const statistics = CorpusStatistics.count(
  corpus.map((word) => [...keysOfWord(word), ...soundKeysOf(word)].map(({ key }) => key)),
);
const understand = (text: string) => understandQuery(text, statistics);
const leavesOf = (text: string) => understand(text).leaves.flatMap(({ readings }) => [...readings.keys()]);
const keysOf = (text: string) => understand(text).terms.flatMap(({ keys }) => keys.map(({ key }) => key));

test('a misspelt word is searched as the word it stands for, and names its leaf at its own place', () => {
  const query = understand('un certisage neige');
  expect(keysOf('certisage')).toContain('w:sertissage');
  const span = query.leaves.find(({ readings }) => readings.has('mbj/sertissage-grain-clos-serti-neige'));
  expect(query.text.slice(span?.start, span?.end)).toMatch(/^certisage/);
});

test('what is written by ear is searched although it shares the stem of another word by chance', () => {
  expect(keysOf('cadrant')).toContain('w:cadran');
  expect(leavesOf('cadrant bleu')).toContain('cad/cadran');
});

test('a code is never corrected', () => {
  expect(keysOf('317L')).not.toContain('w:316l');
  expect(keysOf('316L')).toContain('w:316l');
});

test('an unfinished last word is completed, an ended one is not', () => {
  expect(keysOf('brac')).toContain('w:bracelet');
  expect(keysOf('brac ')).not.toContain('w:bracelet');
});

describe('what is refused', () => {
  test('is not taken for what is wanted', () => {
    expect(leavesOf('bracelet cuir')).toContain('bra/bracelet-cuir');
    expect(leavesOf('bracelet sans cuir')).not.toContain('bra/bracelet-cuir');
  });
  test('still counts a little, since makers write "sans nickel"', () => {
    const nickel = understand('finition sans nickel').terms.find(({ word }) => word === 'nickel');
    expect(nickel?.importance).toBeGreaterThan(0);
    expect(nickel?.importance).toBeLessThan(0.5);
  });
});

test.each(['', ' ', '!!!', '"', '\\', "' or 1=1", '{"a":1}', '日本語', '\u0000', 'é'.repeat(3_000)])(
  'anything can be typed: %j',
  (text) => expect(() => understand(text)).not.toThrow(),
);
