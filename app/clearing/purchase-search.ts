import { type Offer, type Segment, segmentsOf } from './price-ladder';

/**
 * The least cost of one quantity too large for a table, by branch and bound over the suppliers, in integers.
 *
 * In some cheapest purchase at most one supplier stands strictly inside a straight stretch of its ladder: with
 * two, moving units from one to the other at a constant slope never costs more. So each supplier is out, at an
 * end of a stretch, or is the single one that takes the remainder. A node is dropped when the sum of the lower
 * convex envelopes of the remaining suppliers (a fractional purchase) already costs more than the best found.
 */

/** A convex lower bound: pieces of increasing slope from (0, 0); nothing beyond their total length. */
type Envelope = readonly { readonly length: number; readonly slope: number }[];

export type FoundPurchase = {
  readonly costCents: number;
  /** No purchase costs less; equals `costCents` unless the search was cut short. */
  readonly boundCents: number;
  readonly quantities: readonly number[];
};

/** Nodes after which the best purchase so far is returned with its bound (about two seconds). */
const maxNodes = 3_000_000;

/** Lower convex hull of an offer's cost with (0, 0). */
function envelopeOf(segments: readonly Segment[], limit: number): Envelope {
  const points: { q: number; cost: number }[] = [{ q: 0, cost: 0 }];
  for (const s of segments) {
    for (const q of new Set([s.from, Math.min(s.to, Math.max(limit, s.from))])) {
      const point = { q, cost: s.interceptCents + s.slopeCents * q };
      for (;;) {
        const b = points.at(-1);
        const a = points.at(-2);
        if (!a || !b) break;
        if ((b.cost - a.cost) * (point.q - a.q) < (point.cost - a.cost) * (b.q - a.q)) break;
        points.pop();
      }
      points.push(point);
    }
  }
  return points.slice(1).map((point, i) => {
    const before = points[i] ?? { q: 0, cost: 0 };
    return { length: point.q - before.q, slope: (point.cost - before.cost) / (point.q - before.q) };
  });
}

function merged(one: Envelope, other: Envelope): Envelope {
  return [...one, ...other].sort((a, b) => a.slope - b.slope);
}

function envelopeCost(envelope: Envelope, quantity: number): number {
  let left = quantity;
  let cost = 0;
  for (const piece of envelope) {
    if (left <= 0) break;
    const taken = Math.min(left, piece.length);
    cost += taken * piece.slope;
    left -= taken;
  }
  return left > 0 ? Number.POSITIVE_INFINITY : cost;
}

type Visit = {
  readonly supplier: number;
  readonly segments: readonly Segment[];
  readonly envelope: Envelope;
};

type Open = { readonly supplier: number; readonly segment: Segment };

/** A cost in cents below which `quantity` can certainly not be bought; immediate. */
export function purchaseFloorCents(offers: readonly Offer[], quantity: number): number {
  const pieces = offers.flatMap((offer) => envelopeOf(segmentsOf(offer), quantity));
  const floor = envelopeCost(
    pieces.sort((a, b) => a.slope - b.slope),
    quantity,
  );
  return floor - 1e-9 * floor - 1;
}

/** Length of an envelope's pieces cheaper than `slope`. */
function cheaperLength(envelope: Envelope, slope: number): number {
  let length = 0;
  for (const piece of envelope) {
    if (piece.slope > slope) break;
    length += piece.length;
  }
  return length;
}

/** Better: cheaper, then fewer suppliers, then the first refs, then more from the first ref. */
function isBetter(cost: number, quantities: readonly number[], best: FoundPurchase | undefined): boolean {
  if (!best) return true;
  if (cost !== best.costCents) return cost < best.costCents;
  const count = quantities.filter((q) => q > 0).length;
  const bestCount = best.quantities.filter((q) => q > 0).length;
  if (count !== bestCount) return count < bestCount;
  for (const same of [(q: number) => (q > 0 ? 1 : 0), (q: number) => q]) {
    for (const [i, q] of quantities.entries()) {
      const difference = same(q) - same(best.quantities[i] ?? 0);
      if (difference !== 0) return difference > 0;
    }
  }
  return false;
}

