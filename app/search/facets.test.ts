import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CapabilityDocument } from './capability-document';
import { type Filters, facetNames } from './facet-names';
import { countFacets, facetValuesOf, passesFilters } from './facets';

const anyDocument: fc.Arbitrary<CapabilityDocument> = fc
  .record({
    family: fc.constantFrom('CAD', 'BOI'),
    leaves: fc.subarray(['cad/cadran', 'cad/soleillage', 'boi/acier-316l', 'boi/satinage', 'ass/emboitage']),
    standards: fc.subarray(['ISO 22810', 'REACH']),
    department: fc.constantFrom('25', '39', null),
    certifications: fc.subarray(['ISO9001', 'REACH']),
  })
  .map(({ department, certifications, ...facts }) => ({
    ...facts,
    id: 'id',
    ref: 'ref',
    version: 1,
    title: '',
    description: '',
    specWords: [],
    specs: {},
    moq: null,
    maxBatch: null,
    monthlyCapacity: null,
    prototypeLeadDays: null,
    seriesLeadDays: null,
    frenchOriginPct: null,
    maker: { ref: 'maker', name: '', city: '', country: 'FR', department, certifications },
  }));

const anyFilters: fc.Arbitrary<Filters> = fc
  .record({
    family: fc.subarray(['CAD', 'BOI']),
    finish: fc.subarray(['boi/satinage']),
    department: fc.subarray(['25', '39']),
    standard: fc.subarray(['REACH', 'ISO9001']),
  })
  .map((filters) => Object.fromEntries(Object.entries(filters).filter(([, values]) => values.length > 0)));

test('a count is the number of results that the value alone would leave in its facet', () => {
  fc.assert(
    fc.property(fc.array(anyDocument, { maxLength: 12 }), anyFilters, (documents, filters) => {
      const counts = countFacets(documents, filters);
      for (const name of facetNames) {
        for (const { value, count } of counts[name]) {
          const alone = { ...filters, [name]: [value] };
          expect(documents.filter((document) => passesFilters(document, alone))).toHaveLength(count);
        }
        const counted = new Set(counts[name].map(({ value }) => value));
        for (const document of documents)
          if (passesFilters(document, filters))
            for (const value of facetValuesOf(document, name)) expect(counted).toContain(value);
      }
    }),
  );
});
