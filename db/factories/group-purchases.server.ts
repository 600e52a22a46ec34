import type { Insertable } from 'kysely';
import type { Queryable } from '../client.server';
import type { GroupPurchases, Offers } from '../schema.generated';
import { makeOrganisation } from './organisations.server';
import { nextNumber } from './sequence';

const day = 86_400_000;

export interface MadeGroupPurchase {
  id: string;
  ref: string;
  leadOrganisationId: string;
}

/** A group purchase of sapphire crystals, collecting since yesterday and for thirty days, without participants. */
export async function makeGroupPurchase(
  db: Queryable,
  overrides: Partial<Insertable<GroupPurchases>> = {},
): Promise<MadeGroupPurchase> {
  const number = nextNumber();
  const leadOrganisationId = overrides.lead_organisation_id ?? (await makeOrganisation(db)).id;
  const { id, ref } = await db
    .insertInto('group_purchases')
    .values({
      ref: `gp-${number}`,
      title: 'Glaces saphir plates Ø30,5',
      family: 'VER',
      leaves: ['ver/verre-saphir-plat'],
      specs: JSON.stringify({ diameter_mm: { values: [30.5] } }),
      opens_at: new Date(Date.now() - day),
      closes_at: new Date(Date.now() + 30 * day),
      minimum_quantity: 500,
      minimum_participants: 3,
      tier_quantities: [500, 1000, 2000],
      state: 'collecting',
      ...overrides,
      lead_organisation_id: leadOrganisationId,
    })
    .returning(['id', 'ref'])
    .executeTakeFirstOrThrow();
  await db
    .insertInto('group_purchase_steps')
    .values({ group_purchase_id: id, state: overrides.state ?? 'collecting' })
    .execute();
  return { id, ref, leadOrganisationId };
}

/** A supplier's ladder on a group purchase; the supplier is made (a maker) where none is given. */
export async function makeOffer(
  db: Queryable,
  groupPurchaseId: string,
  overrides: Partial<Insertable<Offers>> = {},
): Promise<{ id: string; supplierOrganisationId: string }> {
  const supplierOrganisationId =
    overrides.supplier_organisation_id ?? (await makeOrganisation(db, { kind: 'maker' })).id;
  const { id } = await db
    .insertInto('offers')
    .values({
      group_purchase_id: groupPurchaseId,
      tiers: JSON.stringify([
        { minQuantity: 500, unitPriceCents: 700 },
        { minQuantity: 1000, unitPriceCents: 600 },
        { minQuantity: 2000, unitPriceCents: 500 },
      ]),
      fixed_cost_cents: 35_000,
      capacity: 6000,
      minimum_order: 200,
      lead_days: 28,
      ...overrides,
      supplier_organisation_id: supplierOrganisationId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, supplierOrganisationId };
}
