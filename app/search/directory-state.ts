import { type FacetName, type Filters, facetNames } from './facet-names';

/** What a directory page shows; all of it stands in the URL. */
export interface DirectoryState {
  readonly query: string;
  readonly filters: Filters;
  /** from 1 */
  readonly page: number;
}

const parameterOf: Record<FacetName, string> = {
  family: 'famille',
  component: 'composant',
  process: 'procede',
  material: 'matiere',
  finish: 'finition',
  service: 'service',
  department: 'departement',
  standard: 'norme',
};

/** The name of a facet's field in the form, which is that of its parameter in the URL. */
export function facetParameter(name: FacetName): string {
  return parameterOf[name];
}

export const pageSize = 20;
export const maximumPage = 500;
/** The query string of a state, `?` included; empty for the directory's first page. Equal states, equal strings. */
export function formatDirectoryState(state: DirectoryState): string {
  const parameters = new URLSearchParams();
  if (state.query !== '') parameters.set('q', state.query);
  for (const name of facetNames)
    for (const value of [...(state.filters[name] ?? [])].sort()) parameters.append(parameterOf[name], value);
  if (state.page > 1) parameters.set('page', String(state.page));
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

/** The state with one value of a facet chosen or given up; back on the first page. */
export function toggleFilter(state: DirectoryState, name: FacetName, value: string): DirectoryState {
  const chosen = state.filters[name] ?? [];
  const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value].sort();
  const { [name]: _, ...others } = state.filters;
  return { ...state, page: 1, filters: next.length > 0 ? { ...others, [name]: next } : others };
}
