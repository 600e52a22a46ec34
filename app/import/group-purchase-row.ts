import { z } from 'zod';
import { parseSpecValue, type SpecIssue, type SpecValue } from '~/capabilities/specs';
import { findAttribute } from '~/taxonomy/attributes';
import * as cells from './cells';
import type { PartialRow, Report } from './check-row';
import type { FaultCode } from './faults';

/** A group purchase of the JSON file: base specification, participants' schedules, suppliers' ladders. */

const notList = { error: 'not-list' };
const object = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject(shape, { error: 'not-object' });

function whole(minimum: number, maximum = 2_147_483_647) {
  const detail = `${minimum}..${maximum}`;
  return z.unknown().transform((value, context): number => {
    if (typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= maximum)
      return value;
    if (value === undefined) context.addIssue({ code: 'custom', message: 'key-missing' });
    else
      context.addIssue({
        code: 'custom',
        message: 'integer',
        params: { shown: JSON.stringify(value), detail },
      });
    return z.NEVER;
  });
}

const percent = z
  .number({ error: 'number:0..100' })
  .refine((value) => value >= 0 && value <= 100, { error: 'number:0..100' });

const leaves = z.array(z.string({ error: 'not-text' }), notList).transform((items, context) =>
  cells.checkItems(
    items,
    (code, shown = '', detail = '') => {
      context.addIssue({ code: 'custom', message: code, params: { shown, detail } });
      return z.NEVER;
    },
    cells.isLeaf,
    'leaf',
  ),
);

const specs = z
  .record(z.string(), z.string({ error: 'not-text' }), { error: 'not-object' })
  .transform((written, context) => {
    const read: Record<string, SpecValue> = {};
    const issues: [string, SpecIssue][] = [];
    for (const [key, value] of Object.entries(written)) {
      const parsed = parseSpecValue(key, value, findAttribute);
      if ('value' in parsed) read[key] = parsed.value;
      else for (const issue of parsed.issues) issues.push([key, issue]);
    }
    for (const [key, issue] of issues)
      context.addIssue({
        code: 'custom',
        path: [key],
        message: `spec-${issue.code}`,
        params: { shown: issue.part, detail: issue.expected.join(', ') },
      });
    return read;
  });

/** Stored from the highest price down: each step takes at least what the one before takes. */
const demand = z
  .array(object({ quantity: whole(1), max_unit_price_eur: cells.neededMoney }), notList)
  .min(1, { error: 'too-few:1' })
  .max(50, { error: 'too-many:50' })
  .transform((steps, context) => {
    const numbered = steps.map((step, index) => ({ ...step, index }));
    numbered.sort((a, b) => b.max_unit_price_eur - a.max_unit_price_eur);
    numbered.forEach((step, at) => {
      const dearer = numbered[at - 1];
      const fail = (code: FaultCode, key: string, shown: string) =>
        context.addIssue({ code: 'custom', path: [step.index, key], message: code, params: { shown } });
      if (dearer?.max_unit_price_eur === step.max_unit_price_eur)
        fail('demand-price-repeated', 'max_unit_price_eur', (step.max_unit_price_eur / 100).toFixed(2));
      else if (dearer && step.quantity < dearer.quantity)
        fail('demand-shrinks', 'quantity', String(step.quantity));
    });
    return numbered.map((step) => ({
      quantity: step.quantity,
      maxUnitPriceCents: step.max_unit_price_eur,
    }));
  });

const tiers = z
  .array(object({ min_quantity: whole(1), unit_price_eur: cells.neededMoney }), notList)
  .min(1, { error: 'too-few:1' })
  .max(50, { error: 'too-many:50' })
  .transform((steps, context) => {
    steps.forEach((tier, index) => {
      const before = steps[index - 1];
      if (before && tier.min_quantity <= before.min_quantity)
        context.addIssue({
          code: 'custom',
          path: [index, 'min_quantity'],
          message: 'tiers-not-ascending',
          params: { shown: String(tier.min_quantity) },
        });
    });
    return steps.map((tier) => ({
      minQuantity: tier.min_quantity,
      unitPriceCents: tier.unit_price_eur,
    }));
  });

const participant = object({
  organisation_ref: cells.ref,
  demand,
  firmness: cells.choice(['interest', 'conditional', 'firm']),
});

const offer = object({
  supplier_ref: cells.ref,
  tiers,
  fixed_cost_eur: cells.neededMoney,
  capacity: whole(1).nullish().default(null),
  minimum_order: whole(1).nullish().default(null),
  lead_days: whole(0, 36_500).nullish().default(null),
  valid_until: cells.day.nullish().default(null),
  french_origin_pct: percent.nullish().default(null),
});

export const groupPurchaseShape = {
  ref: cells.ref,
  lead_ref: cells.ref,
  title: cells.neededText(200),
  description: cells.text(5000),
  family: cells.family,
  leaves,
  specs,
  opens_at: cells.instant,
  closes_at: cells.instant,
  minimum_quantity: whole(1),
  minimum_participants: whole(1, 10_000),
  participants: z.array(participant, notList).max(10_000, { error: 'too-many:10000' }),
  offers: z.array(offer, notList).max(1_000, { error: 'too-many:1000' }),
} as const;

export type GroupPurchaseShape = typeof groupPurchaseShape;

export function checkGroupPurchase(row: PartialRow<GroupPurchaseShape>, report: Report): void {
  if (row.opens_at && row.closes_at && row.closes_at <= row.opens_at)
    report('closes_at', 'closes-before-opens', row.closes_at, row.opens_at);
  row.participants?.forEach(({ organisation_ref: ref }, index, all) => {
    if (all.findIndex((other) => other.organisation_ref === ref) < index)
      report(`participants[${index}].organisation_ref`, 'participant-repeated', ref);
  });
  row.offers?.forEach((made, index, all) => {
    if (all.findIndex((other) => other.supplier_ref === made.supplier_ref) < index)
      report(`offers[${index}].supplier_ref`, 'supplier-repeated', made.supplier_ref);
    if (made.capacity !== null && made.minimum_order !== null && made.capacity < made.minimum_order)
      report(
        `offers[${index}].capacity`,
        'capacity-below-minimum',
        String(made.capacity),
        String(made.minimum_order),
      );
  });
}
