import { foldWord } from './fold-text';

/**
 * The value of an attribute as it is read from text and compared: a span of numbers (either end may be open), a list of
 * numbers, a list of words, or a yes/no. Units are those of the attribute. Specifications are written and stored in the
 * grammar of `app/capabilities/specs.ts`.
 */
export type ComparableValue =
  | { readonly kind: 'span'; readonly min?: number; readonly max?: number }
  | { readonly kind: 'numbers'; readonly values: readonly number[] }
  | { readonly kind: 'words'; readonly values: readonly string[] }
  | { readonly kind: 'flag'; readonly value: boolean };

/** By attribute key. */
export type ComparableSpecs = Readonly<Record<string, ComparableValue>>;

/** Writes specifications as people read them, `key=value;…`; of an open span the known end alone. */
export function formatComparableSpecs(specs: ComparableSpecs): string {
  return Object.entries(specs)
    .map(([key, value]) => `${key}=${formatComparableValue(value)}`)
    .join(';');
}

/** One value so written (`20..38`, `4|6`, `vissé|clippé`, `true`). */
export function formatComparableValue(value: ComparableValue): string {
  if (value.kind === 'flag') return String(value.value);
  if (value.kind === 'numbers' || value.kind === 'words') return value.values.join('|');
  if (value.min === undefined) return String(value.max ?? '');
  return value.max === undefined ? String(value.min) : `${value.min}..${value.max}`;
}

/** A word of an enumeration, comparable: case, accents, spaces and dots folded (`titane gr.5` = `Titane GR5`). */
export function specWord(word: string): string {
  return foldWord(word).replace(/[\s.]+/g, '');
}
