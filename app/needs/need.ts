import { z } from 'zod';

export const needStates = [
  'published',
  'quoting',
  'opened',
  'awarded',
  'closed_without_award',
  'cancelled',
] as const;
export type NeedState = (typeof needStates)[number];

/** Who may know of a need: everybody; only the makers that matching proposes; everybody but not whose it is. */
export const needVisibilities = ['public', 'matched', 'anonymous'] as const;
export type NeedVisibility = (typeof needVisibilities)[number];

/** A draft is what the form holds, as typed: nothing is refused while it is being written. */
export type NeedDraftContent = Record<string, string[]>;

/** Bounds of a draft: fields, values a field, characters a value. A larger one is cut by no one, it is refused. */
export const draftBounds = { fields: 120, values: 60, characters: 5000 } as const;

const quantity = z
  .string()
  .trim()
  .transform((text) => text.replace(/[\s\u00a0\u202f]/g, ''))
  .pipe(z.string().regex(/^\d{1,9}$/, 'quantity-integer'))
  .transform(Number)
  .refine((value) => value > 0, 'quantity-positive');

const percentage = z
  .string()
  .trim()
  .regex(/^\d{1,3}([.,]\d{1,2})?$/, 'percentage')
  .transform((text) => Number(text.replace(',', '.')))
  .refine((value) => value <= 100, 'percentage');

/** '7,50' or '7.5' euros -> 750. Cents are cut out of the text: no float is ever near money. */
export const euroText = z
  .string()
  .trim()
  .transform((text) => text.replace(/[\s\u00a0\u202f€]/g, ''))
  .pipe(z.string().regex(/^\d{1,8}([.,]\d{1,2})?$/, 'price'))
  .transform((text) => {
    const [euros = '0', cents = ''] = text.split(/[.,]/);
    return Number(euros) * 100 + Number(cents.padEnd(2, '0'));
  });

/** YYYY-MM-DD that exists, after `today`. */
function dayAfter(today: string) {
  return z.iso.date('date').refine((day) => day > today, 'date-past');
}

/**
 * What a brand must have said for a need to be published. Codes are keys of `needMessages`.
 * `specs` is checked apart (`readSpecFields`): its keys depend on the family.
 * @param today 'YYYY-MM-DD' in Paris: a need is for later than that
 */
export function needSchema(today: string) {
  return z.object({
    operationId: z.uuid(),
    title: z.string({ error: 'required' }).trim().min(5, 'title-short').max(200, 'too-long'),
    description: z.string().trim().max(5000, 'too-long').default(''),
    family: z.string({ error: 'required' }),
    leaves: z.array(z.string(), { error: 'leaves-required' }).min(1, 'leaves-required').max(40, 'too-many'),
    prototypeQuantity: quantity.optional(),
    seriesQuantity: quantity.optional(),
    annualQuantity: quantity.optional(),
    targetUnitPrice: euroText.optional(),
    neededBy: dayAfter(today).optional(),
    frenchOriginMinPct: percentage.optional(),
    standards: z
      .string()
      .trim()
      .max(300, 'too-long')
      .default('')
      .transform((text) => [
        ...new Set(
          text
            .split(/[,;|]/)
            .map((part) => part.trim())
            .filter(Boolean),
        ),
      ]),
    visibility: z.enum(needVisibilities, { error: 'visibility-required' }),
  });
}

export type NeedForm = z.output<ReturnType<typeof needSchema>>;
