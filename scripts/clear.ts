/**
 * `npm run clear -- FILE.json`: clears every group purchase of a file in the format of
 * `db/seeds/demo/group_purchases.json` and prints a JSON array of `ClearingReport`, in the order of the file.
 * Needs no database and no server. Amounts are decimal strings in euros with two decimals, as in the input; unit
 * prices have six. Bad input: every fault on standard error, exit code 2.
 */
import { clearGroupPurchase } from '~/clearing/clear-group-purchase.server';
import { groupPurchasesFile } from '~/clearing/clearing-file';
import { clearingReport } from '~/clearing/clearing-report';
import { printJson, readJsonArgument } from './read-json-argument';

const purchases = await readJsonArgument('clear', groupPurchasesFile);
const reports = [];
for (const { ref, market, sharingRule } of purchases) {
  reports.push(clearingReport(ref, await clearGroupPurchase(market, sharingRule)));
}
printJson(reports);
