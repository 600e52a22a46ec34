/**
 * What a group purchase may show of its pool (invariant 10). This module decides alone; nothing else reads
 * quantities in order to show them.
 *
 * Who attacks: a participant that joins, changes, withdraws and reads every page, event and mail, knows this very
 * code, its own quantity, how many take part, and when a reading changed. What must hold: it never narrows another's
 * quantity to within 10 %.
 *
 * Why it holds
 *
 * 1. One reading a batch. The pool is weighed only when at least three independent participants count for something
 *    else than at the last weighing (`netChanges`). Joining and leaving again, or changing ten times, is one change
 *    or none. Whoever attacks is one of them at most, so between two weighings at least two others moved, and the
 *    difference of two readings is a sum of at least two unknown quantities.
 * 2. Weighing spends the batch, also when it publishes nothing. Otherwise an attacker would raise its own quantity
 *    until the page turned, and read the sum of the others off its own at that moment (`x > 85 %` gives it to the
 *    unit). For the same reason a reading is not taken back at once when somebody grows dominant: only at the next
 *    weighing.
 * 3. One thing is taken back at once: with fewer than three participants nothing is shown. That tells a count, never
 *    a quantity, and it weighs nothing: the last batch's start stays where it was.
 * 4. What readings tell is bounded by `narrowestView`: from the place of each participant, given its own quantity, the
 *    number of participants, the limits of the tier or of the rounding, and that the rules below were met, the
 *    interval in which each other quantity must lie is computed exactly, and cut with those of all earlier readings
 *    in which that quantity stood. If its ends are closer than `viewRatioMin`, less is published (tier instead of
 *    total, nothing instead of tier). The thresholds alone do not suffice. Five participants of whom one is tiny,
 *    "none above a quarter": the other four are known to be a quarter each. Three, of whom the reader is the
 *    smallest: no other is above ten times its own; later the reader is the largest, and none is below a tenth. The
 *    interval depends on what its reader knows already, not on the quantity it hides: a refusal tells it little
 *    (simulatable auditing: Kenthapadi, Mishra and Nissim, PODS 2005).
 * 5. A total is told as the lower end of a cell of a fixed grid (`totalGrid`), at least a twentieth of the total
 *    wide unless the tiers themselves are closer; a tier's limits are cell limits, so that tier and total together
 *    tell no more than the cell.
 *
 * Not covered here: participants who tell each other their quantities (the charter forbids it), and organisations of
 * one group, which the caller counts as one participant. Nor does the caller count whom nobody has verified: whoever
 * may sign up three times would be three participants, a whole batch of his own (decision 0031).
 */

export type Stage = 'forming' | 'tier' | 'total';

/** What everybody may read. `tierQuantity` null: no tier reached yet, or nothing said. */
export interface Reading {
  readonly stage: Stage;
  readonly tierQuantity: number | null;
  /** "At least this many", a cell's lower end; null unless the stage is `total`. */
  readonly roundedTotal: number | null;
}

export interface Pool {
  /** What each independent participant counts for, all above 0, by any key of its own. */
  readonly quantities: Quantities;
  readonly tierQuantities: readonly number[];
  /** Independent participants that count for something else than at the last weighing. */
  readonly netChanges: number;
  /** Earlier readings that told something, and what each participant counted for when the pool was weighed. */
  readonly told: readonly Told[];
}

export type Quantities = ReadonlyMap<string, number>;

export interface Told {
  readonly quantities: Quantities;
  readonly reading: Reading;
}

export interface Decision {
  readonly reading: Reading;
  /** Whether the batch was spent: the next one starts from here. */
  readonly weighed: boolean;
}

export const batchChangesMin = 3;
export const tierParticipantsMin = 3;
export const totalParticipantsMin = 5;
/** How many times its lower end the upper end of every interval must be that the readings leave. */
export const viewRatioMin = 1.5;

export const forming: Reading = { stage: 'forming', tierQuantity: null, roundedTotal: null };

/** What is to be done with a pool: show nothing, leave what is shown, or weigh it and spend the batch. */
export type Pace = 'hide' | 'keep' | 'weigh';

/**
 * @param participants independent participants that count for something
 * @param netChanges as in `Pool`
 */
export function publicationPace(participants: number, netChanges: number): Pace {
  if (participants < tierParticipantsMin) return 'hide';
  return netChanges < batchChangesMin ? 'keep' : 'weigh';
}

/**
 * What is shown from now on, given what is shown now.
 * @param shown the last reading; `forming` for a new order
 */
