import { type Offer, type Segment, segmentsOf } from './price-ladder';

/**
 * The least cost of every quantity up to a maximum, exact, in integers.
 *
 * Suppliers are taken one after another; adding a supplier whose cost is a straight line on [from, to] to a
 * table of least costs is a minimum over a sliding window (a queue of candidates, each quantity enters and
 * leaves once), so the whole table takes O(suppliers x tiers x quantity) steps whatever the shapes of the
 * ladders: no search, no tolerance. See Held and Karp's dynamic programme for the recursion and Lemire 2006
 * for the window.
 *
 * A cell holds `cost x base + number of suppliers`, so that equal costs are settled by fewer suppliers; what is
 * still equal is settled in favour of the first refs when the purchase is read back.
 */
export type PurchaseTable = {
  /** Least cost in cents of exactly (or, for a covering table, at least) `quantity`; Infinity if impossible. */
  readonly costCents: (quantity: number) => number;
  /** One quantity a supplier, in the order of `offers`; call only where the cost is finite. */
  readonly quantities: (quantity: number) => number[];
};

type Line = Segment & { readonly lineCost: (quantity: number) => number };

function lines(offer: Offer, base: number): Line[] {
  return segmentsOf(offer).map((segment) => ({
    ...segment,
    lineCost: (quantity) => (segment.interceptCents + segment.slopeCents * quantity) * base + 1,
  }));
}

/** Lower `into[r]` to the least `before[r - x] + cost(x)` over x of the line, by a sliding minimum. */
function addLine(
  before: Float64Array,
  into: Float64Array,
  line: Line,
  base: number,
  queue: Int32Array,
): void {
  const last = into.length - 1;
  const slope = line.slopeCents * base;
  const intercept = line.interceptCents * base + 1;
  const width = Math.min(line.to, last) - line.from;
  let head = 0;
  let tail = 0;
  for (let r = line.from; r <= last; r += 1) {
    const entering = r - line.from;
    const value = before[entering] as number;
    if (value !== Number.POSITIVE_INFINITY) {
      const key = value - slope * entering;
      while (tail > head) {
        const other = queue[tail - 1] as number;
        if ((before[other] as number) - slope * other < key) break;
        tail -= 1;
      }
      queue[tail] = entering;
      tail += 1;
    }
    while (head < tail && (queue[head] as number) < entering - width) head += 1;
    if (head < tail) {
      const s = queue[head] as number;
      const cost = (before[s] as number) + intercept + slope * (r - s);
      if (cost < (into[r] as number)) into[r] = cost;
    }
  }
}

function covers(line: Line, remaining: number): number | undefined {
  const quantity = Math.max(line.from, remaining);
  return quantity <= line.to ? quantity : undefined;
}

function pickQuantity(
  options: readonly Line[],
  remaining: number,
  target: number,
  after: Float64Array,
  covering: boolean,
): number {
  for (const line of options.toReversed()) {
    if (covering) {
      const quantity = covers(line, remaining);
      if (quantity !== undefined && line.lineCost(quantity) === target) return quantity;
    }
    for (let x = Math.min(line.to, remaining); x >= line.from; x -= 1) {
      if ((after[remaining - x] as number) + line.lineCost(x) === target) return x;
    }
  }
  return 0;
}

/**
 * The suppliers of the cheapest purchase of `quantity` whose refs come first: each supplier in turn is forced
 * in, and stays if a purchase of the same cost and number of suppliers remains possible with those after it.
 */
function firstSupport(
  options: readonly (readonly Line[])[],
  tables: readonly Float64Array[],
  quantity: number,
  base: number,
): boolean[] {
  const target = tables[0]?.[quantity] as number;
  const queue = new Int32Array(quantity + 1);
  let decided = new Float64Array(quantity + 1).fill(Number.POSITIVE_INFINITY);
  decided[0] = 0;
  return options.map((option, k) => {
    const forced = new Float64Array(quantity + 1).fill(Number.POSITIVE_INFINITY);
    for (const line of option) addLine(decided, forced, line, base, queue);
    const after = tables[k + 1] as Float64Array;
    const stays = forced.some((cost, r) => cost + (after[quantity - r] as number) === target);
    if (stays) decided = forced;
    return stays;
  });
}

/** Read one purchase back from the tables: the first supplier takes the most it can, then the second, ... */
function readBack(
  options: readonly (readonly Line[])[],
  tables: readonly Float64Array[],
  quantity: number,
  covering: boolean,
): number[] {
  let remaining = quantity;
  return options.map((option, k) => {
    const target = tables[k]?.[remaining] as number;
    if (remaining === 0) return 0;
    const picked = pickQuantity(option, remaining, target, tables[k + 1] as Float64Array, covering);
    remaining = Math.max(0, remaining - picked);
    return picked;
  });
}

/**
 * Build the table for `offers`, which must stand in the order of their refs.
 *
 * @param covering when true, a cell is the least cost of buying *at least* that many units: the over-buy
 *   envelope (99 at 10 cost more than 100 at 9).
 */
export function purchaseTable(
  offers: readonly Offer[],
  maxQuantity: number,
  covering = false,
): PurchaseTable {
  const base = offers.length + 1;
  const options = offers.map((offer) => lines(offer, base));
  const queue = new Int32Array(maxQuantity + 1);
  let after = new Float64Array(maxQuantity + 1).fill(Number.POSITIVE_INFINITY);
  after[0] = 0;
  const tables: Float64Array[] = [after];
  for (const option of options.toReversed()) {
    const next = after.slice();
    for (const line of option) addLine(after, next, line, base, queue);
    if (covering) {
      for (const line of option) {
        for (let r = Math.min(line.to, maxQuantity); r >= 1; r -= 1) {
          const cost = line.lineCost(Math.max(line.from, r));
          if (cost < (next[r] as number)) next[r] = cost;
        }
      }
    }
    tables.push(next);
    after = next;
  }
  tables.reverse();
  const whole = after;
  return {
    costCents: (quantity) => {
      const cell = whole[quantity];
      return cell === undefined || cell === Number.POSITIVE_INFINITY
        ? Number.POSITIVE_INFINITY
        : Math.floor(cell / base);
    },
    quantities: (quantity) => {
      if (covering) return readBack(options, tables, quantity, covering);
      // With the suppliers settled, any cheapest purchase among them uses them all: the rest is quantities.
      const stays = firstSupport(options, tables, quantity, base);
      const support = offers.filter((_, k) => stays[k]);
      if (support.length === offers.length) return readBack(options, tables, quantity, covering);
      const read = purchaseTable(support, quantity).quantities(quantity);
      return stays.map((isIn) => (isIn ? (read.shift() ?? 0) : 0));
    },
  };
}
