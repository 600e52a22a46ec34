import { describe, expect, test } from 'vitest';
import { formatComparableValue } from './comparable-value';
import { readCapabilityText, readNeedText } from './read-need-text';

const today = new Date('2026-11-22T00:00:00Z');

function read(text: string, family?: string) {
  const guesses = readNeedText(text, { today, ...(family === undefined ? {} : { family }) });
  return {
    ...guesses,
    specText: Object.fromEntries(guesses.specs.map((spec) => [spec.key, formatComparableValue(spec.value)])),
  };
}

describe('a need in free text', () => {
  test('fills family, leaves, measures, quantity and date', () => {
    const guesses = read('cadran bleu soleillé 36,5, 300 pièces pour juin');
    expect(guesses.family).toBe('CAD');
    expect(guesses.leaves.map((leaf) => leaf.leafId)).toEqual(['cad/cadran', 'cad/soleillage']);
    expect(guesses.specText).toEqual({ diameter_mm: '36.5' });
    expect(guesses.quantities.series?.value).toBe(300);
    expect(guesses.neededBy?.value).toBe('2027-06-01');
  });

  test.each([
    ['avant mars 2027', '2027-02-28'],
    ["d'ici Noël", '2026-12-20'],
    ['fin juin', '2027-06-30'],
    ['by June 2028', '2028-06-01'],
    ['pour le 15 mars', '2027-03-15'],
    ['livraison 15/03/2027', '2027-03-15'],
    ['Q2 2027', '2027-06-30'],
  ])('date: %s', (text, date) => {
    expect(read(text).neededBy?.value).toBe(date);
  });

  test.each([
    ['boîte étanche 10 ATM', 'BOI', { water_resistance_bar: '10' }],
    ['boîte étanche à 100 m', 'BOI', { water_resistance_bar: '10' }],
    ['boîte, 20 mm entre-corne', 'BOI', { lug_width_mm: '20' }],
    ['mouvement 11½‴ à 28 800 A/h', 'MVT', { movement_ligne: '11.5', frequency_vph: '28800' }],
    ['mouvement 11 1/2 lignes, 4 Hz', 'MVT', { movement_ligne: '11.5', frequency_vph: '28800' }],
    ['glace Ø30.5, épaisseur 1,2', 'VER', { diameter_mm: '30.5', thickness_mm: '1.2' }],
    ['bracelet 20/18, 120/75', 'BRA', { strap_width_mm: '20', strap_length_mm: '120' }],
    ['dorage 2 microns', 'TRS', { plating_um: '2' }],
  ])('measures: %s', (text, family, specs) => {
    expect(read(text, family).specText).toMatchObject(specs);
  });

  test.each([
    ['trois prototypes puis 1,000 straps', { prototype: 3, series: 1000 }],
    ['une centaine de boîtiers', { series: 100 }],
    ['2 500 par an', { annual: 2500 }],
    ['80 colis par semaine', { annual: 4160 }],
    ['deux mille cinq cents pièces', { series: 2500 }],
  ])('quantities: %s', (text, wanted) => {
    const { quantities } = read(text);
    const values = Object.fromEntries(Object.entries(quantities).map(([key, guess]) => [key, guess?.value]));
    expect(values).toEqual(wanted);
  });

  test('exclusions, origin, standards and price', () => {
    const guesses = read(
      'boîte acier sans PVD, hors Chine, 50 % français, ISO 22810, moins de 90 € pièce',
      'BOI',
    );
    expect(guesses.exclusions[0]?.leafIds).toContain('boi/pvd-dlc');
    expect(guesses.exclusions[1]?.countries).toEqual(['CN']);
    expect(guesses.leaves.map((leaf) => leaf.leafId)).not.toContain('boi/pvd-dlc');
    expect(guesses.origin.minPct?.value).toBe(50);
    expect(guesses.standards.map((guess) => guess.value)).toEqual(['ISO 22810']);
    expect(guesses.unitPriceCents?.value).toBe(9000);
  });

  test('« sans nickel » is also a property', () => {
    expect(read('boucles dorées sans nickel', 'BRA').specText).toMatchObject({ antinickel: 'true' });
  });
});

describe("a maker's text", () => {
  test.each([
    ['Sur acier doux, or, argent. Le 316L, non : il use les outils.', '316L'],
    ["Le cardio optique, nous l'avons laissé à d'autres.", 'cardio optique'],
    ['Nous ne faisons pas de montures optiques.', 'montures optiques'],
  ])('refuses: %s', (text, refused) => {
    expect(readCapabilityText(text).exclusions.map((exclusion) => exclusion.text)).toContain(refused);
  });

  test.each([
    ['Pas de frais de moule, juste la mise en teinte.'],
    ['Micromoteurs pas-à-pas de 2,4 mm.'],
    ['Filetage au pas de votre tube.'],
    ['Découpe sans bavure.'],
  ])('does not refuse: %s', (text) => {
    expect(readCapabilityText(text).exclusions).toEqual([]);
  });

  test('order limits', () => {
    expect(readCapabilityText('Vos couleurs à partir de 300 pièces.').batch.min?.value).toBe(300);
    expect(readCapabilityText('Pas au-dessous de 100 pièces.').batch.min?.value).toBe(100);
    expect(readCapabilityText('Par lot de 200 maximum.').batch.max?.value).toBe(200);
  });
});
