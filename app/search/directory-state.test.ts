import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { families, leaves } from '~/taxonomy/taxonomy';
import { type DirectoryState, formatDirectoryState, maximumPage, toggleFilter } from './directory-state';
import { type FacetName, type Filters, facetNames } from './facet-names';
import { isLeafFacet } from './facets';
import { cleanQuery, parseDirectoryState } from './parse-directory-state';

const parse = (search: string) => parseDirectoryState(new URLSearchParams(search));

function anyValues(name: FacetName): fc.Arbitrary<string> {
  if (name === 'family') return fc.constantFrom(...families.map(({ code }) => code));
  if (name === 'department') return fc.constantFrom('25', '2A', '974');
  if (isLeafFacet(name))
    return fc.constantFrom(...leaves.filter(({ kind }) => kind === name).map(({ id }) => id));
  return fc.string({ minLength: 1, maxLength: 60 }).map((text) => cleanQuery(text) || 'ISO 22810');
}

const anyState: fc.Arbitrary<DirectoryState> = fc.record({
  query: fc.string({ maxLength: 500, unit: 'binary' }).map(cleanQuery),
  page: fc.integer({ min: 1, max: maximumPage }),
  filters: fc
    .subarray([...facetNames])
    .chain((names) =>
      fc.tuple(
        ...names.map((name) =>
          fc
            .uniqueArray(anyValues(name), { minLength: 1, maxLength: 5 })
            .map((values) => [name, values.sort()] as const),
        ),
      ),
    )
    .map((entries): Filters => Object.fromEntries(entries)),
});

test('a state is read back from its URL as it was', () => {
  fc.assert(
    fc.property(anyState, (state) => {
      expect(parse(formatDirectoryState(state))).toEqual(state);
    }),
  );
});

test('equal states have equal URLs, and any URL has a state that formats to a fixed point', () => {
  fc.assert(
    fc.property(fc.webQueryParameters(), (search) => {
      const formatted = formatDirectoryState(parse(search));
      expect(formatDirectoryState(parse(formatted))).toBe(formatted);
    }),
  );
});

test('a value chosen and given up again leaves the state as it was, on its first page', () => {
  fc.assert(
    fc.property(anyState, fc.constantFrom('25', '39'), (state, department) => {
      const twice = toggleFilter(toggleFilter(state, 'department', department), 'department', department);
      expect(twice).toEqual({ ...state, page: 1 });
    }),
  );
});

describe('what makes no sense is left out', () => {
  test.each([
    ['famille=XXX', {}],
    ['famille=CAD&famille=CAD', { family: ['CAD'] }],
    ['composant=cad/soleillage', {}], // a process
    ['procede=cad/soleillage', { process: ['cad/soleillage'] }],
    ['departement=250000', {}],
    ['norme=', {}],
  ])('%s', (search, filters) => expect(parse(search).filters).toEqual(filters));

  test.each([
    ['page=0', 1],
    ['page=-3', 1],
    ['page=2.5', 1],
    ['page=99999', 1],
    ['page=9999', maximumPage],
    ['page=7', 7],
  ])('%s', (search, page) => expect(parse(search).page).toBe(page));

  test('a query is one line of bounded length, without half characters', () => {
    expect(parse('q=%20cadran%0A%09email%20').query).toBe('cadran email');
    expect(cleanQuery('x'.repeat(5_000))).toHaveLength(400);
    expect(cleanQuery(`${'x'.repeat(399)}😀`)).toBe('x'.repeat(399));
  });
});
