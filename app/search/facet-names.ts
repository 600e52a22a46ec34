/** What a directory is narrowed by. Light on purpose: the browser has this, the taxonomy stays on the server. */
export const facetNames = [
  'family',
  'component',
  'process',
  'material',
  'finish',
  'service',
  'department',
  'standard',
] as const;
export type FacetName = (typeof facetNames)[number];

/** Values chosen by facet: any of one facet, all of the facets together. A facet without choice is absent. */
export type Filters = Readonly<Partial<Record<FacetName, readonly string[]>>>;
