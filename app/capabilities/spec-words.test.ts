import { expect, it } from 'vitest';
import { findAttribute } from '~/taxonomy/attributes';
import { describeSpecs } from './spec-words';
import { parseSpecs } from './specs';

const described = (text: string, locale: 'fr' | 'en') =>
  describeSpecs(parseSpecs(text, findAttribute).specs, locale).map(
    ({ term, description }) => `${term} : ${description.replace(/\s/g, ' ')}`,
  );

it('says ranges, lists and yes or no with their units, in the order of the attributes, in both languages', () => {
  const text = 'diameter_mm=20..38.5;feet_count=2|4;case_material=316L;antinickel=true';
  expect(described(text, 'fr')).toEqual([
    'diamètre : 20 à 38,5 mm',
    'matière de boîte : 316L',
    `${findAttribute('feet_count')?.fr} : 2, 4`,
    `${findAttribute('antinickel')?.fr} : oui`,
  ]);
  expect(described(text, 'en')[0]).toBe('diameter : 20 to 38.5 mm');
});

it('leaves out what the taxonomy does not know', () => {
  expect(describeSpecs({ unheard_of: { values: [1] } }, 'fr')).toEqual([]);
});
