import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Step, transcript, WatchedPool } from './pool-attack';
import {
  decidePublication,
  forming,
  mayShowTier,
  mayShowTotal,
  narrowestView,
  type Pool,
  totalGrid,
} from './publication';

const byPlace = (quantities: readonly number[]) =>
  new Map(quantities.map((quantity, place) => [String(place), quantity]));

function fresh(quantities: number[], tierQuantities = [500, 1000, 2000, 5000]) {
  const netChanges = quantities.length;
  return decidePublication(
    { quantities: byPlace(quantities), tierQuantities, netChanges, told: [] },
    forming,
  );
}

describe('what may be shown', () => {
  it('shows nothing below three participants', () => {
    expect(fresh([4000, 3000])).toEqual({ reading: forming, weighed: false });
  });

  it('shows the highest tier that three comparable participants reach', () => {
    expect(fresh([700, 300, 450]).reading).toEqual({ stage: 'tier', tierQuantity: 1000, roundedTotal: null });
    expect(fresh([100, 100, 120]).reading).toEqual({ stage: 'tier', tierQuantity: null, roundedTotal: null });
  });

  it('shows nothing while one outweighs the others', () => {
    expect(mayShowTier([8600, 700, 700])).toBe(false); // 86 % of the total
    expect(mayShowTier([8500, 650, 850])).toBe(false); // 85 %, but the rest is below 10 % of the largest
    expect(mayShowTier([800, 90, 110])).toBe(true);
    expect(mayShowTier([800, 79, 121])).toBe(false);
    expect(fresh([9000, 500, 450]).reading).toEqual(forming);
  });

  it('shows a rounded total from five, none above a quarter', () => {
    expect(mayShowTotal([300, 300, 300, 300])).toBe(false);
    expect(mayShowTotal([300, 250, 250, 250, 250])).toBe(true);
    expect(mayShowTotal([301, 225, 225, 225, 225])).toBe(false);
    expect(fresh([330, 290, 280, 310, 340]).reading).toEqual({
      stage: 'total',
      tierQuantity: 1000,
      roundedTotal: 1400,
    });
  });

  it('keeps the total when four participants would be known to be a quarter each', () => {
    expect(mayShowTotal([250, 250, 250, 250, 5])).toBe(true);
    expect(fresh([250, 250, 250, 250, 5]).reading.stage).toBe('tier');
  });

  it('keeps the tier when its next limit would pin the two others', () => {
    // 1,000 among three: each other is at least 100, and below 1,205 in all leaves at most 104.
    expect(mayShowTier([1000, 101, 102])).toBe(true);
    expect(fresh([1000, 101, 102], [500, 1205]).reading).toEqual(forming);
    expect(fresh([1000, 101, 102], [500, 2000]).reading.stage).toBe('tier');
  });

  it('keeps what two readings together would pin', () => {
    // To one that counts for 1, no other is above 10; to the same that counts for 83, none is below 8.3.
    const tierQuantities = [32, 101, 131];
    const first = { quantities: byPlace([1, 10, 10]), tierQuantities, netChanges: 3, told: [] };
    const { reading } = decidePublication(first, forming);
    expect(reading.stage).toBe('tier');
    const second = { ...first, quantities: new Map([...byPlace([83, 10]), ['new', 10]]) };
    expect(decidePublication(second, reading).reading.stage).toBe('tier');
    const told = [{ quantities: first.quantities, reading }];
    expect(decidePublication({ ...second, told }, reading).reading).toEqual(forming);
  });

  it('weighs one batch of three net changes, and spends it whatever comes out', () => {
    const shown = fresh([700, 300, 450]).reading;
    const quantities = byPlace([2700, 300, 450]);
    const pool: Pool = { quantities, tierQuantities: [500, 1000, 2000], netChanges: 2, told: [] };
    expect(decidePublication(pool, shown)).toEqual({ reading: shown, weighed: false });
    expect(decidePublication({ ...pool, netChanges: 3 }, shown).reading.tierQuantity).toBe(2000);
    expect(
      decidePublication({ ...pool, quantities: byPlace([9000, 300, 450]), netChanges: 3 }, shown),
    ).toEqual({
      reading: forming,
      weighed: true,
    });
  });

  it('takes a reading back at once below three participants', () => {
    const shown = fresh([700, 300, 450]).reading;
    const pool = { quantities: byPlace([700, 300]), tierQuantities: [500], netChanges: 1, told: [] };
    expect(decidePublication(pool, shown)).toEqual({ reading: forming, weighed: false });
  });

  it('never depends on the order of the participants', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5000 }), { maxLength: 15 }), (quantities) => {
        expect(fresh(quantities.toReversed())).toEqual(fresh(quantities));
      }),
    );
  });
});

