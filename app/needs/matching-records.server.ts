import type { Specs } from '~/capabilities/specs';
import { comparableSpecs } from '~/matching/comparable-specs';
import type { CapabilityRecord, NeedRecord } from '~/matching/match-records';
import type { Queryable } from '~db/client.server';

/** Rows as matching reads them: what is not stated is absent, never zero. */

type Absent<Row> = { [Key in keyof Row as null extends Row[Key] ? Key : never]?: NonNullable<Row[Key]> } & {
  [Key in keyof Row as null extends Row[Key] ? never : Key]: Row[Key];
};

function withoutNulls<Row extends object>(row: Row): Absent<Row> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as Absent<Row>;
}

export interface IdentifiedCapability {
  id: string;
  organisationId: string;
  record: CapabilityRecord;
}

/** Every capability, or those asked for; ordered by ref so that nothing hangs on the order of rows. */
export async function loadCapabilityRecords(
  db: Queryable,
  ids?: readonly string[],
): Promise<IdentifiedCapability[]> {
  const rows = await db
    .selectFrom('capabilities')
    .innerJoin('organisations', 'organisations.id', 'capabilities.organisation_id')
    .$if(ids !== undefined, (query) => query.where('capabilities.id', 'in', ids?.length ? ids : [nobody]))
    .selectAll('capabilities')
    .select([
      'organisations.ref as makerRef',
      'organisations.name as makerName',
      'organisations.country',
      'organisations.department',
      'organisations.certifications',
      'organisations.description as makerDescription',
      'organisations.latitude',
      'organisations.longitude',
    ])
    .orderBy('capabilities.ref')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    organisationId: row.organisation_id,
    record: {
      ref: row.ref,
      title: row.title,
      description: row.description,
      family: row.family,
      leaves: row.leaves,
      specs: comparableSpecs(row.specs as unknown as Specs),
      standards: row.standards,
      ...withoutNulls({
        moq: row.moq,
        maxBatch: row.max_batch,
        monthlyCapacity: row.monthly_capacity,
        prototypeLeadDays: row.prototype_lead_days,
        seriesLeadDays: row.series_lead_days,
        unitPriceMinCents: row.unit_price_min_cents,
        unitPriceMaxCents: row.unit_price_max_cents,
        frenchOriginPct: row.french_origin_pct,
      }),
      maker: {
        ref: row.makerRef,
        name: row.makerName,
        country: row.country,
        department: row.department ?? '',
        certifications: row.certifications,
        description: row.makerDescription,
        ...withoutNulls({ latitude: row.latitude, longitude: row.longitude }),
      },
    },
  }));
}

const nobody = '00000000-0000-0000-0000-000000000000';

export interface IdentifiedNeed {
  id: string;
  organisationId: string;
  updatedAt: string;
  /** Matching has run at least once. */
  matched: boolean;
  record: NeedRecord;
}

/** Open needs, or those of them that are asked for. */
export async function loadOpenNeedRecords(db: Queryable, ids?: readonly string[]): Promise<IdentifiedNeed[]> {
  const rows = await db
    .selectFrom('needs')
    .innerJoin('organisations', 'organisations.id', 'needs.organisation_id')
    .where('needs.state', 'in', ['published', 'quoting'])
    .$if(ids !== undefined, (query) => query.where('needs.id', 'in', ids?.length ? ids : [nobody]))
    .selectAll('needs')
    .select(['organisations.latitude', 'organisations.longitude'])
    .orderBy('needs.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    organisationId: row.organisation_id,
    updatedAt: row.updated_at.toISOString(),
    matched: row.matched_at !== null,
    record: {
      ref: row.ref,
      title: row.title,
      description: row.description,
      family: row.family,
      leaves: row.leaves,
      specs: comparableSpecs(row.specs as unknown as Specs),
      standards: row.standards,
      ...withoutNulls({
        prototypeQuantity: row.prototype_quantity,
        seriesQuantity: row.series_quantity,
        annualQuantity: row.annual_quantity,
        targetUnitPriceCents: row.target_unit_price_cents,
        neededBy: row.needed_by,
        frenchOriginMinPct: row.french_origin_min_pct,
        latitude: row.latitude,
        longitude: row.longitude,
      }),
    },
  }));
}
