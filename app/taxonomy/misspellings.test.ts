import { describe, expect, test } from 'vitest';
import everydayFile from './everyday-words.json';
import { foldWord, isCodeWord } from './fold-text';
import { phraseVocabulary } from './leaf-phrases';
import { recogniseLeaves } from './recognise-leaves';
import { type Language, type Leaf, labelOf, leaves } from './taxonomy';

/**
 * How people get the words of the trade wrong: slips of the hand (a letter dropped, doubled, two swapped) and French
 * written by ear. Each is a folded word of six letters or more with one mistake.
 */
function misspellings(word: string, language: Language): Map<string, string> {
  const found = new Map<string, string>();
  const put = (kind: string, wrong: string) => {
    if (wrong !== word) found.set(wrong, kind);
  };
  for (let at = 1; at < word.length; at += 1) {
    put('dropped', word.slice(0, at) + word.slice(at + 1));
    put('doubled', word.slice(0, at) + (word[at] ?? '') + word.slice(at));
    if (at + 1 < word.length)
      put('swapped', word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2));
  }
  for (const [ending, others] of language === 'fr' ? ENDINGS : []) {
    if (word.endsWith(ending))
      for (const other of others) put('ending', word.slice(0, -ending.length) + other);
  }
  for (const [letters, others] of SOUNDS) {
    for (let at = word.indexOf(letters); at >= 0; at = word.indexOf(letters, at + 1))
      for (const other of others)
        if (other !== 'c' || !/[eiy]/.test(word[at + letters.length] ?? ''))
          put('sound', word.slice(0, at) + other + word.slice(at + letters.length));
  }
  if (word.endsWith('s')) put('silent', word.slice(0, -1));
  else
    for (const wrong of [word.endsWith('e') ? word.slice(0, -1) : `${word}e`, `${word}s`])
      put('silent', wrong);
  // « carbone » is no misspelling of "carbon"
  for (const wrong of found.keys()) if (rightWords.has(wrong)) found.delete(wrong);
  return found;
}

const ENDINGS: readonly (readonly [string, readonly string[]])[] = [
  ['ant', ['an', 'ent', 'en']],
  ['an', ['ant', 'ent', 'en']],
  ['ent', ['ant', 'an']],
  ['en', ['an', 'ant']],
  ['er', ['e', 'ez']],
  ['eau', ['o', 'au']],
  ['o', ['eau', 'au']],
];

const SOUNDS: readonly (readonly [string, readonly string[]])[] = [
  ['ph', ['f']],
  ['f', ['ph']],
  ['qu', ['k', 'c']],
  ['k', ['qu', 'c']],
];

/** Words of the taxonomy and of everyday: who writes them means them. */
const rightWords = new Set([...phraseVocabulary(), ...everydayFile]);

/** Every label, by letters and digits; a word is cut where they end. */
const WORD = /[\p{L}\p{M}\d]+/gu;

interface Trial {
  readonly leaf: Leaf;
  readonly kind: string;
  readonly word: string;
  readonly wrong: string;
  readonly text: string;
}

const trials: readonly Trial[] = leaves.flatMap((leaf) =>
  (['fr', 'en'] as const).flatMap((language) => {
    const label = leaf[language];
    return [...label.matchAll(WORD)].flatMap((match): Trial[] => {
      const word = foldWord(match[0]);
      if (word.length < 6 || /\d/.test(word)) return [];
      return [...misspellings(word, language)].map(([wrong, kind]) => ({
        leaf,
        kind,
        word,
        wrong,
        text: label.slice(0, match.index) + wrong + label.slice(match.index + match[0].length),
      }));
    });
  }),
);

function names(text: string, wanted: (leafId: string) => boolean): boolean {
  return recogniseLeaves(text).some((found) => wanted(found.leafId));
}

function sameLabel(leafId: string, leaf: Leaf): boolean {
  return leafId === leaf.id || labelOf(leafId, 'fr') === leaf.fr || labelOf(leafId, 'en') === leaf.en;
}

