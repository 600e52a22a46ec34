import { type DemandSchedule, largestQuantity } from './demand-schedule';

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
