import { ModelBuilder, type Terms } from '~/clearing/model-builder';
import { segmentsOf } from '~/clearing/price-ladder';
import { compareRefs } from '~/clearing/purchase-pricing';
import { type AwardProblem, type Bid, type Bidder, type Lot, lotQuantity } from './award-problem';

/**
 * An award as a mixed-integer program.
 *
 * For each supplier, lot and stretch of the ladder: a quantity and a binary; for each delivery a quantity; for
 * each supplier a binary "used". The links are strong: a stretch holds at most its own upper end, a delivery at
 * most what its destination needs times "used", which is what makes the relaxation of a facility location
 * tight. Lots and suppliers are sorted by ref first, so that the order of the input cannot choose between equal
 * awards.
 */

type StretchColumns = {
  readonly quantity: number;
  readonly isUsed: number;
  readonly interceptCents: number;
  readonly slopeCents: number;
};

type DeliveryColumn = { readonly ref: string; readonly column: number; readonly unitCents: number };

export type BidColumns = {
  readonly supplierRef: string;
  readonly lotRef: string;
  readonly stretches: readonly StretchColumns[];
  readonly deliveries: readonly DeliveryColumn[];
  readonly units: Terms;
  /** Goods and fixed cost of the bid, scaled. */
  readonly cost: Terms;
};

export type AwardModel = {
  readonly model: ModelBuilder;
  readonly bids: readonly BidColumns[];
  readonly suppliers: readonly (Bidder & { readonly isUsed: number })[];
  /** What costs in the model are divided by, to stay near 1. */
  readonly scale: number;
};

type Context = {
  readonly model: ModelBuilder;
  readonly scale: number;
  readonly wholeUnits: boolean;
  readonly wholeColumns: boolean;
};

function buildStretches(context: Context, supplier: Bidder, bid: Bid, whole: number): StretchColumns[] {
  const { model, scale, wholeUnits, wholeColumns } = context;
  return segmentsOf({ ...bid, supplierRef: supplier.ref }).flatMap((segment) => {
    const { from, interceptCents, slopeCents } = segment;
    const to = Math.min(segment.to, supplier.capacity, whole);
    // Where units may be split, a stretch begins just above nothing, not at one unit.
    const least = wholeUnits || from > 1 ? from : 0;
    if (least > to) return [];
    const isUsed = model.column(interceptCents / scale, 1, true);
    const quantity = model.column(slopeCents / scale, to, wholeColumns);
    const terms = (end: number): Terms => [
      [quantity, 1],
      [isUsed, -end],
    ];
    model.atLeast(terms(least), 0);
    model.atMost(terms(to), 0);
    return [{ quantity, isUsed, interceptCents, slopeCents }];
  });
}

function buildBid(context: Context, supplier: Bidder, bid: Bid, lot: Lot, supplierUsed: number): BidColumns {
  const { model, scale, wholeColumns } = context;
  const stretches = buildStretches(context, supplier, bid, lotQuantity(lot));
  const used = stretches.map(({ isUsed }) => isUsed);
  const units: Terms = stretches.map(({ quantity }) => [quantity, 1]);
  // At most one stretch, and only from a supplier that is in.
  model.atMost([...used.map((k) => [k, 1] as const), [supplierUsed, -1]], 0);
  const deliveries = [...lot.destinations]
    .sort((a, b) => compareRefs(a.ref, b.ref))
    .map(({ ref, quantity }): DeliveryColumn => {
      const unitCents = bid.unitDeliveryCents.get(ref) ?? 0;
      const column = model.column(unitCents / scale, quantity, wholeColumns);
      model.atMost([[column, 1], ...used.map((k) => [k, -quantity] as const)], 0);
      return { ref, column, unitCents };
    });
  model.row([...units, ...deliveries.map(({ column }) => [column, -1] as const)], 0, 0);
  const cost = stretches.flatMap(
    (s): Terms => [
      [s.isUsed, s.interceptCents / scale],
      [s.quantity, s.slopeCents / scale],
    ],
  );
  return { supplierRef: supplier.ref, lotRef: lot.ref, stretches, deliveries, units, cost };
}