/**
 * Cheapest way to buy exactly `quantity` (or at least it, when `covering`) from `offers`, which must stand in
 * the order of their refs; `undefined` when there is none. Ties as in the table.
 */
export function searchPurchase(
  offers: readonly Offer[],
  quantity: number,
  covering = false,
): FoundPurchase | undefined {
  // The cheapest first, so that a good purchase is found at once; ties do not depend on the order of the visit.
  const visits = offers
    .map((offer, supplier): Visit => {
      const segments = segmentsOf(offer);
      return { supplier, segments, envelope: envelopeOf(segments, quantity) };
    })
    .sort((a, b) => (a.envelope[0]?.slope ?? Infinity) - (b.envelope[0]?.slope ?? Infinity));
  const suffixes: Envelope[] = [[]];
  for (const { envelope } of visits.toReversed()) suffixes.unshift(merged(envelope, suffixes[0] ?? []));
  const chosen = offers.map(() => 0);
  let best: FoundPurchase | undefined;
  let nodes = 0;

  function bound(k: number, remaining: number, open: Open | undefined): number {
    const envelope = suffixes[k] ?? [];
    if (!open) {
      if (remaining < 0) return covering ? 0 : Number.POSITIVE_INFINITY;
      return envelopeCost(envelope, remaining);
    }
    const { from, to, interceptCents, slopeCents } = open.segment;
    if (remaining <= from) return Number.POSITIVE_INFINITY;
    const inside = Math.min(to, Math.max(from, remaining - cheaperLength(envelope, slopeCents)));
    return interceptCents + slopeCents * inside + envelopeCost(envelope, remaining - inside);
  }

  function finish(cost: number, remaining: number, open: Open | undefined): void {
    let total = cost;
    if (open) {
      if (remaining <= open.segment.from || remaining >= open.segment.to) return;
      total += open.segment.interceptCents + open.segment.slopeCents * remaining;
      chosen[open.supplier] = remaining;
    } else if (remaining > 0 || (remaining < 0 && !covering)) return;
    if (isBetter(total, chosen, best))
      best = { costCents: total, boundCents: total, quantities: [...chosen] };
    if (open) chosen[open.supplier] = 0;
  }

  function visit(k: number, remaining: number, cost: number, open: Open | undefined): void {
    nodes += 1;
    if (nodes > maxNodes && best) return;
    // Envelope slopes are rounded; the slack keeps a purchase of equal cost from being dropped.
    const lower = cost + bound(k, remaining, open);
    if (lower === Number.POSITIVE_INFINITY) return;
    if (best && lower - 1e-9 * Math.abs(lower) - 1e-3 > best.costCents) return;
    const visited = visits[k];
    if (!visited || remaining <= 0) {
      finish(cost, remaining, open);
      return;
    }
    const { supplier, segments } = visited;
    for (const segment of segments.toReversed()) {
      for (const end of new Set([segment.to, segment.from])) {
        // More than the remainder is only worth buying at the low end of a stretch.
        if (end > remaining && !(covering && !open && end === segment.from)) continue;
        chosen[supplier] = end;
        visit(k + 1, remaining - end, cost + segment.interceptCents + segment.slopeCents * end, open);
        chosen[supplier] = 0;
      }
      if (!open && segment.to - segment.from > 1) visit(k + 1, remaining, cost, { supplier, segment });
    }
    visit(k + 1, remaining, cost, open);
  }

  visit(0, quantity, 0, undefined);
  const found = best as FoundPurchase | undefined;
  if (!found || nodes <= maxNodes) return found;
  return { ...found, boundCents: Math.min(found.costCents, Math.floor(bound(0, quantity, undefined))) };
}
