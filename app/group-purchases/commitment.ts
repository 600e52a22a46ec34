import { z } from 'zod';
import { type DemandSchedule, demandGrid, largestQuantity } from './demand-schedule';

/** What a person may declare; `confirmed` comes after the clearing, `withdrawn` by withdrawing. */
export const declaredFirmnesses = ['interest', 'conditional', 'firm'] as const;
export type DeclaredFirmness = (typeof declaredFirmnesses)[number];
export type Firmness = DeclaredFirmness | 'confirmed' | 'withdrawn';

/** What its owner wants if the minimum is missed: give up, one more period, or buy alone at the solo price. */
export const fallbacks = ['cancel', 'extend', 'alone'] as const;
export type Fallback = (typeof fallbacks)[number];

/**
 * What a commitment counts for in the pool: the largest quantity of its schedule. An interest is heard but never
 * counted, a withdrawn one is over.
 */
export function countedQuantity(firmness: Firmness, schedule: DemandSchedule): number {
  return firmness === 'interest' || firmness === 'withdrawn' ? 0 : largestQuantity(schedule);
}

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
