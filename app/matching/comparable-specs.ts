import type { Specs, SpecValue } from '~/capabilities/specs';
import type { ComparableSpecs, ComparableValue } from '~/taxonomy/comparable-value';

/** Specifications as they are written and stored, each value tagged by what it is, as matching compares them. */
export function comparableSpecs(specs: Specs): ComparableSpecs {
  return Object.fromEntries(Object.entries(specs).map(([key, value]) => [key, comparableValue(value)]));
}

function comparableValue(value: SpecValue): ComparableValue {
  if ('min' in value) return { kind: 'span', min: value.min, max: value.max };
  const numbers = value.values.filter((one) => typeof one === 'number');
  if (numbers.length === value.values.length) return { kind: 'numbers', values: numbers };
  if (typeof value.values[0] === 'boolean') return { kind: 'flag', value: value.values[0] };
  return { kind: 'words', values: value.values.map(String) };
}
