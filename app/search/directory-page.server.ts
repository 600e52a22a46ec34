import { type CapabilitySummary, placeOf } from '~/capabilities/capability';
import type { Locale } from '~/i18n/messages';
import { labelOf } from '~/taxonomy/taxonomy';
import type { CapabilityDocument } from './capability-document';
import { departmentLabel } from './departments';
import { type DirectoryState, pageSize } from './directory-state';
import { type FacetName, type Filters, facetNames } from './facet-names';
import type { FacetCount } from './facets';
import { searchCapabilities } from './search-capabilities.server';

export interface FacetChoice {
  value: string;
  label: string;
  count: number;
  chosen: boolean;
}

export interface DirectoryPageData {
  state: DirectoryState;
  /** PostgreSQL answered because the search engine did not. */
  degraded: boolean;
  total: number;
  pageCount: number;
  capabilities: CapabilitySummary[];
  facets: { name: FacetName; choices: FacetChoice[] }[];
  /** labels of the leaves that were read out of the words, the surest first */
  understood: string[];
}

const shownChoices = 14;
/** From here on a reading of the words may be shown as such (see recogniseLeaves). */
const SURE = 0.6;
const shownReadings = 4;

/** Everything a page of the directory shows, in the reader's language. */
export async function loadDirectoryPage(state: DirectoryState, locale: Locale): Promise<DirectoryPageData> {
  const { query, filters, page } = state;
  const answer = await searchCapabilities({
    query,
    filters,
    offset: (page - 1) * pageSize,
    limit: pageSize,
  });
  const readings = (answer.understood?.leaves ?? [])
    .flatMap(({ readings: found }) => [...found])
    .filter(([, confidence]) => confidence >= SURE)
    .sort((a, b) => b[1] - a[1])
    .map(([leaf]) => labelOf(leaf, locale));
  return {
    state,
    degraded: answer.degraded,
    total: answer.total,
    pageCount: Math.max(1, Math.ceil(answer.total / pageSize)),
    capabilities: answer.hits.map(({ document }) => summaryOf(document, locale)),
    facets: facetNames
      .map((name) => ({ name, choices: choicesOf(name, answer.facets[name], filters, locale) }))
      .filter(({ choices }) => choices.length > 0),
    understood: [...new Set(readings)].slice(0, shownReadings),
  };
}

/** The most frequent values, and every chosen one even if nothing is left of it. */
function choicesOf(
  name: FacetName,
  counts: readonly FacetCount[],
  filters: Filters,
  locale: Locale,
): FacetChoice[] {
  const chosen = new Set(filters[name] ?? []);
  const counted = new Map(counts.map(({ value, count }) => [value, count]));
  const values = new Set([...counts.slice(0, shownChoices).map(({ value }) => value), ...chosen]);
  return [...values].map((value) => ({
    value,
    label: facetLabel(name, value, locale),
    count: counted.get(value) ?? 0,
    chosen: chosen.has(value),
  }));
}

export function facetLabel(name: FacetName, value: string, locale: Locale): string {
  if (name === 'department') return departmentLabel(value);
  return name === 'standard' ? value : labelOf(value, locale);
}

export function summaryOf(document: CapabilityDocument, locale: Locale): CapabilitySummary {
  const { maker } = document;
  const department = maker.department === null ? null : departmentLabel(maker.department);
  return {
    ref: document.ref,
    title: document.title,
    description: document.description,
    family: labelOf(document.family, locale),
    leaves: document.leaves.map((leaf) => labelOf(leaf, locale)),
    standards: document.standards,
    limits: {
      moq: document.moq,
      maxBatch: document.maxBatch,
      monthlyCapacity: document.monthlyCapacity,
      prototypeLeadDays: document.prototypeLeadDays,
      seriesLeadDays: document.seriesLeadDays,
      frenchOriginPct: document.frenchOriginPct,
    },
    maker: { ref: maker.ref, name: maker.name, place: placeOf(maker.city, department, maker.country) },
  };
}
