import { boundRationing } from './bound-rationing.server';
import { type Allocation, type ClearingOutcome, clearPrepared } from './clear-market';
import { type Market, prepareMarket } from './market';
import type { Purchase } from './purchase-pricing';
import { type InvoiceShares, shareInvoice } from './share-invoice.server';
import { type SharingRule, sharingRuleNames } from './sharing-rule';

export type ClearedParticipant = Allocation & {
  readonly shareCents: number;
  /** What this quantity would cost without the others; null when it could not be bought alone. */
  readonly aloneCents: number | null;
};

export type ClearedPurchase = {
  readonly outcome: 'full' | 'rationed';
  /** By ref; the shares sum to `purchase.costCents`. */
  readonly participants: readonly ClearedParticipant[];
  readonly purchase: Purchase;
  readonly shares: InvoiceShares;
  /** The rule that `shareCents` follows: the chosen one, or `equal` where that would break a limit. */
  readonly appliedRule: SharingRule;
  /** Whom the chosen rule would have put above its limit; empty when it was applied. */
  readonly aboveLimit: readonly string[];
  readonly gap: number;
};

export type ClearingResult = ClearedPurchase | { readonly outcome: 'minimum_missed' | 'no_offer' };

/**
 * Clear a group purchase and share its invoice: everything that the page, the script and the database record
 * of a closing.
 *
 * c(S), the cost of a subgroup, is what its quantities would cost without the others, from the same offers:
 * exactly that many units, or the cheapest larger purchase where no supplier accepts so few.
 *
 * @param chosenRule fixed at opening. Where it would put anybody above its limit, equal price is used instead.
 * @param timeLimitSeconds for a rationing too large for the exact method, see `gap`.
 * @param compare whether `shares` holds every rule, for a comparison, or only the chosen one and equal price.
 */
export async function clearGroupPurchase(
  market: Market,
  chosenRule: SharingRule = 'equal',
  timeLimitSeconds = 5,
  compare: 'all-rules' | 'chosen-rule' = 'all-rules',
): Promise<ClearingResult> {
  const prepared = prepareMarket(market);
  const cleared = clearPrepared(prepared);
  const outcome: ClearingOutcome =
    cleared.outcome === 'too_large' ? await boundRationing(prepared, timeLimitSeconds) : cleared;
  if (!('purchase' in outcome)) return outcome;
  const { allocations, purchase } = outcome;
  const game = {
    quantities: allocations.map(({ quantity }) => quantity),
    cost: prepared.pricing.aloneCostCents,
    // Without a table a subgroup's cost is a search of milliseconds.
    ...(prepared.pricing.isTabled ? {} : { maxCosts: 5000 }),
  };
  const most = allocations.map(({ quantity, limitCents }) => quantity * limitCents);
  const shares = await shareInvoice(
    game,
    purchase.costCents,
    most,
    compare === 'all-rules' ? sharingRuleNames : ['equal', chosenRule],
  );
  const chosen = shares[chosenRule];
  const isUsable = chosen !== null && chosen.aboveLimit.length === 0;
  const applied = isUsable ? chosen : shares.equal;
  return {
    outcome: outcome.outcome,
    participants: allocations.map((allocation, i) => {
      const alone = game.cost(allocation.quantity);
      return {
        ...allocation,
        shareCents: applied?.cents[i] ?? 0,
        aloneCents: Number.isFinite(alone) ? alone : null,
      };
    }),
    purchase,
    shares,
    appliedRule: isUsable ? chosenRule : 'equal',
    aboveLimit: chosen?.aboveLimit.map((i) => allocations[i]?.organisationRef ?? '') ?? [],
    gap: outcome.gap,
  };
}
