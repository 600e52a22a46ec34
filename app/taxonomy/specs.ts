import { type Attribute, findAttribute } from './attributes';
import { foldWord } from './fold-text';

/**
 * The value of an attribute: a span of numbers (either end may be open), a list of numbers, a list of words,
 * or a yes/no. Units are those of the attribute.
 */
export type SpecValue =
  | { readonly kind: 'span'; readonly min?: number; readonly max?: number }
  | { readonly kind: 'numbers'; readonly values: readonly number[] }
  | { readonly kind: 'words'; readonly values: readonly string[] }
  | { readonly kind: 'flag'; readonly value: boolean };

export type Specs = Readonly<Record<string, SpecValue>>;

export interface SpecFault {
  readonly part: string;
  readonly fault: 'unknown_key' | 'not_a_number' | 'not_a_flag' | 'no_value' | 'reversed_range';
  readonly expected: string;
}

const NUMBER = /^-?\d+(?:[.,]\d+)?$/;

function toNumber(text: string): number {
  return Number(text.replace(',', '.'));
}

/**
 * Reads a `specs` cell: `key=min..max`, `key=value` or `key=a|b`, separated by `;`.
 * Wrong parts are returned as faults and left out of the specs.
 */
export function parseSpecs(cell: string): { specs: Specs; faults: SpecFault[] } {
  const specs: Record<string, SpecValue> = {};
  const faults: SpecFault[] = [];
  for (const part of cell.split(';').map((text) => text.trim())) {
    if (part === '') continue;
    const [key = '', ...rest] = part.split('=');
    const raw = rest.join('=').trim();
    const attribute = findAttribute(key.trim());
    if (!attribute) {
      faults.push({ part, fault: 'unknown_key', expected: 'a key of attributes.json' });
      continue;
    }
    const value = parseSpecValue(attribute, raw);
    if ('fault' in value) faults.push({ part, ...value });
    else specs[attribute.key] = value;
  }
  return { specs, faults };
}

function parseSpecValue(attribute: Attribute, raw: string): SpecValue | Omit<SpecFault, 'part'> {
  if (raw === '') return { fault: 'no_value', expected: `a value for ${attribute.key}` };
  if (attribute.type === 'boolean') {
    if (raw === 'true' || raw === 'false') return { kind: 'flag', value: raw === 'true' };
    return { fault: 'not_a_flag', expected: 'true or false' };
  }
  if (attribute.type === 'enum') return { kind: 'words', values: raw.split('|').map((text) => text.trim()) };
  const range = /^(-?[\d.,]+?)\.\.(-?[\d.,]+)$/.exec(raw);
  if (range?.[1] !== undefined && range[2] !== undefined) {
    if (!NUMBER.test(range[1]) || !NUMBER.test(range[2]))
      return { fault: 'not_a_number', expected: 'min..max' };
    const [min, max] = [toNumber(range[1]), toNumber(range[2])];
    if (min > max) return { fault: 'reversed_range', expected: 'min..max with min at most max' };
    return { kind: 'span', min, max };
  }
  const parts = raw.split('|').map((text) => text.trim());
  if (!parts.every((text) => NUMBER.test(text)))
    return { fault: 'not_a_number', expected: 'a number, min..max or a|b' };
  return { kind: 'numbers', values: parts.map(toNumber) };
}

/** Writes specs in the grammar that `parseSpecs` reads; open ends are written as the known end alone. */
export function formatSpecs(specs: Specs): string {
  return Object.entries(specs)
    .map(([key, value]) => `${key}=${formatSpecValue(value)}`)
    .join(';');
}

/** One value in the same grammar (`20..38`, `4|6`, `vissé|clippé`, `true`). */
export function formatSpecValue(value: SpecValue): string {
  if (value.kind === 'flag') return String(value.value);
  if (value.kind === 'numbers' || value.kind === 'words') return value.values.join('|');
  if (value.min === undefined) return String(value.max ?? '');
  return value.max === undefined ? String(value.min) : `${value.min}..${value.max}`;
}

/** A word of an enumeration, comparable: case, accents, spaces and dots folded (`titane gr.5` = `Titane GR5`). */
export function specWord(word: string): string {
  return foldWord(word).replace(/[\s.]+/g, '');
}
