/**
 * `npm run award -- FILE.json`: finds the cheapest award of a file (its two forms are described in
 * `award-file.ts`) and prints `{name, status, objective, bound, gap, optimum, orders}`: plain numbers, in the
 * instance's own unit or, for lots and bids, in euros; null without an answer; `optimum` is what the file
 * publishes. Needs no database and no server. Bad input: every fault on standard error, exit code 2.
 */
import { awardFile } from '~/award/award-file';
import { awardLots } from '~/award/award-lots.server';
import { printJson, readJsonArgument } from './read-json-argument';

const { name, unitsInOne, optimum, problem } = await readJsonArgument('award', awardFile);
const award = await awardLots(problem, 300);
// Sums of published fractions carry errors of 1e-10; no instance states more than six decimals.
const inUnits = (value: number | undefined) =>
  value === undefined ? null : Math.round((value / unitsInOne) * 1e6) / 1e6;
printJson({
  name,
  status: award.status,
  objective: inUnits(award.objectiveCents),
  bound: inUnits(award.boundCents),
  gap: award.gap ?? null,
  optimum: optimum ?? null,
  orders: award.orders.map((order) => ({
    supplier_ref: order.supplierRef,
    lot_ref: order.lotRef,
    quantity: order.quantity,
    cost: order.costCents / unitsInOne,
    deliveries: order.deliveries,
  })),
});
