import { allocationsAt, type ClearingOutcome } from './clear-market';
import { limitForQuantity } from './demand-schedule';
import type { PreparedMarket } from './market';
import { ModelBuilder, type Terms } from './model-builder';
import { segmentsOf } from './price-ladder';
import { solveModel } from './solve-model.server';

/**
 * The rationed outcome of a market too large for the exact table, as one mixed-integer program with a time
 * limit: the best answer found, and how far from proven it is.
 *
 * One binary for each row of a schedule and each stretch of a ladder; a binary for each distinct limit says
 * whether anybody uses it, and then the row `C <= limit x Q` holds. The objective is in units of 1,000 cents so
 * that coefficients stay near 1; what is returned is recomputed in integers.
 */

const scale = 1000;

type Chosen = { readonly participant: number; readonly quantity: number; readonly column: number };

function buildModel(prepared: PreparedMarket) {
  const { participants, limits, market, pricing } = prepared;
  const model = new ModelBuilder();
  const cost: Terms = [];
  const supply: Terms = [];
  let mostCost = 0;
  for (const offer of market.offers) {
    const used: Terms = [];
    for (const segment of segmentsOf(offer)) {
      const to = Math.min(segment.to, pricing.maxQuantity);
      if (segment.from > to) continue;
      const isUsed = model.column(segment.interceptCents / scale, 1, true);
      // Whole quantities are found afterwards, exactly, by the cost model; the bound holds without them.
      const quantity = model.column(segment.slopeCents / scale, to, false);
      model.row(
        [
          [quantity, 1],
          [isUsed, -segment.from],
        ],
        0,
        Number.POSITIVE_INFINITY,
      );
      model.row(
        [
          [quantity, 1],
          [isUsed, -to],
        ],
        Number.NEGATIVE_INFINITY,
        0,
      );
      cost.push([isUsed, segment.interceptCents / scale], [quantity, segment.slopeCents / scale]);
      supply.push([quantity, 1]);
      used.push([isUsed, 1]);
      mostCost += (segment.interceptCents + segment.slopeCents * to) / scale;
    }
    if (used.length > 0) model.row(used, 0, 1);
  }
  const usedLimits = new Map(limits.map((limit) => [limit, model.column(0, 1, true)]));
  const chosen: Chosen[] = [];
  const demand: Terms = [];
  for (const [participant, { demand: steps }] of participants.entries()) {
    const one: Terms = [];
    for (const quantity of new Set(steps.map((step) => step.quantity))) {
      const limit = limitForQuantity(steps, quantity);
      const column = model.column((-limit * quantity) / scale, 1, true);
      chosen.push({ participant, quantity, column });
      demand.push([column, -quantity]);
      one.push([column, 1]);
      model.row(
        [
          [column, 1],
          [usedLimits.get(limit) ?? 0, -1],
        ],
        Number.NEGATIVE_INFINITY,
        0,
      );
    }
    if (one.length > 0) model.row(one, 0, 1);
  }
  model.row([...supply, ...demand], 0, 0);
  model.row(supply, Math.max(1, market.minimumQuantity), Number.POSITIVE_INFINITY);
  const heads = chosen.map(({ column }): Terms[number] => [column, 1]);
  model.row(heads, Math.max(1, market.minimumParticipants), Number.POSITIVE_INFINITY);
  for (const [limit, isUsed] of usedLimits) {
    const value = supply.map(([column, units]): Terms[number] => [column, (-limit * units) / scale]);
    model.row([...cost, ...value, [isUsed, mostCost]], Number.NEGATIVE_INFINITY, mostCost);
  }
  return { model, chosen };
}

function noAnswer(): Error {
  return new Error('The rationing of this market was not settled in the time given');
}

/**
 * @param timeLimitSeconds wall time given to the solver; ten times that if it finds nothing at first.
 * @throws Error when nothing is found and nothing is proven either.
 */
export async function boundRationing(
  prepared: PreparedMarket,
  timeLimitSeconds = 5,
): Promise<ClearingOutcome> {
  const { participants, pricing } = prepared;
  const { model, chosen } = buildModel(prepared);
  let answer = await solveModel(model, { timeLimitSeconds });
  // Nothing found yet proves nothing: a closing can wait longer.
  if (answer.status === 'unknown')
    answer = await solveModel(model, { timeLimitSeconds: 10 * timeLimitSeconds });
  if (answer.status === 'infeasible') return { outcome: 'minimum_missed' };
  if (answer.status !== 'optimal' && answer.status !== 'feasible') throw noAnswer();
  const quantities = participants.map(() => 0);
  for (const { participant, quantity, column } of chosen) {
    if ((answer.values[column] ?? 0) > 0.5) quantities[participant] = quantity;
  }
  const total = quantities.reduce((sum, q) => sum + q, 0);
  const purchase = pricing.purchase(total);
  const allocations = allocationsAt(participants, quantities);
  // The solver works with tolerances; what it proposes is accepted only if it holds in integers.
  const holds = allocations.every(
    ({ limitCents }) => limitCents * total >= (purchase?.costCents ?? Infinity),
  );
  if (!purchase || !holds) throw noAnswer();
  const value = allocations.reduce((sum, one) => sum + one.limitCents * one.quantity, 0);
  const welfare = value - purchase.costCents;
  const bound = -answer.bound * scale;
  const gap = Math.max(0, (bound - welfare) / Math.max(1, Math.abs(welfare)));
  return { outcome: 'rationed', allocations, purchase, gap: gap < 1e-9 ? 0 : gap };
}