function requireLots({ model, scale }: Context, lots: readonly Lot[], bids: readonly BidColumns[]): void {
  for (const lot of lots) {
    const mine = bids.filter((bid) => bid.lotRef === lot.ref);
    const deliveries = mine.flatMap((bid) => bid.deliveries);
    for (const { ref, quantity } of lot.destinations) {
      const here = deliveries.filter((one) => one.ref === ref);
      model.row(
        here.map(({ column }) => [column, 1]),
        quantity,
        quantity,
      );
    }
    if (lot.maxUnitPriceCents === undefined) continue;
    const delivery: Terms = deliveries.map(({ column, unitCents }) => [column, unitCents / scale]);
    const most = (lot.maxUnitPriceCents * lotQuantity(lot)) / scale;
    model.atMost([...mine.flatMap((bid) => bid.cost), ...delivery], most);
  }
}

function requireOrigin(
  { model, scale }: Context,
  least: number,
  suppliers: AwardModel['suppliers'],
  bids: readonly BidColumns[],
): void {
  const terms = suppliers.flatMap((supplier) => {
    const excess = (supplier.frenchOriginPct - least) / 100;
    const mine = bids.filter((bid) => bid.supplierRef === supplier.ref);
    const spent: Terms = [
      ...mine.flatMap((bid) => bid.cost),
      [supplier.isUsed, supplier.fixedCostCents / scale],
    ];
    return spent.map(([column, value]) => [column, value * excess] as const);
  });
  model.atLeast(terms, 0);
}

function buildSupplier(context: Context, supplier: Bidder, lots: readonly Lot[]) {
  const { model, scale, wholeUnits } = context;
  const isUsed = model.column(supplier.fixedCostCents / scale, 1, true);
  const bids = lots.flatMap((lot) => {
    const bid = supplier.bids.find(({ lotRef }) => lotRef === lot.ref);
    return bid ? [buildBid(context, supplier, bid, lot, isUsed)] : [];
  });
  const units = bids.flatMap((bid) => bid.units);
  const all = lots.reduce((sum, lot) => sum + lotQuantity(lot), 0);
  model.atMost([...units, [isUsed, -Math.min(supplier.capacity, all)]], 0);
  // Who is in delivers something: otherwise a least number of suppliers would count names.
  model.atLeast([...units, [isUsed, -Math.max(supplier.minimumOrder, wholeUnits ? 1 : 0)]], 0);
  return { supplier: { ...supplier, isUsed }, bids };
}

/**
 * @param wholeColumns ask the solver for whole quantities. Without it they come out whole all the same (for a
 *   given choice of suppliers and stretches the rest is a flow with whole bounds) unless a price limit or a
 *   French share cuts across, and the search is ten times shorter.
 */
export function buildAwardModel(problem: AwardProblem, wholeColumns: boolean): AwardModel {
  const prices = problem.suppliers.flatMap((supplier) =>
    supplier.bids.flatMap((bid) => [
      ...bid.tiers.map((tier) => tier.unitPriceCents),
      ...bid.unitDeliveryCents.values(),
    ]),
  );
  const scale = prices.reduce((most, price) => Math.max(most, price), 1);
  const context = { model: new ModelBuilder(), scale, wholeUnits: problem.wholeUnits ?? true, wholeColumns };
  const lots = [...problem.lots].sort((a, b) => compareRefs(a.ref, b.ref));
  const built = [...problem.suppliers]
    .sort((a, b) => compareRefs(a.ref, b.ref))
    .map((supplier) => buildSupplier(context, supplier, lots));
  const suppliers = built.map(({ supplier }) => supplier);
  const bids = built.flatMap((one) => one.bids);
  requireLots(context, lots, bids);
  if (problem.minFrenchOriginPct !== undefined) {
    requireOrigin(context, problem.minFrenchOriginPct, suppliers, bids);
  }
  if (problem.maxSuppliers !== undefined || problem.minSuppliers !== undefined) {
    context.model.row(
      suppliers.map(({ isUsed }) => [isUsed, 1]),
      problem.minSuppliers ?? 0,
      problem.maxSuppliers ?? Number.POSITIVE_INFINITY,
    );
  }
  return { model: context.model, bids, suppliers, scale };
}
