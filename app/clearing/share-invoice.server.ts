import { quantityCoreCheck } from './core-check';
import { type CoreCheck, coalitionGameOf, mayAsk, type QuantityGame } from './cost-game';
import { maxNucleolusPlayers, nucleolus } from './nucleolus.server';
import { equalShares, serialShares } from './quantity-shares';
import { equalPriceCents, roundShares } from './round-shares';
import { quantityShapley } from './shapley-value';
import { type SharingRule, sharingRuleNames } from './sharing-rule';

export type RuleShares = {
  /** Unrounded, in cents. */
  readonly exact: readonly number[];
  /** Whole cents that sum to the invoice. */
  readonly cents: readonly number[];
  /** Which subgroup would gain most by leaving, on the unrounded shares; null when too large to check. */
  readonly core: CoreCheck | null;
  /** Participants (by index) whom this rule would put above their own limit. */
  readonly aboveLimit: readonly number[];
  /** 0 unless Shapley had to be sampled: then no share is further off, in cents, with 99 % confidence. */
  readonly errorBound: number;
};

/** null for a rule that is not defined or not computable on this order. */
export type InvoiceShares = Readonly<Record<SharingRule, RuleShares | null>>;

/**
 * Share one invoice by every rule.
 *
 * @param game cost in cents of what each subgroup would pay on its own; the whole costs the invoice.
 * @param mostCents what each participant accepts to pay at most: its limit times its quantity.
 * @param rules those that are wanted; the others are null. Shapley and nucleolus are what takes time.
 */
export async function shareInvoice(
  game: QuantityGame,
  totalCents: number,
  mostCents: readonly number[],
  rules: readonly SharingRule[] = sharingRuleNames,
): Promise<InvoiceShares> {
  const checked = (exact: readonly number[] | undefined, errorBound = 0): RuleShares | null => {
    if (!exact) return null;
    const cents =
      exact === equal ? equalPriceCents(game.quantities, totalCents) : roundShares(exact, totalCents);
    return {
      exact,
      cents,
      core: quantityCoreCheck(game, exact) ?? null,
      aboveLimit: cents.flatMap((share, i) => (share > (mostCents[i] ?? 0) ? [i] : [])),
      errorBound,
    };
  };
  const equal = equalShares(game);
  const shapley = rules.includes('shapley') ? quantityShapley(game) : undefined;
  const count = game.quantities.length;
  const isListed = rules.includes('nucleolus') && count <= maxNucleolusPlayers && mayAsk(game, 2 ** count);
  return {
    equal: rules.includes('equal') ? checked(equal) : null,
    serial: rules.includes('serial') ? checked(serialShares(game)) : null,
    shapley: checked(shapley?.shares, shapley?.errorBound),
    nucleolus: checked(isListed ? await nucleolus(coalitionGameOf(game)) : undefined),
  };
}
