import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSpecs } from '../capabilities/specs';
import { findAttribute } from '../taxonomy/attributes';
import { comparableSpecs } from './comparable-specs';
import { compareSpec } from './compare-specs';
import type { CapabilityRecord, NeedRecord } from './match-records';
import { prepareCapability } from './prepare-capability';
import { prepareNeed } from './prepare-need';
import { matchCapability, rankCapabilities } from './rank-capabilities';
import { reasonsFor } from './reasons-for';
import { renderMessage } from './render-message';
import { NO_RARITY } from './topic';
import { WEIGHTS } from './weights';

const today = new Date('2026-11-22T00:00:00Z');

function capability(
  ref: string,
  more: Partial<CapabilityRecord> & { specText?: string } = {},
): CapabilityRecord {
  const { specText = 'diameter_mm=20..38;thickness_mm=0.3..0.6', ...rest } = more;
  return {
    ref,
    title: 'Cadrans soleillés',
    description: 'Base laiton, bain galvanique.',
    family: 'CAD',
    leaves: ['cad/cadran', 'cad/soleillage'],
    specs: comparableSpecs(parseSpecs(specText, findAttribute).specs),
    standards: [],
    moq: 100,
    maxBatch: 5000,
    seriesLeadDays: 60,
    prototypeLeadDays: 30,
    frenchOriginPct: 95,
    ...rest,
  };
}

function need(more: Partial<NeedRecord> & { specText?: string } = {}): NeedRecord {
  const { specText = 'diameter_mm=36', ...rest } = more;
  return {
    ref: 'n',
    title: 'Cadrans soleillés',
    description: '',
    family: 'CAD',
    leaves: ['cad/cadran', 'cad/soleillage'],
    specs: comparableSpecs(parseSpecs(specText, findAttribute).specs),
    standards: [],
    seriesQuantity: 300,
    ...rest,
  };
}

function score(n: NeedRecord, c: CapabilityRecord): number {
  return matchCapability(prepareNeed(n, today), prepareCapability(c), NO_RARITY).score;
}

describe('an attribute', () => {
  const of = (text: string) => comparableSpecs(parseSpecs(text, findAttribute).specs);
  test.each([
    ['diameter_mm=36', 'diameter_mm=20..38', 'fits'],
    ['diameter_mm=40', 'diameter_mm=20..38', 'fails'],
    ['diameter_mm=34', 'diameter_mm=32|38', 'fails'],
    ['height_mm=13..14.5', 'height_mm=4..14', 'near'],
    ['water_resistance_bar=10', 'water_resistance_bar=5..30', 'fits'],
    ['water_resistance_bar=50', 'water_resistance_bar=5..30', 'fails'],
    ['tolerance_um=10', 'tolerance_um=5', 'fits'],
    ['tolerance_um=2', 'tolerance_um=5', 'fails'],
    ['case_material=316L', 'case_material=316L|bronze', 'fits'],
    ['case_material=or 750', 'case_material=316L|bronze', 'fails'],
    ['lume_grade=C3|BGW9', 'lume_grade=C3', 'near'],
    ['print_colours=5', 'print_colours=4', 'fails'],
    ['antinickel=true', 'antinickel=true', 'fits'],
  ])('%s against %s: %s', (wanted, offered, outcome) => {
    const [[key = '', value] = []] = Object.entries(of(wanted));
    if (!value) throw new Error('no value');
    expect(compareSpec(key, value, of(offered)[key])).toBe(outcome);
  });

  test('what is not stated is unknown', () => {
    expect(compareSpec('diameter_mm', { kind: 'numbers', values: [36] }, undefined)).toBe('unknown');
  });
});

