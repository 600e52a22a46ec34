import { organisationKinds } from '~/accounts/actor';
import { isSiren } from '~/organisations/siren';
import { expectedVatNumber, isFrenchVatNumber, isVatNumberOfSiren } from '~/organisations/vat-number';
import * as cells from './cells';
import type { PartialRow, Report } from './check-row';
import { hasSiren, isCountry, isDepartment } from './french-places';

/** The rows of the three CSV files: a schema for each column, and what must hold between columns. */

const percent = cells.decimal(0, 100);

export const organisationShape = {
  ref: cells.ref,
  kind: cells.choice(organisationKinds),
  name: cells.neededText(200),
  siren: cells.statedText(20),
  vat: cells.statedText(20),
  naf: cells.statedText(10),
  street: cells.text(300),
  postcode: cells.text(20),
  city: cells.text(120),
  department: cells.statedText(10),
  country: cells.neededText(10),
  latitude: cells.decimal(-90, 90),
  longitude: cells.decimal(-180, 180),
  headcount: cells.integer(0),
  website: cells.website,
  contact_email: cells.email,
  certifications: cells.list(),
  description: cells.text(5000),
} as const;

export function checkOrganisation(row: PartialRow<typeof organisationShape>, report: Report): void {
  if (row.naf && !/^\d{2}\.\d{2}[A-Z]$/.test(row.naf)) report('naf', 'naf', row.naf);
  if (row.department && !isDepartment(row.department)) report('department', 'department', row.department);
  if ((row.latitude === null) !== (row.longitude === null) && 'latitude' in row && 'longitude' in row)
    report(row.latitude === null ? 'latitude' : 'longitude', 'coordinates');
  if (row.country === undefined) return;
  if (!isCountry(row.country)) report('country', 'country', row.country);
  else if (hasSiren(row.country)) checkFrench(row, report);
  else {
    if (row.siren) report('siren', 'siren-foreign', row.siren);
    const isMonacan = row.country === 'MC' && row.vat?.startsWith('FR') && isFrenchVatNumber(row.vat);
    if (row.vat && !isMonacan) report('vat', 'vat-foreign', row.vat);
  }
}

function checkFrench(row: PartialRow<typeof organisationShape>, report: Report): void {
  if (row.postcode && !/^\d{5}$/.test(row.postcode)) report('postcode', 'postcode', row.postcode);
  if (row.country === 'FR' && row.department === null) report('department', 'department-missing');
  if (row.siren === null) report('siren', 'siren-missing');
  else if (row.siren !== undefined && !isSiren(row.siren)) report('siren', 'siren', row.siren);
  else if (row.siren !== undefined && row.vat && !isVatNumberOfSiren(row.vat, row.siren))
    report('vat', 'vat', row.vat, expectedVatNumber(row.siren));
}

export const capabilityShape = {
  ref: cells.ref,
  organisation_ref: cells.ref,
  title: cells.neededText(200),
  description: cells.text(5000),
  family: cells.family,
  leaves: cells.leaves,
  specs: cells.specs,
  moq: cells.integer(1),
  max_batch: cells.integer(1),
  monthly_capacity: cells.integer(0),
  prototype_lead_days: cells.integer(0, 36_500),
  series_lead_days: cells.integer(0, 36_500),
  unit_price_min_eur: cells.indicativeMoney('minimum'),
  unit_price_max_eur: cells.indicativeMoney('maximum'),
  french_origin_pct: percent,
  standards: cells.list(),
} as const;

export function checkCapability(row: PartialRow<typeof capabilityShape>, report: Report): void {
  const { moq, max_batch: maxBatch, unit_price_min_eur: low, unit_price_max_eur: high } = row;
  if (moq != null && maxBatch != null && maxBatch < moq)
    report('max_batch', 'batch-below-moq', String(maxBatch), String(moq));
  if (low != null && high != null && high < low)
    report('unit_price_max_eur', 'price-range', euros(high), euros(low));
}

function euros(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}

export const needShape = {
  ref: cells.ref,
  organisation_ref: cells.ref,
  title: cells.neededText(200),
  description: cells.text(5000),
  family: cells.family,
  leaves: cells.leaves,
  specs: cells.specs,
  prototype_quantity: cells.integer(0),
  series_quantity: cells.integer(0),
  annual_quantity: cells.integer(0),
  target_unit_price_eur: cells.money,
  needed_by: cells.day,
  french_origin_min_pct: percent,
  standards: cells.list(),
  visibility: cells.choice(['public', 'matched', 'anonymous']),
} as const;
