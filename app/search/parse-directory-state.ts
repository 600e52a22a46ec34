import { type DirectoryState, facetParameter, maximumPage } from './directory-state';
import { type FacetName, facetNames } from './facet-names';
import { isFacetValue } from './facets';
import { MAXIMUM_QUERY_LENGTH } from './understand-query';

const maximumValues = 20;

/** Read a URL's parameters. What makes no sense is left out: a shared link never breaks. */
export function parseDirectoryState(parameters: URLSearchParams): DirectoryState {
  const filters: Partial<Record<FacetName, string[]>> = {};
  for (const name of facetNames) {
    const given = parameters.getAll(facetParameter(name)).filter((value) => isFacetValue(name, value));
    const values = [...new Set(given)].sort().slice(0, maximumValues);
    if (values.length > 0) filters[name] = values;
  }
  const page = parameters.get('page') ?? '';
  return {
    query: cleanQuery(parameters.get('q') ?? ''),
    filters,
    page: /^[1-9]\d{0,3}$/.test(page) ? Math.min(Number(page), maximumPage) : 1,
  };
}

/** One line, single spaces, bounded. */
export function cleanQuery(text: string): string {
  const line = text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, MAXIMUM_QUERY_LENGTH);
  return line.replace(/\p{Cs}/gu, '').trim(); // half a character, sent so or left by the cut
}