export function decidePublication(pool: Pool, shown: Reading): Decision {
  switch (publicationPace(pool.quantities.size, pool.netChanges)) {
    case 'hide':
      return { reading: forming, weighed: false };
    case 'keep':
      return { reading: shown, weighed: false };
    case 'weigh':
      return { reading: weigh(pool), weighed: true };
  }
}

function weigh(pool: Pool): Reading {
  const quantities = [...pool.quantities.values()];
  const total = sum(quantities);
  const tiers = sorted(pool.tierQuantities);
  const tierQuantity = lastAtMost(tiers, total);
  const reading: Reading = { stage: 'tier', tierQuantity, roundedTotal: null };
  if (mayShowTotal(quantities)) {
    const roundedTotal = lastAtMost(totalGrid(tiers, total), total);
    const more: Reading = { stage: 'total', tierQuantity, roundedTotal };
    if (leavesRoom(pool, more)) return more;
  }
  return mayShowTier(quantities) && leavesRoom(pool, reading) ? reading : forming;
}

/** Three at least, none above 85 % of the total, and all but the two largest at least 10 % of the largest. */
export function mayShowTier(quantities: readonly number[]): boolean {
  if (quantities.length < tierParticipantsMin) return false;
  const [largest, second] = twoLargest(quantities);
  const total = sum(quantities);
  return 100 * largest <= 85 * total && 10 * (total - largest - second) >= largest;
}

/** Five at least, none above a quarter of the total, and what a tier asks. */
export function mayShowTotal(quantities: readonly number[]): boolean {
  if (quantities.length < totalParticipantsMin || !mayShowTier(quantities)) return false;
  return 4 * twoLargest(quantities)[0] <= sum(quantities);
}

/**
 * The limits between which a total is told: the tiers, and round numbers (1, 2 or 5 times a power of ten, at least a
 * tenth of what they count) that lie at least half a step off any tier. Only the limits around `total` are listed,
 * and they do not depend on it otherwise.
 */
export function totalGrid(tiers: readonly number[], total: number): number[] {
  const limits = new Set(tiers);
  for (let limit = 1; limit <= total * 4; limit += roundStep(limit)) {
    const half = roundStep(limit) / 2;
    if (tiers.every((tier) => Math.abs(tier - limit) >= half)) limits.add(limit);
  }
  return [...limits].sort((a, b) => a - b);
}

/** The smallest of 1, 2, 5, 10, … that is at least a tenth of `size` and divides the next one's grid. */
function roundStep(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size) + 1e-9) / 10;
  const factor = size / power / 10;
  if (factor < 2 - 1e-9) return Math.max(1, 2 * power);
  return Math.max(1, (factor < 5 - 1e-9 ? 5 : 10) * power);
}

/** What a reading says of the total and of the largest share in it. */
export interface View {
  /** Included. */
  readonly from: number;
  /** Excluded; Infinity beyond the last tier. */
  readonly below: number;
  /** The largest share of the total that one participant may hold for the stage to be shown. */
  readonly share: number;
}

function viewOf({ stage, tierQuantity, roundedTotal }: Reading, tiers: readonly number[]): View {
  const from = (stage === 'total' ? roundedTotal : tierQuantity) ?? 0;
  const limits = stage === 'total' ? totalGrid(tiers, from) : tiers;
  const below = limits.find((limit) => limit > from) ?? Number.POSITIVE_INFINITY;
  return { from, below, share: stage === 'total' ? 0.25 : 0.85 };
}

/** Beyond this many, only the largest participant's view can be narrow: it leaves the least to the others. */
export const viewsMax = 12;

/** Whether everybody's interval for everybody else stays wide, were this reading shown after those told before. */
function leavesRoom(pool: Pool, reading: Reading): boolean {
  const tiers = sorted(pool.tierQuantities);
  const many = pool.quantities.size > viewsMax;
  const told = [...(many ? [] : pool.told), { quantities: pool.quantities, reading }].map((one) => ({
    quantities: one.quantities,
    interval: intervals(one.quantities.size, viewOf(one.reading, tiers)),
  }));
  const largest = twoLargest([...pool.quantities.values()])[0];
  const readers = many
    ? [...pool.quantities].filter(([, quantity]) => quantity === largest).slice(0, 1)
    : new Map(told.flatMap((one) => [...one.quantities]));
  for (const [reader] of readers)
    for (const [other, quantity] of pool.quantities) {
      if (other === reader) continue;
      const seen = told.filter((one) => one.quantities.get(other) === quantity);
      const views = seen.map((one) => one.interval(one.quantities.get(reader) ?? 0));
      const low = Math.max(...views.map((view) => view.low));
      const high = Math.min(...views.map((view) => view.high));
      if (high < viewRatioMin * low) return false;
    }
  return true;
}

