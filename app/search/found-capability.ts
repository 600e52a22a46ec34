import type { FacetCounts } from './facets';

/** A row of an index or table that answers, and by which version it is known. */
export interface FoundCapability {
  readonly id: string;
  readonly version: number;
}

export interface BrowsedCapabilities {
  readonly found: readonly FoundCapability[];
  readonly total: number;
  readonly facets: FacetCounts;
}
