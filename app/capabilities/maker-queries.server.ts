import { sql } from 'kysely';
import type { Locale } from '~/i18n/messages';
import { departmentLabel } from '~/search/departments';
import { labelOf } from '~/taxonomy/taxonomy';
import { database } from '~db/client.server';
import { type CapabilityLimits, placeOf } from './capability';
import { describeSpecs } from './spec-words';
import type { Specs } from './specs';

export interface MakerListItem {
  ref: string;
  name: string;
  city: string;
  department: string | null;
  country: string;
  description: string;
  certifications: string[];
  capabilities: number;
  /** family codes, the most frequent first */
  families: string[];
}

export interface MakersAnswer {
  makers: MakerListItem[];
  total: number;
  departments: string[];
}

export interface MakersFilter {
  text: string;
  department: string | null;
  family: string | null;
}

/**
 * Organisations that publish a capability, by name. Words are looked for in name, town and presentation, without
 * case or accents; all of them must be there.
 */
export async function listMakers(filter: MakersFilter, offset: number, limit: number): Promise<MakersAnswer> {
  const matching = makersMatching(filter);
  const makers = await matching
    .select(['organisations.ref', 'organisations.name', 'organisations.city', 'organisations.department'])
    .select(['organisations.country', 'organisations.description', 'organisations.certifications'])
    .select(({ selectFrom, fn }) => [
      selectFrom('capabilities')
        .whereRef('capabilities.organisation_id', '=', 'organisations.id')
        .select(fn.countAll<number>().as('count'))
        .as('capabilities'),
      sql<string[]>`array(select family from capabilities where organisation_id = organisations.id
        group by family order by count(*) desc, family)`.as('families'),
    ])
    .orderBy('organisations.name')
    .orderBy('organisations.ref')
    .offset(offset)
    .limit(limit)
    .execute();
  const { total } = await matching
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const departments = await makersMatching({ ...filter, department: null })
    .where('organisations.department', 'is not', null)
    .select('organisations.department')
    .distinct()
    .orderBy('organisations.department')
    .execute();
  return {
    makers: makers.map((maker) => ({ ...maker, capabilities: maker.capabilities ?? 0 })),
    total,
    departments: departments.flatMap(({ department }) => department ?? []),
  };
}

function makersMatching({ text, department, family }: MakersFilter) {
  const words = text.split(/\s+/).filter((word) => word !== '');
  return database()
    .selectFrom('organisations')
    .where(({ exists, selectFrom, and, eb, val }) =>
      and([
        exists(
          selectFrom('capabilities')
            .whereRef('capabilities.organisation_id', '=', 'organisations.id')
            .where((of) => (family === null ? of.val(true) : of('capabilities.family', '=', family)))
            .select('capabilities.id'),
        ),
        department === null ? val(true) : eb('organisations.department', '=', department),
        ...words.slice(0, 8).map(
          (word) =>
            sql<boolean>`strpos(fold_text(concat_ws(' ', organisations.name, organisations.city,
              organisations.description)), fold_text(${word})) > 0`,
        ),
      ]),
    );
}

export interface MakerCapability {
  ref: string;
  title: string;
  description: string;
  family: string;
  leaves: string[];
  standards: string[];
  limits: CapabilityLimits;
  /** what is reached, in words and units */
  specs: { key: string; term: string; description: string }[];
}

export interface MakerPageData {
  ref: string;
  name: string;
  place: string;
  city: string;
  department: string | null;
  country: string;
  headcount: number | null;
  website: string | null;
  certifications: string[];
  description: string;
  capabilities: MakerCapability[];
}

/** A maker's public page; null for what is unknown and for what publishes nothing, alike. Prices are not asked for. */
export async function findMaker(ref: string, locale: Locale): Promise<MakerPageData | null> {
  const maker = await database()
    .selectFrom('organisations')
    .where('ref', '=', ref)
    .select(['id', 'ref', 'kind', 'name', 'city', 'department', 'country', 'headcount', 'website'])
    .select(['certifications', 'description'])
    .executeTakeFirst();
  if (!maker) return null;
  const rows = await database()
    .selectFrom('capabilities')
    .where('organisation_id', '=', maker.id)
    .select(['ref', 'title', 'description', 'family', 'leaves', 'specs', 'standards', 'moq', 'max_batch'])
    .select(['monthly_capacity', 'prototype_lead_days', 'series_lead_days', 'french_origin_pct'])
    .orderBy('ref')
    .limit(maximumCapabilities)
    .execute();
  if (rows.length === 0 && maker.kind !== 'maker') return null;
  const { id: _id, kind: _kind, ...facts } = maker;
  return {
    ...facts,
    website: safeWebsite(maker.website),
    place: placeOf(
      maker.city,
      maker.department === null ? null : departmentLabel(maker.department),
      maker.country,
    ),
    capabilities: rows.map((row) => ({
      ref: row.ref,
      title: row.title,
      description: row.description,
      family: labelOf(row.family, locale),
      leaves: row.leaves.map((leaf) => labelOf(leaf, locale)),
      standards: row.standards,
      limits: {
        moq: row.moq,
        maxBatch: row.max_batch,
        monthlyCapacity: row.monthly_capacity,
        prototypeLeadDays: row.prototype_lead_days,
        seriesLeadDays: row.series_lead_days,
        frenchOriginPct: row.french_origin_pct,
      },
      specs: describeSpecs(row.specs as unknown as Specs, locale), // written by commands that check its grammar
    })),
  };
}

const maximumCapabilities = 500;

/** Only what a browser opens as a page; a `javascript:` address never becomes a link. */
function safeWebsite(website: string | null): string | null {
  if (website === null) return null;
  const address = /^[a-z]+:/i.test(website) ? website : `https://${website}`;
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol) ? address : null;
}
