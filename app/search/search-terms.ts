import { foldWord, stemOf, type Token, tokenise } from '~/taxonomy/fold-text';
import { soundOfWord } from '~/taxonomy/sound-of-word';
import { conceptsOfStem } from '~/taxonomy/word-concepts';

/**
 * The keys under which a text is found, the same for what makers write and what people type:
 * `w:` a folded singular word, `s:` its stem, `c:` a concept that words of several languages share,
 * `r:` the root of a short trade word (`doreur`, `dorage`), `p:` how it sounds (`tampografie`, `tampographie`), `k:` a code however it is spaced or hyphenated (`316 L`, `CS-11`, `ISO 22810`), `l:` a leaf of the taxonomy.
 */
export type TermKey = string;

export interface SearchTerm {
  readonly token: Token;
  /** keys with how well each speaks for the word, 0..1, best first */
  readonly keys: readonly WeightedKey[];
}

export interface WeightedKey {
  readonly key: TermKey;
  readonly quality: number;
}

const STEM_QUALITY = 0.86;
const CONCEPT_QUALITY = 0.74;
/** A code without the letters that end it: `SR626` for `SR626SW`. */
const SHORTENED_CODE_QUALITY = 0.9;
const ROOT_QUALITY = 0.7;
const SOUND_QUALITY = 0.8;
/** Shorter words sound alike too easily. */
const SHORTEST_SOUND = 5;

/** The keys of one folded word. */
export function keysOfWord(word: string): WeightedKey[] {
  // "matériaux" has lost its plural as if it came from "material"
  const stem = stemOf(word.replace(/iau$/, 'ial'));
  const keys: WeightedKey[] = [
    { key: `w:${word}`, quality: 1 },
    { key: `s:${stem}`, quality: STEM_QUALITY },
  ];
  const root = rootOf(word);
  if (root !== null) keys.push({ key: `r:${root}`, quality: ROOT_QUALITY });
  for (const concept of conceptsOfStem(stem)) keys.push({ key: `c:${concept}`, quality: CONCEPT_QUALITY });
  return keys;
}

/**
 * Who does it, what is done and its result are one trade (`doreur`, `dorage`, `dorure`, `doré`). Stems begin at four
 * letters; this is for the roots of three.
 */
function rootOf(word: string): string | null {
  const [, root = null] = /^([a-z]{3})(?:eur|euse|age|ure|er|e|ee)$/.exec(word) ?? [];
  return root;
}

/** The key of a word by its sound: written with every text, asked for only when a word is not known as it is written. */
export function soundKeysOf(word: string): WeightedKey[] {
  if (word.length < SHORTEST_SOUND || /\d/.test(word)) return [];
  return [{ key: `p:${soundOfWord(word)}`, quality: SOUND_QUALITY }];
}

/** The words of a text that carry meaning, with their keys; codes that span several words go to their last word. */
export function searchTerms(text: string): SearchTerm[] {
  const tokens = tokenise(text);
  const codes = codesAt(text, tokens);
  return tokens.flatMap((token, at) => {
    const codeKeys = (codes.get(at) ?? []).flatMap(codeKeysOf);
    if (token.isStop) return codeKeys.length > 0 ? [{ token, keys: codeKeys }] : [];
    const keys = token.isCode ? [{ key: `w:${token.word}`, quality: 1 }] : keysOfWord(token.word);
    return [{ token, keys: [...keys, ...codeKeys] }];
  });
}

function codeKeysOf(code: string): WeightedKey[] {
  const keys = [{ key: `k:${code}`, quality: 1 }];
  const shortened = code.replace(/[a-z]+$/, '');
  if (shortened !== code && /[a-z]/.test(shortened))
    keys.push({ key: `k:${shortened}`, quality: SHORTENED_CODE_QUALITY });
  return keys;
}

const MAXIMUM_CODE_LENGTH = 14;

/** Codes by the place of the word that ends them: letters and digits that stand together or one sign apart. */
function codesAt(text: string, tokens: readonly Token[]): Map<number, string[]> {
  const found = new Map<number, string[]>();
  tokens.forEach((_, last) => {
    for (let first = last; first >= 0 && first > last - 3; first -= 1) {
      const parts = tokens.slice(first, last + 1);
      if (!standTogether(text, parts)) break;
      const code = parts.map((part) => part.word.replace(/[^a-z0-9]/g, '')).join('');
      if (code.length > MAXIMUM_CODE_LENGTH || !/\d/.test(code) || !/[a-z]/.test(code)) continue;
      found.set(last, [...(found.get(last) ?? []), code]);
    }
  });
  return found;
}

function standTogether(text: string, parts: readonly Token[]): boolean {
  return parts.every((part, at) => {
    const before = parts[at - 1];
    const isPart = /\d/.test(part.word) || part.isCode || part.word.length <= 3;
    return isPart && (!before || /^[\s\-–.,/]?$/.test(text.slice(before.end, part.start)));
  });
}

/** Words joined by a hyphen as one (`anti-reflet` -> `antireflet`), since both are written. */
export function joinedWords(text: string): string[] {
  return [...text.matchAll(/\p{L}+(?:-\p{L}+)+/gu)].map((match) => foldWord(match[0].replace(/-/g, '')));
}
