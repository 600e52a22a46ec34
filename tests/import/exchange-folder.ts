import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { type CsvFile, csvColumns } from '~/import/exchange-files';
import { expectedVatNumber } from '~/organisations/vat-number';
import { makeSiren } from '~db/factories/organisations.server';

/** A folder with these files, removed after the test file. */
export function exchangeFolder(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'rouage-import-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

/** A CSV file of rows; absent columns are empty. */
export function csvText(
  file: CsvFile,
  rows: readonly Readonly<Record<string, string>>[],
  end = '\n',
): string {
  const columns: readonly string[] = csvColumns[file];
  const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = rows.map((row) => columns.map((column) => cell(row[column] ?? '')).join(','));
  return [columns.join(','), ...lines].join(end) + end;
}

export function organisationRow(serial: number, overrides: Readonly<Record<string, string>> = {}) {
  const siren = makeSiren(serial);
  return {
    ref: `org-i${serial}`,
    kind: 'maker',
    name: `Atelier ${serial}`,
    siren,
    vat: expectedVatNumber(siren),
    naf: '26.52Z',
    postcode: '25000',
    city: 'Besançon',
    department: '25',
    country: 'FR',
    contact_email: `atelier-${serial}@import.example`,
    ...overrides,
  };
}

export function capabilityRow(
  number: number,
  owner: string,
  overrides: Readonly<Record<string, string>> = {},
) {
  return {
    ref: `cap-i${number}`,
    organisation_ref: owner,
    title: 'Cadrans soleillés',
    family: 'CAD',
    leaves: 'cad/cadran|cad/soleillage',
    specs: 'diameter_mm=20..38;feet_count=2|4',
    moq: '100',
    max_batch: '5000',
    unit_price_min_eur: '32.5',
    unit_price_max_eur: '68',
    ...overrides,
  };
}

export function needRow(number: number, owner: string, overrides: Readonly<Record<string, string>> = {}) {
  return {
    ref: `need-i${number}`,
    organisation_ref: owner,
    title: 'Glaces saphir plates',
    family: 'VER',
    leaves: 'ver/verre-saphir-plat',
    specs: 'diameter_mm=30.5',
    series_quantity: '900',
    target_unit_price_eur: '7.50',
    needed_by: '2027-03-15',
    visibility: 'public',
    ...overrides,
  };
}

export function groupPurchase(
  number: number,
  lead: string,
  overrides: Readonly<Record<string, unknown>> = {},
) {
  return {
    ref: `gp-i${number}`,
    lead_ref: lead,
    title: 'Glaces saphir',
    description: '',
    family: 'VER',
    leaves: ['ver/verre-saphir-plat'],
    specs: { diameter_mm: '30.5' },
    opens_at: '2026-11-01T08:00:00Z',
    closes_at: '2026-12-15T17:00:00Z',
    minimum_quantity: 1000,
    minimum_participants: 3,
    participants: [
      {
        organisation_ref: lead,
        demand: [
          { quantity: 500, max_unit_price_eur: '3.60' },
          { quantity: 300, max_unit_price_eur: '4.20' },
        ],
        firmness: 'firm',
      },
    ],
    offers: [],
    ...overrides,
  };
}
