import { type ModelAnswer, solveModel } from '~/clearing/solve-model.server';
import { type AwardModel, type BidColumns, buildAwardModel } from './award-model';
import type { Award, AwardOrder, AwardProblem } from './award-problem';

type Read = AwardOrder & { readonly deliveryCents: number };

function readOrder(bid: BidColumns, amountOf: (column: number) => number): Read[] {
  const stretch = bid.stretches.find(({ isUsed }) => amountOf(isUsed) > 0.5);
  const quantity = stretch ? amountOf(stretch.quantity) : 0;
  if (!stretch || quantity <= 0) return [];
  const deliveries = bid.deliveries
    .map(({ ref, column, unitCents }) => ({ ref, quantity: amountOf(column), unitCents }))
    .filter((delivery) => delivery.quantity > 0);
  return [
    {
      supplierRef: bid.supplierRef,
      lotRef: bid.lotRef,
      quantity,
      costCents: stretch.interceptCents + stretch.slopeCents * quantity,
      deliveries: deliveries.map((one) => ({ ref: one.ref, quantity: one.quantity })),
      deliveryCents: deliveries.reduce((sum, one) => sum + one.quantity * one.unitCents, 0),
    },
  ];
}

/** What the orders cost, added up from the input's own numbers rather than read from the solver. */
function totalOf({ suppliers }: AwardModel, orders: readonly Read[]): number {
  const used = new Set(orders.map(({ supplierRef }) => supplierRef));
  const fixed = suppliers
    .filter(({ ref }) => used.has(ref))
    .reduce((sum, { fixedCostCents }) => sum + fixedCostCents, 0);
  return orders.reduce((sum, order) => sum + order.costCents + order.deliveryCents, fixed);
}

const without = { objectiveCents: undefined, boundCents: undefined, gap: undefined, orders: [] };

function readAward(built: AwardModel, answer: ModelAnswer, wholeUnits: boolean): Award {
  if (answer.status !== 'optimal' && answer.status !== 'feasible') {
    return { status: answer.status === 'infeasible' ? 'infeasible' : 'unknown', ...without };
  }
  const amountOf = (column: number) => {
    const value = answer.values[column] ?? 0;
    if (wholeUnits) return Math.round(value);
    return Math.abs(value) < 1e-9 ? 0 : value;
  };
  const orders = built.bids.flatMap((bid) => readOrder(bid, amountOf));
  const objectiveCents = totalOf(built, orders);
  const proven = Math.min(objectiveCents, answer.bound * built.scale);
  const gap = objectiveCents === 0 ? 0 : (objectiveCents - proven) / objectiveCents;
  // Below a billionth only the solver's tolerances are left.
  const isProven = answer.status === 'optimal' && gap < 1e-9;
  return {
    status: isProven ? 'optimal' : 'feasible',
    objectiveCents,
    boundCents: isProven ? objectiveCents : proven,
    gap: isProven ? 0 : gap,
    orders: orders.map(({ deliveryCents: _, ...order }) => order),
  };
}

/** Whether all quantities of an answer are whole, up to the solver's tolerance. */
function isWhole({ bids }: AwardModel, answer: ModelAnswer): boolean {
  return bids
    .flatMap((bid) => [...bid.stretches.map((s) => s.quantity), ...bid.deliveries.map((d) => d.column)])
    .every((column) => {
      const value = answer.values[column] ?? 0;
      return Math.abs(value - Math.round(value)) < 1e-6;
    });
}

/**
 * The cheapest award of all lots, proven, or the best found in the time with its bound and gap.
 *
 * @param timeLimitSeconds wall time given to the solver (twice that when it has to be asked for whole units).
 */
export async function awardLots(problem: AwardProblem, timeLimitSeconds = 30): Promise<Award> {
  const wholeUnits = problem.wholeUnits ?? true;
  const built = buildAwardModel(problem, false);
  // A row without columns is a lot that nobody bids for.
  const isPossible = built.model.rows.every(
    (row) => row.columns.length > 0 || (row.lower <= 0 && row.upper >= 0),
  );
  if (!isPossible) return { status: 'infeasible', ...without };
  if (built.model.columns.length === 0) {
    return { status: 'optimal', objectiveCents: 0, boundCents: 0, gap: 0, orders: [] };
  }
  const answer = await solveModel(built.model, { timeLimitSeconds });
  if (!wholeUnits || isWhole(built, answer)) return readAward(built, answer, wholeUnits);
  const whole = buildAwardModel(problem, true);
  return readAward(whole, await solveModel(whole.model, { timeLimitSeconds }), true);
}
