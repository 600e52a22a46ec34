import { z } from 'zod';
import { declaredFirmnesses, fallbacks } from './commitment';
import { demandRowsMax, orderFaults, quantityMax, readSchedule, unitPriceCentsMax } from './demand-schedule';

// Longer than anything true, short enough that nobody fills a database with it.
const cell = z.string().max(40).optional();

/**
 * The grid as a form's field `demand[0].quantity`, `demand[0].maxUnitPrice`, … -> DemandSchedule.
 * Messages are `DemandFault` codes on the very cell.
 */
export const demandGrid = z
  .array(z.object({ quantity: cell, maxUnitPrice: cell }).optional())
  .max(demandRowsMax * 2, 'demand-too-many-rows')
  .default([])
  .transform((rows, context) => {
    const result = readSchedule(rows.map((row) => row ?? {}));
    if (result.ok) return result.schedule;
    for (const { row, field, fault } of result.faults)
      context.addIssue({ code: 'custom', path: [row, field], message: fault });
    return z.NEVER;
  });

/**
 * A schedule that does not come from a form (an import, another process): the same rules, no typing to forgive.
 * @throws ZodError naming the row
 */
export const demandSchedule = z
  .array(
    z.object({
      quantity: z.number().int().min(1).max(quantityMax),
      maxUnitPriceCents: z.number().int().min(1).max(unitPriceCentsMax),
    }),
  )
  .min(1, 'demand-empty')
  .max(demandRowsMax, 'demand-too-many-rows')
  .superRefine((steps, context) => {
    const dearestFirst = steps
      .map((step, row) => ({ ...step, row }))
      .sort((a, b) => b.maxUnitPriceCents - a.maxUnitPriceCents || a.row - b.row);
    for (const { row, field, fault } of orderFaults(dearestFirst))
      context.addIssue({
        code: 'custom',
        path: [row, field === 'quantity' ? 'quantity' : 'maxUnitPriceCents'],
        message: fault,
      });
  })
  .transform((steps) => steps.toSorted((a, b) => b.maxUnitPriceCents - a.maxUnitPriceCents));

const operationId = z.uuid('form-expired');

/** The form of a commitment. Messages are keys of the domain's messages. */
export const commitmentForm = z.object({
  operationId,
  demand: demandGrid,
  firmness: z.enum(declaredFirmnesses, 'firmness-missing'),
  fallback: z.enum(fallbacks, 'fallback-missing'),
  /** The version that the person read and ticked; absent when it had been accepted before. */
  charterVersion: z.string().max(40).optional(),
  charterAccepted: z.literal('on').optional(),
});
export type CommitmentForm = z.output<typeof commitmentForm>;

export const withdrawalForm = z.object({ operationId });

/** Confirming or refusing one's own result. */
export const answerForm = z.object({ operationId });
