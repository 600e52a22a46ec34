/** Greatest common divisor of two whole numbers; of 0 and n it is n, so it folds over a list from 0. */
export function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
