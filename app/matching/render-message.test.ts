import { readdirSync, readFileSync } from 'node:fs';
import { expect, it, test } from 'vitest';
import { matchSentences } from '~/i18n/messages/matching';
import { renderMessage } from './render-message';

it('says figures, units and labels in the reader’s way', () => {
  const params = { attribute: 'diameter_mm', wanted: '36.5', offered: '20..38' };
  const said = (locale: 'fr' | 'en') =>
    renderMessage({ key: 'spec.fits', params }, locale).replace(/\s/g, ' ');
  expect(said('fr')).toBe('Diamètre : il faut 36,5 mm, tient 20 à 38 mm.');
  expect(said('en')).toBe('Diameter: 36.5 mm needed, holds 20 to 38 mm.');
  expect(renderMessage({ key: 'leaf.fits', params: { leaf: 'cad/soleillage' } }, 'fr')).toContain(
    'soleillage',
  );
  expect(renderMessage({ key: 'price.near', params: { target: 42.5, from: 45 } }, 'fr')).toMatch(
    /45,00.€.*42,50.€/,
  );
});

it('has a sentence for every key that a rule can speak', () => {
  const folder = new URL('.', import.meta.url);
  const outcomes = ['fits', 'near', 'unknown', 'fails'];
  const spoken = readdirSync(folder)
    .filter((file) => /^(rule-|rank-).*(?<!test)\.ts$/.test(file))
    .flatMap((file) => [...readFileSync(new URL(file, folder), 'utf8').matchAll(/key: ['`]([^'`]+)['`]/g)])
    .flatMap(([, key = '']) =>
      key.includes('$') ? outcomes.map((outcome) => key.replace(/\$.*$/, outcome)) : [key],
    );
  expect(spoken.length).toBeGreaterThan(20);
  expect(spoken.filter((key) => !Object.hasOwn(matchSentences, key))).toEqual([]);
});

it('names the same figures in both languages', () => {
  const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
  for (const [key, { fr, en }] of Object.entries(matchSentences))
    expect([key, names(en)]).toEqual([key, names(fr)]);
});

test('variants are said by their labels, never by their names in the rules', () => {
  const message = {
    key: 'variant.fails',
    params: { variant: 'display', wanted: 'eink', offered: 'oled|lcd' },
  };
  expect(renderMessage(message, 'fr')).toBe(
    'Autre variante. Demandé : encre électronique ; proposé : OLED, LCD.',
  );
  expect(renderMessage(message, 'en')).toBe('Another variant. Asked for: e-ink; offered: OLED, LCD.');
});
