import type { Insertable } from 'kysely';
import type { Queryable } from '../client.server';
import type { Capabilities, Needs } from '../schema.generated';
import { makeOrganisation } from './organisations.server';
import { nextNumber } from './sequence';

export interface MadeCapability {
  id: string;
  ref: string;
  organisationId: string;
}

/** A dial maker's capability; its organisation is made (a maker) where `organisation_id` is not given. */
export async function makeCapability(
  db: Queryable,
  overrides: Partial<Insertable<Capabilities>> = {},
): Promise<MadeCapability> {
  const number = nextNumber();
  const organisationId = overrides.organisation_id ?? (await makeOrganisation(db, { kind: 'maker' })).id;
  const { id, ref } = await db
    .insertInto('capabilities')
    .values({
      ref: `cap-${number}`,
      title: 'Cadrans soleillés',
      description: 'Cadrans laiton soleillés, du flan au décalque.',
      family: 'CAD',
      leaves: ['cad/cadran', 'cad/soleillage'],
      specs: JSON.stringify({ diameter_mm: { min: 20, max: 38 } }),
      moq: 50,
      max_batch: 5000,
      monthly_capacity: 3000,
      prototype_lead_days: 30,
      series_lead_days: 60,
      unit_price_min_cents: 3000,
      unit_price_max_cents: 9000,
      french_origin_pct: 90,
      ...overrides,
      organisation_id: organisationId,
    })
    .returning(['id', 'ref'])
    .executeTakeFirstOrThrow();
  return { id, ref, organisationId };
}

export interface MadeNeed {
  id: string;
  ref: string;
  organisationId: string;
}

/** A brand's public need for dials, published and not yet matched. */
export async function makeNeed(db: Queryable, overrides: Partial<Insertable<Needs>> = {}): Promise<MadeNeed> {
  const number = nextNumber();
  const organisationId = overrides.organisation_id ?? (await makeOrganisation(db, { kind: 'brand' })).id;
  const { id, ref } = await db
    .insertInto('needs')
    .values({
      ref: `need-${number}`,
      title: 'Cadrans bleus soleillés',
      description: 'Cadran bleu soleillé pour une trois-aiguilles.',
      family: 'CAD',
      leaves: ['cad/cadran', 'cad/soleillage'],
      specs: JSON.stringify({ diameter_mm: { values: [30.5] } }),
      prototype_quantity: 10,
      series_quantity: 300,
      annual_quantity: 600,
      target_unit_price_cents: 6000,
      visibility: 'public',
      state: 'published',
      ...overrides,
      organisation_id: organisationId,
    })
    .returning(['id', 'ref'])
    .executeTakeFirstOrThrow();
  return { id, ref, organisationId };
}
