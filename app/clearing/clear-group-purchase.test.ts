import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clearGroupPurchase } from './clear-group-purchase.server';
import { groupPurchasesFile } from './clearing-file';
import { type ClearingReport, clearingReport } from './clearing-report';
import { centsFromEuros, eurosFromCents, unitPriceEuros } from './euros';
import { marketArbitrary } from './market-arbitrary';
import { sharingRuleNames } from './sharing-rule';

const demo = join(import.meta.dirname, '../../db/seeds/demo/group_purchases.json');

const published = [
  ['gp-001', 'full', 3550, '4.948592'],
  ['gp-002', 'full', 4300, '8.109302'],
  ['gp-003', 'full', 11_850, '6.418143'],
  ['gp-004', 'full', 4600, '160.086957'],
  ['gp-005', 'minimum_missed', 0, null],
  ['gp-006', 'full', 2650, '1.350189'],
  ['gp-007', 'full', 35_000, '0.311286'],
  ['gp-008', 'full', 1800, '2.200000'],
  ['gp-009', 'full', 103, '76.524272'],
  ['gp-010', 'full', 15_800, '8.250633'],
];

async function reports(json: unknown): Promise<ClearingReport[]> {
  const all: ClearingReport[] = [];
  for (const { ref, market, sharingRule } of groupPurchasesFile.parse(json)) {
    all.push(clearingReport(ref, await clearGroupPurchase(market, sharingRule)));
  }
  return all;
}

describe('the demonstration orders', () => {
  it('clear as published', async () => {
    const all = await reports(JSON.parse(readFileSync(demo, 'utf8')));
    expect(all.map((one) => [one.ref, one.outcome, one.quantity, one.unit_price_eur])).toEqual(published);
    const split = all.find(({ ref }) => ref === 'gp-004');
    expect(split?.suppliers.map(({ quantity }) => quantity).sort()).toEqual([2200, 2400]);
  });

  it('do not depend on the order of rows', async () => {
    const json: unknown = JSON.parse(readFileSync(demo, 'utf8'));
    const turned = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.toReversed().map(turned);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, turned(inner)]));
    };
    const there = await reports(turned(json));
    expect(there.toReversed()).toEqual(await reports(json));
  });
});

describe('shares of an invoice', () => {
  it('sum to it, and nobody pays above its limit, whatever the rule', async () => {
    await fc.assert(
      fc.asyncProperty(marketArbitrary, fc.constantFrom(...sharingRuleNames), async (market, rule) => {
        const result = await clearGroupPurchase(market, rule);
        if (!('purchase' in result)) return;
        const { participants, purchase, shares } = result;
        expect(participants.reduce((sum, p) => sum + p.shareCents, 0)).toBe(purchase.costCents);
        for (const { shareCents, limitCents, quantity } of participants) {
          expect(shareCents).toBeLessThanOrEqual(limitCents * quantity);
        }
        for (const name of sharingRuleNames) {
          const cents = shares[name]?.cents;
          if (cents) expect(cents.reduce((sum, c) => sum + c, 0)).toBe(purchase.costCents);
        }
        expect(result.appliedRule === rule || result.appliedRule === 'equal').toBe(true);
        expect(result.appliedRule === rule).toBe(shares[rule] !== null && result.aboveLimit.length === 0);
      }),
      { numRuns: 600, seed: 5 },
    );
  }, 60_000);

  it('are the same whether the other rules are computed beside them or not', async () => {
    await fc.assert(
      fc.asyncProperty(marketArbitrary, fc.constantFrom(...sharingRuleNames), async (market, rule) => {
        const alone = await clearGroupPurchase(market, rule, 5, 'chosen-rule');
        const beside = await clearGroupPurchase(market, rule);
        if (!('purchase' in alone) || !('purchase' in beside)) {
          expect(alone).toEqual(beside);
          return;
        }
        const { shares: few, ...one } = alone;
        const { shares: all, ...other } = beside;
        expect(one).toEqual(other);
        expect([few[rule], few.equal]).toEqual([all[rule], all.equal]);
      }),
      { numRuns: 100, seed: 7 },
    );
  }, 60_000);

  it('are equal prices when the chosen rule would break a limit, and name whom it would', async () => {
    // Serial sharing makes the large buyer carry the jump to the dear tier of a rising ladder.
    const result = await clearGroupPurchase(
      {
        participants: [
          { organisationRef: 'small', firmness: 'firm', demand: [{ quantity: 1, maxUnitPriceCents: 900 }] },
          { organisationRef: 'large', firmness: 'firm', demand: [{ quantity: 9, maxUnitPriceCents: 520 }] },
        ],
        offers: [
          {
            supplierRef: 's',
            tiers: [
              { minQuantity: 1, unitPriceCents: 100 },
              { minQuantity: 3, unitPriceCents: 500 },
            ],
            fixedCostCents: 0,
            capacity: 10,
            minimumOrder: 1,
          },
        ],
        minimumQuantity: 1,
        minimumParticipants: 2,
      },
      'serial',
    );
    if (!('purchase' in result)) throw new Error(result.outcome);
    expect(result.appliedRule).toBe('equal');
    expect(result.aboveLimit).toEqual(['large']);
    expect(result.participants.map((p) => p.shareCents)).toEqual([4500, 500]);
  });
});

