import { findFamily, findLeaf, type LeafKind } from '~/taxonomy/taxonomy';
import { type CapabilityDocument, leavesOfKind } from './capability-document';
import { type FacetName, type Filters, facetNames } from './facet-names';

export interface FacetCount {
  readonly value: string;
  readonly count: number;
}

export type FacetCounts = Readonly<Record<FacetName, readonly FacetCount[]>>;

const leafKinds = new Set<string>(['component', 'process', 'material', 'finish', 'service']);

export function isLeafFacet(name: FacetName): name is LeafKind {
  return leafKinds.has(name);
}

/** What a capability counts for in a facet. A standard is the capability's own, or a certificate of its maker. */
export function facetValuesOf(document: CapabilityDocument, name: FacetName): readonly string[] {
  if (isLeafFacet(name)) return leavesOfKind(document.leaves, name);
  if (name === 'family') return [document.family];
  if (name === 'department') return document.maker.department === null ? [] : [document.maker.department];
  return [...new Set([...document.standards, ...document.maker.certifications])];
}

/** Could this be a value of the facet? What could not is dropped from a URL instead of finding nothing. */
export function isFacetValue(name: FacetName, value: string): boolean {
  if (isLeafFacet(name)) return findLeaf(value)?.kind === name;
  if (name === 'family') return findFamily(value) !== undefined;
  if (name === 'department') return /^(\d{2,3}|2[AB])$/.test(value);
  return value.length > 0 && value.length <= 60 && value === value.trim() && !/\p{Cc}/u.test(value);
}

export function passesFilters(document: CapabilityDocument, filters: Filters, except?: FacetName): boolean {
  return facetNames.every((name) => {
    const chosen = filters[name];
    if (!chosen || chosen.length === 0 || name === except) return true;
    const values = facetValuesOf(document, name);
    return chosen.some((value) => values.includes(value));
  });
}

/**
 * Counts of each facet's values among documents that pass the choices of the other facets, so that a second value of
 * a facet shows what it would add. Most frequent first, ties by value.
 */
export function countFacets(documents: readonly CapabilityDocument[], filters: Filters): FacetCounts {
  return forEachFacet((name) => {
    const counts = new Map<string, number>();
    for (const document of documents)
      if (passesFilters(document, filters, name))
        for (const value of facetValuesOf(document, name)) counts.set(value, (counts.get(value) ?? 0) + 1);
    return sortCounts(counts);
  });
}

/** A record with an entry for every facet. */
export function forEachFacet<Value>(make: (name: FacetName) => Value): Record<FacetName, Value> {
  return {
    family: make('family'),
    component: make('component'),
    process: make('process'),
    material: make('material'),
    finish: make('finish'),
    service: make('service'),
    department: make('department'),
    standard: make('standard'),
  };
}

export function sortCounts(counts: Iterable<readonly [string, number]>): FacetCount[] {
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

export function hasFilters(filters: Filters): boolean {
  return facetNames.some((name) => (filters[name]?.length ?? 0) > 0);
}
