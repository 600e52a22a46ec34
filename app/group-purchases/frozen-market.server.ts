import { isValidAtClosing } from '~/clearing/clearing-file';
import type { DemandStep, Firmness } from '~/clearing/demand-schedule';
import type { Market } from '~/clearing/market';
import type { Tier } from '~/clearing/price-ladder';
import type { SharingRule } from '~/clearing/sharing-rule';
import type { Queryable } from '~db/client.server';

/** A frozen version as the clearing reads it, with the organisations behind its refs. */
export interface FrozenMarket {
  version: number;
  sharingRule: SharingRule;
  market: Market;
  organisationIds: ReadonlyMap<string, string>;
}

/** The version of an order that was closed last and has no outcome yet; null when none is owed. */
export async function findFrozenMarket(db: Queryable, groupPurchaseId: string): Promise<FrozenMarket | null> {
  const closing = await db
    .selectFrom('closings')
    .leftJoin('clearings', (join) =>
      join
        .onRef('clearings.group_purchase_id', '=', 'closings.group_purchase_id')
        .onRef('clearings.attempt', '=', 'closings.version'),
    )
    .where('closings.group_purchase_id', '=', groupPurchaseId)
    .where('clearings.id', 'is', null)
    .orderBy('closings.version', 'desc')
    .selectAll('closings')
    .limit(1)
    .executeTakeFirst();
  if (!closing) return null;
  const { version } = closing;
  const [commitments, offers] = [
    await db
      .selectFrom('closing_commitments')
      .where('group_purchase_id', '=', groupPurchaseId)
      .where('version', '=', version)
      .select(['organisation_id', 'organisation_ref', 'demand', 'firmness'])
      .execute(),
    await db
      .selectFrom('closing_offers')
      .where('group_purchase_id', '=', groupPurchaseId)
      .where('version', '=', version)
      .selectAll()
      .execute(),
  ];
  const closesAt = closing.closes_at.toISOString();
  return {
    version,
    sharingRule: closing.sharing_rule as SharingRule, // held by the table's check
    organisationIds: new Map([
      ...commitments.map((row) => [row.organisation_ref, row.organisation_id] as const),
      ...offers.map((row) => [row.supplier_ref, row.supplier_organisation_id] as const),
    ]),
    market: {
      minimumQuantity: closing.minimum_quantity,
      minimumParticipants: closing.minimum_participants,
      participants: commitments.map((row) => ({
        organisationRef: row.organisation_ref,
        demand: row.demand as unknown as DemandStep[], // written by applyCommitmentChanges and the import only
        firmness: row.firmness as Firmness,
      })),
      offers: offers
        .filter((row) => isValidAtClosing(row.valid_until, closesAt))
        .map((row) => ({
          supplierRef: row.supplier_ref,
          tiers: row.tiers as unknown as Tier[],
          ladder: 'all_units',
          fixedCostCents: row.fixed_cost_cents,
          capacity: row.capacity ?? Number.POSITIVE_INFINITY,
          minimumOrder: row.minimum_order ?? 0,
        })),
    },
  };
}
