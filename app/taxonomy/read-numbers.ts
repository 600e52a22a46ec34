import { foldWord } from './fold-text';

/** A number found in a text, with its place. */
export interface FoundNumber {
  readonly value: number;
  readonly start: number;
  readonly end: number;
  /** the number as it was written: `2 500`, `trois cents` */
  readonly text: string;
}

const WORDS: Readonly<Record<string, number>> = {
  un: 1,
  une: 1,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  six: 6,
  sept: 7,
  huit: 8,
  neuf: 9,
  dix: 10,
  onze: 11,
  douze: 12,
  quinze: 15,
  vingt: 20,
  trente: 30,
  quarante: 40,
  cinquante: 50,
  soixante: 60,
  quatrevingt: 80,
  cent: 100,
  cents: 100,
  mille: 1000,
  dizaine: 10,
  douzaine: 12,
  quinzaine: 15,
  vingtaine: 20,
  trentaine: 30,
  quarantaine: 40,
  cinquantaine: 50,
  soixantaine: 60,
  centaine: 100,
  millier: 1000,
  milliers: 1000,
  centaines: 100,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  eighty: 80,
  ninety: 90,
  hundred: 100,
  hundreds: 100,
  thousand: 1000,
  dozen: 12,
};
const WORD_LIST = Object.keys(WORDS)
  .sort((a, b) => b.length - a.length)
  .join('|');

const DIGITS = String.raw`\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?(?![\d])|\d+(?:[.,]\d+)?(?:\s?(?:[½¼¾]|[13]\/[24](?!\d)))?|[½¼¾]`;
const SPELLED = `(?:${WORD_LIST})(?:[\\s-]+(?:${WORD_LIST}))*`;
const NUMBER = new RegExp(
  `(?<![\\p{L}\\d.,])(?:${DIGITS})(?:\\s?k(?![\\p{L}]))?|(?<![\\p{L}])${SPELLED}(?![\\p{L}])`,
  'giu',
);

const FRACTIONS: Readonly<Record<string, number>> = {
  '½': 0.5,
  '¼': 0.25,
  '¾': 0.75,
  '1/2': 0.5,
  '1/4': 0.25,
  '3/4': 0.75,
};

/** `trois cents` -> 300, `deux mille cinq cents` -> 2500, `a dozen` -> 12. Undefined when no word is a number. */
export function spelledNumber(text: string): number | undefined {
  let total = 0;
  let current = 0;
  for (const word of foldWord(text).split(/[\s-]+/)) {
    const value = WORDS[word];
    if (value === undefined) continue;
    if (value === 1000) {
      total += Math.max(current, 1) * 1000;
      current = 0;
    } else if (value === 100) current = Math.max(current, 1) * 100;
    else current = value >= 10 && current > 0 && current < 10 ? current * value : current + value;
  }
  const sum = total + current;
  return sum > 0 ? sum : undefined;
}

/** `36,5`, `2 500`, `11½`, `11 1/2`, `3k` as a number. */
export function writtenNumber(text: string): number {
  let rest = text.trim();
  // English thousands: 1,000 and 12,500
  if (/^\d{1,3}(?:,\d{3})+$/.test(rest)) rest = rest.replaceAll(',', '');
  let add = 0;
  const fraction = /\s?([½¼¾]|[13]\/[24])$/.exec(rest);
  if (fraction?.[1] !== undefined) {
    add = FRACTIONS[fraction[1]] ?? 0;
    rest = rest.slice(0, fraction.index);
  }
  const thousands = /\s?k$/i.test(rest);
  rest = rest.replace(/\s?k$/i, '').replace(/\s/g, '').replace(',', '.');
  const value = (rest === '' ? 0 : Number(rest)) + add;
  return thousands ? value * 1000 : value;
}

/** Every number of a text, in digits or in words (French and English), in order. */
export function findNumbers(text: string): FoundNumber[] {
  const found: FoundNumber[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const written = match[0];
    const value = /^[\d½¼¾]/.test(written) ? writtenNumber(written) : spelledNumber(written);
    if (value === undefined || !Number.isFinite(value)) continue;
    found.push({ value, start: match.index, end: match.index + written.length, text: written });
  }
  return found;
}
