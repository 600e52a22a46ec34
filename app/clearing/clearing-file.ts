import { z } from 'zod';
import { fallingStep } from './demand-schedule';
import type { Market } from './market';
import type { Offer } from './price-ladder';
import { euros, expecting, text, wholeNumber, withoutRepeats } from './read-input';
import { sharingRuleNames } from './sharing-rule';

/**
 * Reads `group_purchases.json` (see `db/seeds/demo`): an array of group purchases, money as decimal strings in
 * euros, quantities as whole numbers. Only what clearing needs is asked for; anything else is ignored. Two
 * additions, both optional: an offer's `ladder` (`all_units` unless stated) and the order's `sharing_rule`
 * (`equal` unless stated).
 */

const demand = z
  .array(
    z.object(
      { quantity: wholeNumber(1), max_unit_price_eur: euros },
      expecting('an object with quantity and max_unit_price_eur'),
    ),
    expecting('a list of quantities and limits'),
  )
  .transform((steps) =>
    steps.map((step) => ({ quantity: step.quantity, maxUnitPriceCents: step.max_unit_price_eur })),
  )
  .superRefine((steps, context) => {
    const i = fallingStep(steps);
    if (i < 0) return;
    context.addIssue({
      code: 'custom',
      path: [i, 'quantity'],
      message: `is ${steps[i]?.quantity}, less than what is taken at a higher price, expected at least as much`,
    });
  });

const participant = z
  .object(
    {
      organisation_ref: text(),
      demand,
      firmness: z.enum(['interest', 'conditional', 'firm'], expecting('"interest", "conditional" or "firm"')),
    },
    expecting('a participant'),
  )
  .transform((p) => ({ organisationRef: p.organisation_ref, demand: p.demand, firmness: p.firmness }));

const tiers = z
  .array(
    z.object(
      { min_quantity: wholeNumber(0), unit_price_eur: euros },
      expecting('an object with min_quantity and unit_price_eur'),
    ),
    expecting('a list of price tiers'),
  )
  .min(1, { error: () => 'is an empty list, expected at least one price tier' })
  .transform((rows) =>
    rows.map((row) => ({ minQuantity: row.min_quantity, unitPriceCents: row.unit_price_eur })),
  );

const dateOrInstant = z.union(
  [z.iso.date(), z.iso.datetime({ offset: true })],
  expecting('an ISO date such as "2027-01-15"'),
);

const offer = z
  .object(
    {
      supplier_ref: text(),
      tiers,
      fixed_cost_eur: euros,
      capacity: wholeNumber(0).nullable(),
      minimum_order: wholeNumber(0).nullable(),
      valid_until: dateOrInstant.nullable(),
      ladder: z.enum(['all_units', 'incremental'], expecting('"all_units" or "incremental"')).optional(),
    },
    expecting('an offer'),
  )
  .transform((o) => ({
    validUntil: o.valid_until,
    offer: {
      supplierRef: o.supplier_ref,
      tiers: o.tiers,
      ladder: o.ladder ?? 'all_units',
      fixedCostCents: o.fixed_cost_eur,
      capacity: o.capacity ?? Number.POSITIVE_INFINITY,
      minimumOrder: o.minimum_order ?? 0,
    } satisfies Offer,
  }));

const parisDate = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** Whether an offer still stands at closing. A date counts until its end in Paris; without one it stands. */
export function isValidAtClosing(validUntil: string | null, closesAt: string): boolean {
  if (validUntil === null) return true;
  if (validUntil.length > 10) return Date.parse(validUntil) >= Date.parse(closesAt);
  return validUntil >= parisDate.format(new Date(closesAt));
}

/** All products that the method forms stay whole numbers that a double holds. */
function isComputable(market: Market): boolean {
  const quantity = market.participants.reduce(
    (sum, p) => sum + Math.max(0, ...p.demand.map((step) => step.quantity)),
    0,
  );
  const limit = Math.max(0, ...market.participants.flatMap((p) => p.demand.map((s) => s.maxUnitPriceCents)));
  const costs = market.offers.reduce((sum, o) => {
    const price = Math.max(...o.tiers.map((tier) => tier.unitPriceCents));
    return sum + o.fixedCostCents + price * Math.min(o.capacity, quantity);
  }, 0);
  const most = Math.max(limit * quantity, costs);
  const rows = Math.max(market.participants.length, market.offers.length) + 1;
  return most * rows <= Number.MAX_SAFE_INTEGER;
}

const groupPurchase = z
  .object(
    {
      ref: text(),
      closes_at: z.iso.datetime({
        offset: true,
        ...expecting('an ISO instant such as "2026-12-15T17:00:00Z"'),
      }),
      minimum_quantity: wholeNumber(0),
      minimum_participants: wholeNumber(0),
      sharing_rule: z.enum(sharingRuleNames, expecting(`one of ${sharingRuleNames.join(', ')}`)).optional(),
      participants: z.array(participant, expecting('a list of participants')),
      offers: z.array(offer, expecting('a list of offers')),
    },
    expecting('a group purchase'),
  )
  .transform((gp) => ({
    ref: gp.ref,
    sharingRule: gp.sharing_rule ?? ('equal' as const),
    market: {
      participants: gp.participants,
      offers: gp.offers
        .filter(({ validUntil }) => isValidAtClosing(validUntil, gp.closes_at))
        .map((row) => row.offer),
      minimumQuantity: gp.minimum_quantity,
      minimumParticipants: gp.minimum_participants,
    } satisfies Market,
  }))
  .superRefine(({ market }, context) => {
    if (isComputable(market)) return;
    context.addIssue({
      code: 'custom',
      message:
        'adds up to more money than can be counted in whole cents, expected smaller quantities or prices',
    });
  });

export type GroupPurchaseFile = z.infer<typeof groupPurchase>;

export const groupPurchasesFile = withoutRepeats(
  z.array(groupPurchase, expecting('a list of group purchases')),
  { '': 'ref', participants: 'organisation_ref', offers: 'supplier_ref', tiers: 'min_quantity' },
);