function order(change: Record<string, unknown> = {}, offer: Record<string, unknown> = {}) {
  return {
    ref: 'gp',
    closes_at: '2026-12-15T17:00:00Z',
    minimum_quantity: 1,
    minimum_participants: 1,
    participants: [
      { organisation_ref: 'a', firmness: 'firm', demand: [{ quantity: 10, max_unit_price_eur: '5.00' }] },
    ],
    offers: [
      {
        supplier_ref: 's',
        tiers: [{ min_quantity: 1, unit_price_eur: '5.00' }],
        fixed_cost_eur: '0.00',
        capacity: 100,
        minimum_order: 1,
        valid_until: '2026-12-15',
        ...offer,
      },
    ],
    ...change,
  };
}

describe('single orders', () => {
  const outcomeOf = async (change?: Record<string, unknown>, offer?: Record<string, unknown>) =>
    (await reports([order(change, offer)]))[0];

  it('clears one participant at exactly its limit, on the last day of an offer', async () => {
    expect(await outcomeOf()).toMatchObject({
      outcome: 'full',
      unit_price_eur: '5.000000',
      total_cost_eur: '50.00',
      participants: [{ organisation_ref: 'a', quantity: 10, share_eur: '50.00', alone_eur: '50.00' }],
      core: { equal: { max_excess_eur: '0.00', subgroup: [] } },
      gap: 0,
    });
  });

  it('misses the minimum one cent above the limit', async () => {
    const tiers = [{ min_quantity: 1, unit_price_eur: '5.01' }];
    expect(await outcomeOf({}, { tiers })).toMatchObject({ outcome: 'minimum_missed', participants: [] });
  });

  it('ignores expired offers, unusable offers and mere interest', async () => {
    expect((await outcomeOf({}, { valid_until: '2026-12-14' }))?.outcome).toBe('no_offer');
    expect((await outcomeOf({}, { capacity: 5, minimum_order: 6 }))?.outcome).toBe('no_offer');
    expect((await outcomeOf({ offers: [] }))?.outcome).toBe('no_offer');
    const participants = [
      { organisation_ref: 'a', firmness: 'interest', demand: [{ quantity: 10, max_unit_price_eur: '9.00' }] },
      { organisation_ref: 'b', firmness: 'firm', demand: [] },
    ];
    expect((await outcomeOf({ participants }))?.outcome).toBe('minimum_missed');
    expect((await outcomeOf({ participants: [] }))?.outcome).toBe('minimum_missed');
  });

  it('rations when the capacity is short', async () => {
    const participants = ['a', 'b'].map((ref) => ({
      organisation_ref: ref,
      firmness: 'firm',
      demand: [
        { quantity: 40, max_unit_price_eur: '9.00' },
        { quantity: 60, max_unit_price_eur: '8.00' },
      ],
    }));
    expect(await outcomeOf({ participants })).toMatchObject({
      outcome: 'rationed',
      quantity: 100,
      participants: [
        { organisation_ref: 'a', quantity: 60 },
        { organisation_ref: 'b', quantity: 40 },
      ],
    });
  });
});

describe('money', () => {
  it('reads and writes euros without binary fractions', () => {
    expect(centsFromEuros('4.20')).toBe(420);
    expect(centsFromEuros('4.2')).toBe(420);
    expect(centsFromEuros('0')).toBe(0);
    for (const wrong of ['4,20', '-1.00', '4.205', '1e3', '', ' 4.20', '.5']) {
      expect(centsFromEuros(wrong)).toBeUndefined();
    }
    expect(eurosFromCents(-5)).toBe('-0.05');
    expect(unitPriceEuros(1_756_750, 3550)).toBe('4.948592');
    expect(unitPriceEuros(1, 3)).toBe('0.003333');
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e12 }),
        (cents) => centsFromEuros(eurosFromCents(cents)) === cents,
      ),
    );
  });
});
