import {
  addChoice,
  type Choice,
  emptyValues,
  type Layout,
  pickQuantities,
  type Row,
  valueBase,
} from './choice-table';
import { greatestCommonDivisor } from './common-divisor';
import type { DemandStep } from './demand-schedule';
import type { PreparedMarket } from './market';
import { compareRefs } from './purchase-pricing';

/**
 * The rationed outcome: when no price makes everybody's schedule and the ladders agree, each participant is
 * out, or in with one quantity of its schedule whose limit is at least P = C(Q)/Q, such that the sum of
 * (limit x quantity) - C(Q) is greatest; ties: more participants, lower P, fewer suppliers, refs.
 *
 * For a given Q the price is known, hence which rows of the schedules may be used: those whose limit is at
 * least the smallest distinct limit that the price does not exceed. What remains is a choice of one row or none
 * a participant that sums to Q (a multiple-choice knapsack), solved for all Q of a class at once by a table.
 * Classes differ by a few rows, so the rows common to many classes are entered once: a row that is allowed in
 * the classes a..b is hung on the O(log) nodes of a binary tree over the classes that cover a..b, and a walk
 * down the tree carries the table. Everything is an integer; nothing is searched.
 */
export type Rationing =
  | {
      readonly kind: 'found';
      readonly quantities: readonly number[];
      /** No rationing is worth more less its cost (cents); equals what was found when that is proven. */
      readonly boundCents: number;
      readonly welfareCents: number;
    }
  | { readonly kind: 'none' | 'too_large' };

/** Steps above which the exact method is not tried: some three seconds. */
const maxSteps = 2e9;

/** A participant's allowed rows (`choice`) over the classes `from..to`. */
type Version = { readonly from: number; readonly to: number; readonly choice: Choice };

type Candidate = { readonly k: number; readonly quantity: number; readonly cost: number };

type Best = {
  readonly candidate: Candidate;
  readonly rank: number;
  readonly welfare: number;
  readonly count: number;
  readonly reward: number;
};

function quantityUnit({ participants }: PreparedMarket): number {
  return participants
    .flatMap(({ demand }) => demand.map((step) => step.quantity))
    .reduce(greatestCommonDivisor, 0);
}

/** One row of a schedule; `reward` cents are added for taking part at all. */
function rowOf(step: DemandStep, unit: number, reward: number): Row {
  return { size: step.quantity / unit, value: step.maxUnitPriceCents * step.quantity + reward };
}

/** Each participant's rows, as versions over the classes; class j allows the limits of rank 0..j, descending. */
function versionsOf(
  { participants }: PreparedMarket,
  ranks: ReadonlyMap<number, number>,
  unit: number,
  reward: number,
): Version[] {
  return participants.flatMap(({ demand }) => {
    const byRank = [...demand]
      .map((step) => ({ step, rank: ranks.get(step.maxUnitPriceCents) ?? 0 }))
      .sort((a, b) => a.rank - b.rank || a.step.quantity - b.step.quantity);
    return [...new Set(byRank.map(({ rank }) => rank))].map((from, i, all): Version => {
      const choice = byRank.filter(({ rank }) => rank <= from).map(({ step }) => rowOf(step, unit, reward));
      return { from, to: (all[i + 1] ?? ranks.size) - 1, choice };
    });
  });
}

/** The quantities that can be bought at a price somebody accepts, by class. */
function candidatesOf(prepared: PreparedMarket, limits: readonly number[], unit: number): Candidate[][] {
  const classes: Candidate[][] = limits.map(() => []);
  const least = Math.max(1, prepared.market.minimumQuantity);
  const { pricing } = prepared;
  for (let k = Math.ceil(least / unit); k * unit <= pricing.maxQuantity; k += 1) {
    const quantity = k * unit;
    const cost = pricing.costCents(quantity);
    // The lowest limit that the price does not exceed: limits descend, so the last one that holds.
    let low = 0;
    let high = limits.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cost <= (limits[middle] as number) * quantity) low = middle + 1;
      else high = middle;
    }
    if (low > 0) classes[low - 1]?.push({ k, quantity, cost });
  }
  return classes;
}

