import { sql } from 'kysely';
import type { Specs } from '~/capabilities/specs';
import { database, type Queryable } from '~db/client.server';
import type { CapabilityDocument } from './capability-document';

/** A change of the maker changes what its capabilities show, so both clocks count. Microseconds, exact below 2^53. */
export const versionOfCapability = sql<number>`
  (extract(epoch from greatest(capabilities.updated_at, organisations.updated_at)) * 1000000)::bigint`;

/**
 * The public facts of makers' capabilities, by id. Here, where the question is put, is decided what a reader may see:
 * prices and contact addresses are never asked for.
 */
export async function loadCapabilityDocuments(
  ids: readonly string[],
  db: Queryable = database(),
): Promise<CapabilityDocument[]> {
  if (ids.length === 0) return [];
  const rows = await selectDocuments(db)
    .where('capabilities.id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute();
  return rows.map(documentOf);
}

/** All of them in the order of their ids, `size` at a time, for filling an index. */
export async function* eachCapabilityDocument(
  size: number,
  db: Queryable = database(),
): AsyncGenerator<CapabilityDocument[]> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await selectDocuments(db)
      .where('capabilities.id', '>', after)
      .orderBy('capabilities.id')
      .limit(size)
      .execute();
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(documentOf);
    after = last.id;
  }
}

/** Ids of capabilities that changed since a time, themselves or their maker. */
export async function capabilitiesChangedSince(since: Date, db: Queryable = database()): Promise<string[]> {
  const rows = await db
    .selectFrom('capabilities')
    .innerJoin('organisations', 'organisations.id', 'capabilities.organisation_id')
    .where((eb) =>
      eb.or([eb('capabilities.updated_at', '>=', since), eb('organisations.updated_at', '>=', since)]),
    )
    .select('capabilities.id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Those of these ids that the database has. */
export async function existingCapabilities(
  ids: readonly string[],
  db: Queryable = database(),
): Promise<string[]> {
  const rows = await db
    .selectFrom('capabilities')
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .select('id')
    .execute();
  return rows.map(({ id }) => id);
}

export async function countCapabilities(db: Queryable = database()): Promise<number> {
  const { count } = await db
    .selectFrom('capabilities')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function selectDocuments(db: Queryable) {
  return db
    .selectFrom('capabilities')
    .innerJoin('organisations', 'organisations.id', 'capabilities.organisation_id')
    .select([
      'capabilities.id',
      'capabilities.ref',
      'capabilities.title',
      'capabilities.description',
      'capabilities.family',
      'capabilities.leaves',
      'capabilities.specs',
      'capabilities.standards',
      'capabilities.moq',
      'capabilities.max_batch',
      'capabilities.monthly_capacity',
      'capabilities.prototype_lead_days',
      'capabilities.series_lead_days',
      'capabilities.french_origin_pct',
      'organisations.ref as maker_ref',
      'organisations.name as maker_name',
      'organisations.city',
      'organisations.department',
      'organisations.country',
      'organisations.certifications',
    ])
    .select(versionOfCapability.as('version'));
}

type DocumentRow = Awaited<ReturnType<ReturnType<typeof selectDocuments>['execute']>>[number];

function documentOf(row: DocumentRow): CapabilityDocument {
  const specs = row.specs as unknown as Specs; // written by commands that check its grammar
  return {
    id: row.id,
    ref: row.ref,
    version: row.version,
    title: row.title,
    description: row.description,
    family: row.family,
    leaves: row.leaves,
    specWords: wordsOfSpecs(specs),
    specs,
    standards: row.standards,
    moq: row.moq,
    maxBatch: row.max_batch,
    monthlyCapacity: row.monthly_capacity,
    prototypeLeadDays: row.prototype_lead_days,
    seriesLeadDays: row.series_lead_days,
    frenchOriginPct: row.french_origin_pct,
    maker: {
      ref: row.maker_ref,
      name: row.maker_name,
      city: row.city,
      department: row.department,
      country: row.country,
      certifications: row.certifications,
    },
  };
}

/** The values of attributes that people search by: words and codes, not measures. */
export function wordsOfSpecs(specs: Specs): string[] {
  return Object.values(specs).flatMap((value) =>
    'values' in value
      ? value.values.filter((one): one is string => typeof one === 'string' && /\p{L}/u.test(one))
      : [],
  );
}
