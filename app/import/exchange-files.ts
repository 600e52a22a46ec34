/** The files that move the marketplace's data in bulk: their names, in the order in which they are read. */
export const exchangeFiles = [
  'organisations.csv',
  'capabilities.csv',
  'needs.csv',
  'group_purchases.json',
] as const;
export type ExchangeFile = (typeof exchangeFiles)[number];
export type CsvFile = Exclude<ExchangeFile, 'group_purchases.json'>;

/** Files that stand beside them but belong to the program: a release brings them, an import does not. */
export const programFiles = ['taxonomy.json', 'attributes.json'] as const;

export const csvColumns = {
  'organisations.csv': [
    'ref',
    'kind',
    'name',
    'siren',
    'vat',
    'naf',
    'street',
    'postcode',
    'city',
    'department',
    'country',
    'latitude',
    'longitude',
    'headcount',
    'website',
    'contact_email',
    'certifications',
    'description',
  ],
  'capabilities.csv': [
    'ref',
    'organisation_ref',
    'title',
    'description',
    'family',
    'leaves',
    'specs',
    'moq',
    'max_batch',
    'monthly_capacity',
    'prototype_lead_days',
    'series_lead_days',
    'unit_price_min_eur',
    'unit_price_max_eur',
    'french_origin_pct',
    'standards',
  ],
  'needs.csv': [
    'ref',
    'organisation_ref',
    'title',
    'description',
    'family',
    'leaves',
    'specs',
    'prototype_quantity',
    'series_quantity',
    'annual_quantity',
    'target_unit_price_eur',
    'needed_by',
    'french_origin_min_pct',
    'standards',
    'visibility',
  ],
} as const satisfies Record<CsvFile, readonly string[]>;