/** The interval of any other participant as a reader sees it that counts for `own`: 0 looks from outside. */
function intervals(participants: number, view: View) {
  const known = new Map<number, { low: number; high: number }>();
  return (own: number) => {
    const interval = known.get(own) ?? narrowestView(own, own > 0 ? participants : participants + 1, view);
    known.set(own, interval);
    return interval;
  };
}

/** own, another's quantity, and each of the remaining ones: a T + b >= 0 in the plane of (another, each remaining). */
interface HalfPlane {
  readonly other: number;
  readonly each: number;
  readonly constant: number;
}

/**
 * Between which quantities any other participant must lie, for a reader that counts for `own` among `count`
 * participants and believes the view.
 *
 * The quantities that fit are a convex set, the same for every order of the others, so the other ones beside the
 * one that is looked for may be taken as equal: what is left is a polygon in the plane (another's, each remaining
 * one's quantity), and the interval is the shadow of its corners.
 * @returns real numbers; the whole quantities that fit lie between them
 */
export function narrowestView(own: number, count: number, view: View): { low: number; high: number } {
  const planes = halfPlanes(own, count - 2, view);
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (const [index, first] of planes.entries())
    for (const second of planes.slice(index + 1)) {
      const determinant = first.other * second.each - first.each * second.other;
      if (Math.abs(determinant) < 1e-12) continue;
      const other = (first.each * second.constant - first.constant * second.each) / determinant;
      const each = (first.constant * second.other - first.other * second.constant) / determinant;
      const slack = 1e-9 * (1 + own + Math.abs(other) + Math.abs(each));
      if (planes.some((p) => p.other * other + p.each * each + p.constant < -slack)) continue;
      low = Math.min(low, other);
      high = Math.max(high, other);
    }
  // Without an upper limit the polygon is open; its far corner is then nowhere, and the view is as wide as can be.
  return view.below === Number.POSITIVE_INFINITY ? { low, high: Number.POSITIVE_INFINITY } : { low, high };
}

function halfPlanes(own: number, remaining: number, view: View): HalfPlane[] {
  const me = { other: 0, each: 0, constant: own };
  const another = { other: 1, each: 0, constant: 0 };
  const each = { other: 0, each: 1, constant: 0 };
  const total = { other: 1, each: remaining, constant: own };
  const planes = [
    { ...another, constant: -1 },
    { ...each, constant: -1 },
    { ...total, constant: own - view.from },
    ...[me, another, each].map((one) => combine([view.share, total], [-1, one])),
  ];
  if (view.below !== Number.POSITIVE_INFINITY)
    planes.push({ other: -1, each: -remaining, constant: view.below - 1 - own });
  const pairs: [HalfPlane, HalfPlane][] = [
    [me, another],
    [me, each],
    [another, each],
  ];
  if (remaining >= 2) pairs.push([each, each]);
  for (const [first, second] of pairs)
    for (const largest of [me, another, each])
      planes.push(combine([1, total], [-1, first], [-1, second], [-0.1, largest]));
  return planes;
}

function combine(...terms: readonly (readonly [number, HalfPlane])[]): HalfPlane {
  return terms.reduce(
    (result, [factor, plane]) => ({
      other: result.other + factor * plane.other,
      each: result.each + factor * plane.each,
      constant: result.constant + factor * plane.constant,
    }),
    { other: 0, each: 0, constant: 0 },
  );
}

function sorted(tierQuantities: readonly number[]): number[] {
  return [...new Set(tierQuantities)].filter((tier) => tier > 0).sort((a, b) => a - b);
}

function sum(quantities: readonly number[]): number {
  return quantities.reduce((total, quantity) => total + quantity, 0);
}

function twoLargest(quantities: readonly number[]): [number, number] {
  let largest = 0;
  let second = 0;
  for (const quantity of quantities)
    if (quantity > largest) [largest, second] = [quantity, largest];
    else if (quantity > second) second = quantity;
  return [largest, second];
}

function lastAtMost(limits: readonly number[], total: number): number | null {
  return limits.reduce<number | null>((best, limit) => (limit <= total ? limit : best), null);
}
