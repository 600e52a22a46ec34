import type { ClearingResult } from './clear-group-purchase.server';
import { eurosFromCents, unitPriceEuros } from './euros';
import type { RuleShares } from './share-invoice.server';
import { type SharingRule, sharingRuleNames } from './sharing-rule';

type ByRule<T> = Readonly<Record<SharingRule, T | null>>;

/**
 * What `npm run clear` prints of one group purchase. Amounts are decimal strings in euros with two decimals,
 * unit prices (fixed costs included at the top, without them for a supplier) with six; null where there is
 * nothing to say. Only who takes part is listed, by ref.
 */
export type ClearingReport = {
  readonly ref: string;
  readonly outcome: ClearingResult['outcome'];
  readonly unit_price_eur: string | null;
  readonly quantity: number;
  readonly total_cost_eur: string;
  readonly participants: readonly {
    readonly organisation_ref: string;
    readonly quantity: number;
    readonly share_eur: string;
    readonly alone_eur: string | null;
  }[];
  readonly suppliers: readonly {
    readonly supplier_ref: string;
    readonly quantity: number;
    readonly unit_price_eur: string;
    readonly fixed_cost_eur: string;
  }[];
  readonly shares: ByRule<Readonly<Record<string, string>>>;
  readonly core: ByRule<{ readonly max_excess_eur: string; readonly subgroup: readonly string[] }>;
  readonly gap: number;
};

function byRule<T>(of: (rule: SharingRule) => T | null): ByRule<T> {
  return Object.fromEntries(sharingRuleNames.map((rule) => [rule, of(rule)])) as ByRule<T>;
}

/** Half a cent is no reason to leave: excesses are told to the cent, and never as "-0.00". */
function writtenExcess(cents: number): string {
  return eurosFromCents(Math.round(cents) + 0);
}

export function clearingReport(ref: string, result: ClearingResult): ClearingReport {
  if (!('purchase' in result)) {
    return {
      ref,
      outcome: result.outcome,
      unit_price_eur: null,
      quantity: 0,
      total_cost_eur: eurosFromCents(0),
      participants: [],
      suppliers: [],
      shares: byRule(() => null),
      core: byRule(() => null),
      gap: 0,
    };
  }
  const { participants, purchase, shares } = result;
  const refs = participants.map(({ organisationRef }) => organisationRef);
  const named = ({ cents }: RuleShares) =>
    Object.fromEntries(refs.map((organisation, i) => [organisation, eurosFromCents(cents[i] ?? 0)]));
  return {
    ref,
    outcome: result.outcome,
    unit_price_eur: unitPriceEuros(purchase.costCents, purchase.quantity),
    quantity: purchase.quantity,
    total_cost_eur: eurosFromCents(purchase.costCents),
    participants: participants.map((p) => ({
      organisation_ref: p.organisationRef,
      quantity: p.quantity,
      share_eur: eurosFromCents(p.shareCents),
      alone_eur: p.aloneCents === null ? null : eurosFromCents(p.aloneCents),
    })),
    suppliers: purchase.orders.map((order) => ({
      supplier_ref: order.supplierRef,
      quantity: order.quantity,
      unit_price_eur: unitPriceEuros(order.costCents - order.fixedCostCents, order.quantity),
      fixed_cost_eur: eurosFromCents(order.fixedCostCents),
    })),
    shares: byRule((rule) => shares[rule] && named(shares[rule])),
    core: byRule((rule) => {
      const core = shares[rule]?.core;
      if (!core) return null;
      return {
        max_excess_eur: writtenExcess(core.maxExcess),
        subgroup: core.subgroup.map((i) => refs[i] ?? ''),
      };
    }),
    gap: result.gap,
  };
}