describe('the grid of totals', () => {
  it('has cells of a twentieth at least, unless the tiers are closer', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 2_000_000 }),
        fc.uniqueArray(fc.integer({ min: 20, max: 2_000_000 }), { maxLength: 8 }),
        (total, tiers) => {
          const grid = totalGrid(
            tiers.sort((a, b) => a - b),
            total,
          );
          const from = Math.max(...grid.filter((limit) => limit <= total));
          const below = Math.min(...grid.filter((limit) => limit > total));
          expect(Number.isFinite(below)).toBe(true);
          if (!(tiers.includes(from) && tiers.includes(below)))
            expect(below - from).toBeGreaterThanOrEqual(total / 21);
        },
      ),
    );
  });
});

describe('the view of one participant', () => {
  it('holds every quantity that fits, found by trying them all', () => {
    const quantity = fc.integer({ min: 1, max: 14 });
    fc.assert(
      fc.property(
        quantity,
        fc.integer({ min: 3, max: 4 }),
        fc.integer({ min: 3, max: 40 }),
        fc.integer({ min: 1, max: 12 }),
        (own, count, from, width) => {
          const view = { from, below: from + width, share: 0.85 };
          const { low, high } = narrowestView(own, count, view);
          for (const others of tuples(count - 1, 24)) {
            const all = [own, ...others];
            const total = all.reduce((a, b) => a + b, 0);
            if (total < view.from || total >= view.below || !mayShowTier(all)) continue;
            for (const other of others) {
              expect(other).toBeGreaterThanOrEqual(low - 1e-6);
              expect(other).toBeLessThanOrEqual(high + 1e-6);
            }
          }
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);
});

function* tuples(length: number, max: number): Generator<number[]> {
  if (length === 0) yield [];
  else
    for (let first = 1; first <= max; first += 1)
      for (const rest of tuples(length - 1, max)) yield [first, ...rest];
}

/** Small, fast, seeded: the attacker's and the market's dice. */
function dice(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const integer = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    integer,
    pick: <T>(items: readonly [T, ...T[]]): T => items[integer(0, items.length - 1)] ?? items[0],
  };
}

interface Attack {
  tiers: number[];
  steps: Step[];
}

/**
 * One order under attack. The market joins, changes and withdraws as it likes (lots are often round and equal, as in
 * the trade); after every single step the attacker reads, and plays: it stays tiny, grows to where it would dominate,
 * stands just below a tier, walks up one by one, leaves, comes back.
 */
function playAttack(seed: number): Attack {
  const { next, integer, pick } = dice(seed);
  const scale = pick([30, 300, 1000, 20_000]);
  const tiers = Array.from({ length: integer(1, 8) }, () => integer(scale, scale * 8)).sort((a, b) => a - b);
  const others = integer(2, 9);
  const equalLots = next() < 0.3 ? integer(Math.ceil(scale / 10), scale) : null;
  const pool = new WatchedPool(tiers);
  const steps: Step[] = [];
  const play = (step: Step) => {
    steps.push(step);
    pool.apply(step);
  };
  const lot = () => equalLots ?? Math.max(1, Math.round(scale * (next() < 0.2 ? next() * 5 : next())));
  for (let round = 0; round < integer(6, 30); round += 1) {
    play({ participant: integer(1, others), quantity: next() < 0.15 ? 0 : lot() });
    for (let probe = integer(0, 4); probe > 0; probe -= 1) {
      const tier = pick([tiers[0] ?? scale, ...tiers.slice(1)]);
      const own = pool.quantityOf(0);
      const quantity = pick([
        0,
        1,
        own + 1,
        Math.round(own * 1.1) + 1,
        Math.round(own / 2),
        Math.round(tier / 1.21),
        Math.round(tier * 0.85),
        Math.max(0, tier - integer(1, scale)),
        integer(1, scale * 6),
      ]);
      play({ participant: 0, quantity });
    }
  }
  return { tiers, steps };
}

/** Stretches in which a participant stands at one quantity: where it begins in the steps. */
function standings(steps: readonly Step[]): { index: number; participant: number; quantity: number }[] {
  return steps.flatMap(({ participant, quantity }, index) =>
    participant > 0 && quantity > 0 ? [{ index, participant, quantity }] : [],
  );
}

/**
 * Another history that nobody can tell from the true one, in which the quantity that began at `target` is off by
 * more than 10 %: alone, or with one, two or all of the others moving against it. Null if none was found.
 */
function lookalike(
  attack: Attack,
  truth: string,
  target: { index: number; participant: number; quantity: number },
) {
  const { tiers, steps } = attack;
  const everybody = [...new Set(steps.map((step) => step.participant))].filter(
    (one) => one > 0 && one !== target.participant,
  );
  const groups = [
    [],
    everybody,
    ...everybody.map((one) => [one]),
    ...everybody.flatMap((one, index) => everybody.slice(index + 1).map((other) => [one, other])),
  ];
  const atLeast = Math.floor(target.quantity * 0.1) + 1;
  // A quantity that was declared again, unchanged or later, stays equal to itself: that is no change to anybody.
  const same = (step: Step) => step.participant === target.participant && step.quantity === target.quantity;
  for (const factor of [1, 1.3, 2, 3.5, 6, 9])
    for (const sign of [1, -1])
      for (const group of groups) {
        const delta = sign * Math.round(atLeast * factor);
        const quantity = target.quantity + delta;
        if (quantity < 1) continue;
        const against = (other: number) => other - Math.round(delta / group.length);
        const along = (other: number) => Math.round((other * quantity) / target.quantity);
        for (const follow of [against, along]) {
          const moved = steps.map((step) => {
            if (same(step)) return { ...step, quantity };
            if (step.quantity === 0 || !group.includes(step.participant)) return step;
            return { ...step, quantity: Math.max(1, follow(step.quantity)) };
          });
          if (transcript(tiers, moved) === truth) return moved;
        }
      }
  return walkedLookalike(attack, truth, target);
}

/**
 * What the ordered search missed: the aimed quantity moves and stays moved; the others walk at random towards a
 * history that reads like the true one. Quantities that were equal stay equal.
 */
function walkedLookalike({ tiers, steps }: Attack, truth: string, target: Step): Step[] | null {
  const { next, integer, pick } = dice(target.quantity);
  const keyOf = (step: Step) => `${step.participant}:${step.quantity}`;
  const movable = steps.filter((step) => step.participant > 0 && step.quantity > 0);
  const others = [...new Set(movable.map(keyOf))].filter((key) => key !== keyOf(target));
  const told = truth.split('\n');
  const rewrite = (moved: ReadonlyMap<string, number>) =>
    steps.map((step) => ({
      ...step,
      quantity: step.participant > 0 ? (moved.get(keyOf(step)) ?? step.quantity) : step.quantity,
    }));
  const unlike = (moved: ReadonlyMap<string, number>) =>
    transcript(tiers, rewrite(moved))
      .split('\n')
      .filter((reading, index) => reading !== told[index]).length;
  for (let start = 0; start < 80; start += 1) {
    const away = (1.02 + next() * pick([0.03, 0.1, 0.5, 2])) * 1.1;
    const quantity = Math.max(
      1,
      next() < 0.5 ? Math.floor(target.quantity / away) : Math.ceil(target.quantity * away),
    );
    if (Math.abs(quantity - target.quantity) <= target.quantity * 0.1) continue;
    let here = new Map(movable.map((step) => [keyOf(step), step.quantity]));
    here.set(keyOf(target), quantity);
    let faults = unlike(here);
    for (let walk = 0; walk < 300 && faults > 0; walk += 1) {
      const there = new Map(here);
      for (let count = pick([1, 1, 2, 3]); count > 0; count -= 1) {
        const key = others[integer(0, others.length - 1)] ?? keyOf(target);
        if (key === keyOf(target)) continue;
        const old = here.get(key) ?? 1;
        const push = next() < 0.4 ? pick([1, -1, 0.5, -0.5]) * (target.quantity - quantity) : 0;
        there.set(
          key,
          Math.max(1, Math.round((old + push) * Math.exp((next() * 2 - 1) * pick([0.02, 0.1, 0.5])))),
        );
      }
      const then = unlike(there);
      if (then <= faults) [here, faults] = [there, then];
    }
    if (faults === 0) return rewrite(here);
  }
  return null;
}

describe('an attacker that joins, changes, withdraws and reads everything', () => {
  it('never narrows a quantity to within 10 %, over 1,000 orders', () => {
    let shownSomething = 0;
    let shownTotals = 0;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seed) => {
        const attack = playAttack(seed);
        const truth = transcript(attack.tiers, attack.steps);
        if (/tier|total/.test(truth)) shownSomething += 1;
        if (truth.includes('total')) shownTotals += 1;
        for (const target of standings(attack.steps))
          if (!lookalike(attack, truth, target))
            throw new Error(
              `order ${seed}: ${JSON.stringify(target)} has no lookalike\n${JSON.stringify(attack)}`,
            );
      }),
      { numRuns: 1000, seed: 20261122 },
    );
    // The rule is not safe by silence.
    expect(shownSomething).toBeGreaterThan(500);
    expect(shownTotals).toBeGreaterThan(20);
  }, 600_000);

  it('reads nothing new however often it changes alone', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9000 }), { minLength: 1, maxLength: 60 }), (probes) => {
        const steps = [1, 2, 3, 4].map((participant) => ({ participant, quantity: 400 + 37 * participant }));
        const pool = new WatchedPool([500, 1000, 2000, 4000]);
        for (const step of steps) pool.apply(step);
        const before = pool.shown;
        for (const quantity of probes) expect(pool.apply({ participant: 0, quantity })).toEqual(before);
      }),
    );
  });

  it('would succeed against batches counted in changes rather than in participants that changed', () => {
    // Why `netChanges` is what it is: three changes of one's own would buy a reading each time.
    const others = [410, 390, 500];
    const probe = (own: number): boolean => {
      const quantities = byPlace([own, ...others]);
      const pool: Pool = { quantities, tierQuantities: [2000], netChanges: 3, told: [] };
      return decidePublication(pool, forming).reading.tierQuantity === 2000;
    };
    let low = 1;
    let high = 2000;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (probe(middle)) high = middle;
      else low = middle + 1;
    }
    expect(2000 - low).toBe(1300); // the others' exact sum
  });
});