describe('ranking', () => {
  test.each([
    ['a dimension out of reach', { specText: 'diameter_mm=44' }, {}],
    ['an order far below the minimum', { seriesQuantity: 20 }, {}],
    ['a French share too low', { frenchOriginMinPct: 50 }, { frenchOriginPct: 0 }],
    [
      'what the need forbids',
      { description: 'hors Chine' },
      { maker: { ref: 'm', name: 'M', country: 'CN', department: '', certifications: [], description: '' } },
    ],
    ['what the maker refuses', { description: 'Motif gravé sur 316L' }, { description: 'Le 316L, non.' }],
  ] as const)('%s ranks below every fit and says so', (_, n, c) => {
    const match = matchCapability(
      prepareNeed(need(n), today),
      prepareCapability(capability('c', c)),
      NO_RARITY,
    );
    expect(match.score).toBeLessThanOrEqual(WEIGHTS.hardCeiling);
    expect(match.reasons[0]?.outcome).toBe('fails');
  });

  test('hard failures never reach the score of a proposed pair', () => {
    expect(WEIGHTS.hardCeiling).toBeLessThan(WEIGHTS.proposeFrom);
  });

  test('the order of candidates does not matter', () => {
    const prepared = prepareNeed(need(), today);
    const all = [
      capability('a'),
      capability('b', { moq: 280 }),
      capability('c', { moq: 350 }),
      capability('d'),
      capability('e', { specText: '' }),
    ].map(prepareCapability);
    const expected = rankCapabilities(prepared, all).map((match) => match.capabilityRef);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        expect(rankCapabilities(prepared, shuffled).map((match) => match.capabilityRef)).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  test('relaxing a need never lowers its score', () => {
    const offered = capability('c', {
      specText: 'diameter_mm=25..38;water_resistance_bar=5;tolerance_um=15',
      standards: ['ISO 22810'],
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 15, max: 45 }),
        fc.integer({ min: 1, max: 12_000 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 100 }),
        (diameter, quantity, tolerance, origin) => {
          const strict = need({
            specText: `diameter_mm=${diameter};tolerance_um=${tolerance}`,
            seriesQuantity: quantity,
            frenchOriginMinPct: origin,
            standards: ['RJC'],
          });
          const strictScore = score(strict, offered);
          const looser: NeedRecord[] = [
            need({ ...strict, specText: `tolerance_um=${tolerance}` }),
            need({ ...strict, specText: `diameter_mm=${diameter};tolerance_um=${tolerance + 5}` }),
            { ...strict, frenchOriginMinPct: Math.max(0, origin - 20) },
            { ...strict, standards: [] },
          ];
          for (const relaxed of looser)
            expect(score(relaxed, offered)).toBeGreaterThanOrEqual(strictScore - 1e-9);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('the target price is the secret of the brand', () => {
    const match = matchCapability(
      prepareNeed(need({ targetUnitPriceCents: 1234 }), today),
      prepareCapability(capability('c', { unitPriceMinCents: 5000 })),
      NO_RARITY,
    );
    const sentences = (audience: 'brand' | 'maker') =>
      reasonsFor(match.reasons, audience).flatMap((reason) =>
        (['fr', 'en'] as const).map((language) => renderMessage(reason.message, language)),
      );
    expect(sentences('brand').join(' ')).toContain('12,34');
    expect(sentences('maker').join(' ')).not.toMatch(/cible|target|12[.,]34/);
  });

  test('every reason has a sentence in both languages', () => {
    const match = matchCapability(
      prepareNeed(
        need({
          targetUnitPriceCents: 1000,
          neededBy: '2027-03-01',
          prototypeQuantity: 5,
          standards: ['REACH'],
          frenchOriginMinPct: 60,
          description: 'sans PVD, hors Chine',
        }),
        today,
      ),
      prepareCapability(capability('c', { monthlyCapacity: 100 })),
      NO_RARITY,
    );
    for (const reason of match.reasons) {
      for (const message of [reason.message, reason.ask, reason.remedy]) {
        if (!message) continue;
        expect(renderMessage(message, 'fr')).not.toBe(message.key);
        expect(renderMessage(message, 'fr')).not.toMatch(/\{/);
        expect(renderMessage(message, 'en')).not.toBe(renderMessage(message, 'fr'));
      }
    }
  });
});
