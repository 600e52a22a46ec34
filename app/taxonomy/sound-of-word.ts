/**
 * How a folded word sounds to a French ear, for those who write by ear (`tampografie`, `certisage`, `dophine`):
 * words that sound alike give the same key. In the manner of Soundex2 and Phonex for French, kept to the rules that
 * misspellings of the trade need.
 */
export function soundOfWord(word: string): string {
  return RULES.reduce((sound, [pattern, replacement]) => sound.replace(pattern, replacement), word);
}

const RULES: readonly (readonly [RegExp, string])[] = [
  [/ph/g, 'f'],
  [/sch|sh|ch/g, '$'],
  [/th/g, 't'],
  [/h/g, ''],
  [/qu|q/g, 'k'],
  [/s?c(?=[eiy])/g, 's'],
  [/c/g, 'k'],
  [/gu(?=[eiy])/g, 'g'],
  [/g(?=[eiy])/g, 'j'],
  [/w/g, 'v'],
  [/z/g, 's'],
  [/y/g, 'i'],
  [/eau|au/g, 'o'],
  [/(?:ain|ein|in|im|aim|um|un)(?![aeiou nm])/g, '1'],
  [/(?:an|am|en|em)(?![aeiounm])/g, '2'],
  [/(?:on|om)(?![aeiounm])/g, '3'],
  [/ai|ei/g, 'e'],
  [/(.)\1+/g, '$1'],
  [/ill/g, 'i'],
  [/(?<=..)(?:e|es|ent|s|t|d|x)$/, ''],
  [/(?<=..)e$/, ''],
];
