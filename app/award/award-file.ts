import { z } from 'zod';
import { euros, expecting, text, wholeNumber, withoutRepeats } from '~/clearing/read-input';
import type { AwardProblem } from './award-problem';
import { publishedInstance } from './published-instance';

/**
 * Reads an award in one of two forms: a published instance (see `published-instance.ts`), or lots and bids with
 * money as decimal strings in euros:
 *
 * `{"name", "lots": [{"lot_ref", "quantity" | "destinations": [{"ref", "quantity"}], "max_unit_price_eur"?}],
 * "suppliers": [{"supplier_ref", "fixed_cost_eur"?, "capacity"?, "minimum_order"?, "french_origin_pct"?,
 * "bids": [{"lot_ref", "tiers", "ladder"?, "fixed_cost_eur"?, "capacity"?, "minimum_order"?,
 * "delivery_eur"?: {ref: euros a unit}}]}], "max_suppliers"?, "min_suppliers"?, "min_french_origin_pct"?}`
 */
export type AwardFile = {
  readonly name: string;
  /** Units of the problem in one unit of the file: 1 for a published instance, 100 for cents to euros. */
  readonly unitsInOne: number;
  readonly optimum: number | undefined;
  readonly problem: AwardProblem;
};

const destination = z.object(
  { ref: text(), quantity: wholeNumber(0) },
  expecting('an object with ref and quantity'),
);

const lot = z
  .object(
    {
      lot_ref: text(),
      quantity: wholeNumber(0).optional(),
      destinations: z.array(destination, expecting('a list of destinations')).optional(),
      max_unit_price_eur: euros.optional(),
    },
    expecting('a lot'),
  )
  .refine((one) => (one.quantity === undefined) !== (one.destinations === undefined), {
    error: () => 'has both or neither of quantity and destinations, expected one of them',
  })
  .transform((one) => ({
    ref: one.lot_ref,
    destinations: one.destinations ?? [{ ref: 'all', quantity: one.quantity ?? 0 }],
    ...(one.max_unit_price_eur === undefined ? {} : { maxUnitPriceCents: one.max_unit_price_eur }),
  }));

const percentage = z
  .number(expecting('a percentage from 0 to 100'))
  .min(0, expecting('a percentage from 0 to 100'))
  .max(100, expecting('a percentage from 0 to 100'));

/** What a supplier states for one lot or for all; absent or null when it states nothing. */
const terms = {
  fixed_cost_eur: euros.optional(),
  capacity: wholeNumber(0).nullish(),
  minimum_order: wholeNumber(0).nullish(),
};

const tier = z.object(
  { min_quantity: wholeNumber(0), unit_price_eur: euros },
  expecting('an object with min_quantity and unit_price_eur'),
);

const bid = z
  .object(
    {
      lot_ref: text(),
      tiers: z
        .array(tier, expecting('a list of price tiers'))
        .min(1, { error: () => 'is an empty list, expected at least one price tier' }),
      ladder: z.enum(['all_units', 'incremental'], expecting('"all_units" or "incremental"')).optional(),
      delivery_eur: z
        .record(z.string(), euros, expecting('an object from places to euros a unit'))
        .optional(),
      ...terms,
    },
    expecting('a bid'),
  )
  .transform((one) => ({
    lotRef: one.lot_ref,
    tiers: one.tiers.map((t) => ({ minQuantity: t.min_quantity, unitPriceCents: t.unit_price_eur })),
    ladder: one.ladder ?? ('all_units' as const),
    fixedCostCents: one.fixed_cost_eur ?? 0,
    capacity: one.capacity ?? Number.POSITIVE_INFINITY,
    minimumOrder: one.minimum_order ?? 0,
    unitDeliveryCents: new Map(Object.entries(one.delivery_eur ?? {})),
  }));

const supplier = z
  .object(
    {
      supplier_ref: text(),
      french_origin_pct: percentage.nullish(),
      bids: z.array(bid, expecting('a list of bids')),
      ...terms,
    },
    expecting('a supplier'),
  )
  .transform((one) => ({
    ref: one.supplier_ref,
    fixedCostCents: one.fixed_cost_eur ?? 0,
    capacity: one.capacity ?? Number.POSITIVE_INFINITY,
    minimumOrder: one.minimum_order ?? 0,
    frenchOriginPct: one.french_origin_pct ?? 0,
    bids: one.bids,
  }));

const lotsAndBids = z
  .object({
    name: text().optional(),
    lots: z.array(lot, expecting('a list of lots')),
    suppliers: z.array(supplier, expecting('a list of suppliers')),
    max_suppliers: wholeNumber(0).optional(),
    min_suppliers: wholeNumber(0).optional(),
    min_french_origin_pct: percentage.optional(),
  })
  .superRefine(({ lots, suppliers }, context) => {
    const known = new Set(lots.map(({ ref }) => ref));
    suppliers.forEach(({ bids }, i) => {
      bids.forEach(({ lotRef }, j) => {
        if (known.has(lotRef)) return;
        context.addIssue({
          code: 'custom',
          path: ['suppliers', i, 'bids', j, 'lot_ref'],
          message: `is ${JSON.stringify(lotRef)}, expected the lot_ref of a lot`,
        });
      });
    });
  })
  .transform((file): AwardFile => {
    const { max_suppliers: most, min_suppliers: least, min_french_origin_pct: origin } = file;
    return {
      name: file.name ?? '',
      unitsInOne: 100,
      optimum: undefined,
      problem: {
        lots: file.lots,
        suppliers: file.suppliers,
        ...(most === undefined ? {} : { maxSuppliers: most }),
        ...(least === undefined ? {} : { minSuppliers: least }),
        ...(origin === undefined ? {} : { minFrenchOriginPct: origin }),
      },
    };
  });

const uniqueKeys = {
  lots: 'lot_ref',
  suppliers: 'supplier_ref',
  bids: 'lot_ref',
  tiers: 'min_quantity',
  destinations: 'ref',
};

export const awardFile = z
  .record(
    z.string(),
    z.unknown(),
    expecting('an object with "lots" and "suppliers", or with "demands" and "suppliers"'),
  )
  .transform((json, context): AwardFile => {
    const schema: z.ZodType<AwardFile> = 'lots' in json ? lotsAndBids : publishedInstance;
    const parsed = withoutRepeats(schema, uniqueKeys).safeParse(json);
    if (parsed.success) return parsed.data;
    for (const { path, message } of parsed.error.issues) {
      context.addIssue({ code: 'custom', path: [...path], message });
    }
    return z.NEVER;
  });