/** Shares found by kind of mistake (or what `kindOf` groups), with what was missed. */
function shares(
  tried: readonly Trial[],
  finds: (trial: Trial) => boolean,
  kindOf: (trial: Trial) => string = (trial) => trial.kind,
): Map<string, { share: number; missed: string[] }> {
  return new Map(
    [...new Set(tried.map(kindOf))].map((kind) => {
      const list = tried.filter((trial) => kindOf(trial) === kind);
      const missed = list.filter((trial) => !finds(trial)).map(({ word, wrong }) => `${word} -> ${wrong}`);
      return [kind, { share: 1 - missed.length / list.length, missed }];
    }),
  );
}

describe('misspelt words of labels', () => {
  test('in their label, at least 95 % of every kind of mistake find the leaf', () => {
    const found = shares(trials, ({ leaf, text }) => names(text, (id) => sameLabel(id, leaf)));
    expect(trials.length).toBeGreaterThan(15_000);
    for (const [kind, { share, missed }] of found)
      expect.soft(share, `${kind}: ${missed.slice(0, 20).join(', ')}`).toBeGreaterThanOrEqual(0.95);
  });

  test('alone, at least 95 % find a leaf that the right word finds', () => {
    const alone = new Map(trials.map((trial) => [`${trial.word} ${trial.wrong}`, trial]));
    const right = new Map<string, ReadonlySet<string>>();
    for (const { word } of trials)
      if (!right.has(word)) right.set(word, new Set(recogniseLeaves(word).map((leaf) => leaf.leafId)));
    const telling = [...alone.values()].filter(({ word }) => (right.get(word)?.size ?? 0) > 0);
    expect(telling.length).toBeGreaterThan(2_000);
    const found = shares(
      telling,
      ({ word, wrong }) => names(wrong, (id) => right.get(word)?.has(id) ?? false),
      // few words that name a leaf alone have an ending to get wrong: with the others written by ear they are enough
      ({ kind }) => (['ending', 'sound', 'silent'].includes(kind) ? 'by ear' : kind),
    );
    for (const [kind, { share, missed }] of found)
      expect.soft(share, `${kind}: ${missed.slice(0, 20).join(', ')}`).toBeGreaterThanOrEqual(0.95);
  });
});

describe('codes are taken to the letter', () => {
  const codes = [
    ...new Set(
      leaves
        .flatMap((leaf) => [leaf.fr, leaf.en, ...leaf.synonyms])
        .flatMap((text) => text.match(WORD) ?? [])
        .map(foldWord)
        .filter((word) => isCodeWord(word) && !/^\d+$/.test(word)),
    ),
  ];

  test.each([
    ['316L', '904L'],
    ['FKM', 'NBR'],
    ['PVD', 'DLC'],
    ['ETA 2824', 'ETA 2892'],
    ['SW200', 'SW300'],
    ['7075', '7076'],
  ])('%s is never taken for %s', (one, other) => {
    const [first, second] = [one, other].map((text) =>
      recogniseLeaves(text)
        .filter((leaf) => leaf.kind === 'typo')
        .map((leaf) => leaf.leafId),
    );
    expect(first).toEqual([]);
    expect(second).toEqual([]);
  });

  test('no code of the taxonomy with a letter or digit changed is taken for it', () => {
    expect(codes.length).toBeGreaterThan(30);
    const wrong = codes.flatMap((code) =>
      [...code].map((letter, at) => {
        const other = /\d/.test(letter) ? String((Number(letter) + 1) % 10) : letter === 'x' ? 'z' : 'x';
        return code.slice(0, at) + other + code.slice(at + 1);
      }),
    );
    const corrected = wrong.filter((code) => recogniseLeaves(code).some((leaf) => leaf.kind === 'typo'));
    expect(corrected).toEqual([]);
  });
});