function isBetter(prepared: PreparedMarket, one: Best, best: Best | undefined): boolean {
  if (!best) return true;
  if (one.welfare !== best.welfare) return one.welfare > best.welfare;
  if (one.count !== best.count) return one.count > best.count;
  const here = BigInt(one.candidate.cost) * BigInt(best.candidate.quantity);
  const there = BigInt(best.candidate.cost) * BigInt(one.candidate.quantity);
  if (here !== there) return here < there;
  const orders = prepared.pricing.purchase(one.candidate.quantity)?.orders ?? [];
  const bestOrders = prepared.pricing.purchase(best.candidate.quantity)?.orders ?? [];
  if (orders.length !== bestOrders.length) return orders.length < bestOrders.length;
  for (const [i, order] of orders.entries()) {
    const byRef = compareRefs(order.supplierRef, bestOrders[i]?.supplierRef ?? '');
    if (byRef !== 0) return byRef < 0;
  }
  return one.candidate.quantity > best.candidate.quantity;
}

type Walk = {
  readonly prepared: PreparedMarket;
  readonly layout: Layout;
  readonly classes: readonly (readonly Candidate[])[];
  readonly reward: number;
  readonly visit: (best: Best) => void;
};

function walkClasses(
  walk: Walk,
  from: number,
  to: number,
  versions: readonly Version[],
  before: Float64Array,
): void {
  const { classes, layout } = walk;
  let wanted = false;
  for (let rank = from; rank <= to; rank += 1) wanted ||= (classes[rank]?.length ?? 0) > 0;
  if (!wanted) return;
  const values = before.slice();
  const kept: Version[] = [];
  for (const version of versions) {
    if (version.from <= from && to <= version.to) addChoice(values, layout, version.choice);
    else if (version.from <= to && from <= version.to) kept.push(version);
  }
  if (from < to) {
    const middle = (from + to) >> 1;
    walkClasses(walk, from, middle, kept, values);
    walkClasses(walk, middle + 1, to, kept, values);
    return;
  }
  for (const candidate of classes[from] ?? []) {
    const cell = values[layout.layers * layout.width + candidate.k] as number;
    if (cell === Number.NEGATIVE_INFINITY) continue;
    const value = Math.floor(cell / layout.base);
    const count = cell - value * layout.base;
    const welfare = value - walk.reward * count - candidate.cost;
    walk.visit({ candidate, rank: from, welfare, count, reward: walk.reward });
  }
}

function stepCount(versions: readonly Version[], classCount: number, layout: Layout): number {
  const nodes = Math.max(1, 2 * Math.log2(Math.max(1, classCount)));
  const rows = versions.reduce(
    (sum, { choice, from, to }) => sum + choice.length * Math.min(nodes, to - from + 1),
    0,
  );
  // Tables start short and grow with the participants entered: half of their width on average.
  return (rows * layout.width * (layout.layers + 1)) / 2;
}

/** Everything that the passes over one market share. */
type Problem = {
  readonly prepared: PreparedMarket;
  /** Distinct limits, descending. */
  readonly limits: readonly number[];
  readonly unit: number;
  readonly layout: Layout;
  readonly least: number;
};

/** One walk over all classes; calls `visit` with the best choice of every candidate. */
function pass(
  problem: Problem,
  layout: Layout,
  classes: readonly (readonly Candidate[])[],
  reward: number,
  visit: (one: Best) => void,
): void {
  const { prepared, limits, unit } = problem;
  const ranks = new Map(limits.map((limit, rank) => [limit, rank]));
  const versions = versionsOf(prepared, ranks, unit, reward);
  const walk: Walk = { prepared, layout, classes, reward, visit };
  walkClasses(walk, 0, limits.length - 1, versions, emptyValues(layout));
}

function readBack({ prepared, limits, unit }: Problem, best: Best, layers: number, base: number): number[] {
  const limit = limits[best.rank] ?? 0;
  const choices = prepared.participants.map(({ demand }) =>
    demand.filter((step) => step.maxUnitPriceCents >= limit).map((step) => rowOf(step, unit, best.reward)),
  );
  const { k } = best.candidate;
  return pickQuantities(choices, { width: k + 1, layers, base }, k).map((size) => size * unit);
}

/** Passes spent on narrowing the gap. */
const rewardPasses = 8;

/**
 * When many must take part and counting heads exactly is too long: pay everybody `reward` cents for taking
 * part (Lagrangian relaxation of "at least so many"). Each pass gives choices that hold and a bound; a reward
 * above all values settles first whether enough can take part at all.
 */
function rewardHeads(
  problem: Problem,
  classes: readonly (readonly Candidate[])[],
  open: readonly Best[],
  reached: Best | undefined,
): Rationing {
  const { prepared, layout, least } = problem;
  const total = prepared.participants.reduce(
    (sum, { demand }) => sum + Math.max(0, ...demand.map((step) => step.quantity * step.maxUnitPriceCents)),
    0,
  );
  if ((total + 1) * layout.base * layout.base > Number.MAX_SAFE_INTEGER) return { kind: 'too_large' };
  let best = reached;
  let bound = open.reduce((most, one) => Math.max(most, one.welfare), reached?.welfare ?? -Infinity);
  const tryReward = (reward: number): boolean => {
    let top = Number.NEGATIVE_INFINITY;
    let isEnough = false;
    pass(problem, layout, classes, reward, (one) => {
      const rewarded = one.welfare + reward * (one.count - least);
      if (rewarded > top) {
        top = rewarded;
        isEnough = one.count >= least;
      }
      if (one.count >= least && isBetter(prepared, one, best)) best = one;
    });
    bound = Math.min(bound, top);
    return isEnough;
  };
  tryReward(total + 1);
  if (!best) return { kind: 'none' };
  let low = 0;
  let high = total + 1;
  for (let step = 0; step < rewardPasses && high - low > 1 && bound > best.welfare; step += 1) {
    const middle = Math.max(low + 1, Math.floor(low === 0 ? Math.sqrt(high) : Math.sqrt(low * high)));
    if (tryReward(middle)) high = middle;
    else low = middle;
  }
  return {
    kind: 'found',
    quantities: readBack(problem, best, 0, layout.base),
    boundCents: Math.max(bound, best.welfare),
    welfareCents: best.welfare,
  };
}

/**
 * Ration a market. `too_large` when the tables would take more than `mostSteps`; when only counting heads
 * would take more than `mostCountedSteps`, the answer comes with a bound above it.
 */
export function rationMarket(
  prepared: PreparedMarket,
  mostSteps = maxSteps,
  mostCountedSteps = maxSteps,
): Rationing {
  const unit = quantityUnit(prepared);
  const least = prepared.market.minimumParticipants;
  if (unit === 0 || least > prepared.participants.length) return { kind: 'none' };
  const limits = prepared.limits.toReversed();
  const width = Math.floor(prepared.pricing.maxQuantity / unit) + 1;
  const layout: Layout = { width, layers: 0, base: valueBase(prepared.participants.length) };
  const problem: Problem = { prepared, limits, unit, layout, least };
  const ranks = new Map(limits.map((limit, rank) => [limit, rank]));
  const versions = versionsOf(prepared, ranks, unit, 0);
  if (stepCount(versions, limits.length, layout) + width * 10 > mostSteps) return { kind: 'too_large' };
  // Without a table each quantity is a search of its own.
  if (!prepared.pricing.isTabled && width > 2000) return { kind: 'too_large' };
  const classes = candidatesOf(prepared, limits, unit);

  // First without counting heads: an upper bound everywhere, exact where enough take part.
  let best: Best | undefined;
  const short: Best[] = [];
  pass(problem, layout, classes, 0, (one) => {
    if (one.count < least) short.push(one);
    else if (isBetter(prepared, one, best)) best = one;
  });
  const reached = best;
  const open = short.filter(({ welfare }) => !reached || welfare >= reached.welfare);
  const counted: Layout = { ...layout, layers: open.length > 0 ? least : 0 };
  if (open.length > 0) {
    if (stepCount(versions, limits.length, counted) > mostCountedSteps) {
      return rewardHeads(problem, classes, open, reached);
    }
    const some: Candidate[][] = limits.map(() => []);
    for (const { rank, candidate } of open) some[rank]?.push(candidate);
    pass(problem, counted, some, 0, (one) => {
      if (isBetter(prepared, one, best)) best = one;
    });
  }
  if (!best) return { kind: 'none' };
  return {
    kind: 'found',
    quantities: readBack(problem, best, counted.layers, layout.base),
    boundCents: best.welfare,
    welfareCents: best.welfare,
  };
}
