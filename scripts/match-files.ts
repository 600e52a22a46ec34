import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { parseSpecs } from '~/capabilities/specs';
import { comparableSpecs } from '~/matching/comparable-specs';
import type { CapabilityRecord, MakerFacts, NeedRecord } from '~/matching/match-records';
import { findAttribute } from '~/taxonomy/attributes';
import type { ComparableSpecs } from '~/taxonomy/comparable-value';
import { findFamily, findLeaf } from '~/taxonomy/taxonomy';

/** A wrong cell: printed as `file:line column: what, expected`. */
export interface RowFault {
  readonly file: string;
  readonly line: number;
  readonly column: string;
  readonly what: string;
  readonly expected: string;
}

export function faultText(fault: RowFault): string {
  return `${fault.file}:${fault.line} ${fault.column}: ${fault.what}, expected ${fault.expected}`;
}

type Row = Readonly<Record<string, string>>;

const EXPECTED_SPECS = 'key=min..max, key=value or key=a|b with keys of the attributes, separated by ;';

class RowReader {
  constructor(
    private readonly file: string,
    private readonly line: number,
    private readonly row: Row,
    private readonly faults: RowFault[],
  ) {}

  fault(column: string, what: string, expected: string): void {
    this.faults.push({ file: this.file, line: this.line, column, what, expected });
  }

  text(column: string): string {
    return (this.row[column] ?? '').trim();
  }

  list(column: string): string[] {
    return this.text(column)
      .split('|')
      .map((item) => item.trim())
      .filter((item) => item !== '');
  }

  whole(column: string): number | undefined {
    const text = this.text(column);
    if (text === '') return undefined;
    if (/^\d{1,12}$/.test(text)) return Number(text);
    this.fault(column, `"${text}"`, 'a whole number');
    return undefined;
  }

  percent(column: string): number | undefined {
    const value = this.whole(column);
    if (value === undefined || value <= 100) return value;
    this.fault(column, `"${value}"`, 'a percentage from 0 to 100');
    return undefined;
  }

  cents(column: string): number | undefined {
    const text = this.text(column);
    if (text === '') return undefined;
    if (/^\d{1,10}(?:\.\d{1,4})?$/.test(text)) return Math.round(Number(text) * 100);
    this.fault(column, `"${text}"`, 'an amount in euros such as 7.50');
    return undefined;
  }

  degrees(column: string): number | undefined {
    const text = this.text(column);
    return text !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
  }

  date(column: string): string | undefined {
    const text = this.text(column);
    if (text === '') return undefined;
    if (/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
    this.fault(column, `"${text}"`, 'a date such as 2027-03-15');
    return undefined;
  }

  family(required: boolean): string | undefined {
    const code = this.text('family');
    if (code === '' && !required) return undefined;
    if (findFamily(code)) return code;
    this.fault('family', `"${code}"`, 'a family code of the taxonomy such as CAD');
    return undefined;
  }

  leaves(): string[] {
    return this.list('leaves').filter((id) => {
      if (findLeaf(id)) return true;
      this.fault('leaves', `unknown leaf "${id}"`, 'leaf ids of the taxonomy such as cad/cadran');
      return false;
    });
  }

  specs(): ComparableSpecs {
    const { specs, issues } = parseSpecs(this.text('specs'), findAttribute);
    for (const { code, part, expected } of issues)
      this.fault(
        'specs',
        `"${part}" ${code.replaceAll('-', ' ')}`,
        expected.length > 0 ? expected.join(' or ') : EXPECTED_SPECS,
      );
    return comparableSpecs(specs);
  }

  ref(): string {
    const ref = this.text('ref');
    if (ref === '') this.fault('ref', 'empty', 'a ref unique in the file');
    return ref;
  }
}

interface ReadRows<T> {
  readonly rows: T[];
  readonly faults: RowFault[];
}

function readCsv<T>(file: string, columns: readonly string[], read: (reader: RowReader) => T): ReadRows<T> {
  const faults: RowFault[] = [];
  let records: { record: Row; info: { lines: number } }[];
  try {
    records = parse(readFileSync(file), {
      columns: true,
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    });
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return {
      rows: [],
      faults: [{ file, line: 1, column: '-', what, expected: 'a CSV file (UTF-8, comma, RFC 4180)' }],
    };
  }
  const header = Object.keys(records[0]?.record ?? {});
  for (const column of columns) {
    if (records.length > 0 && !header.includes(column)) {
      faults.push({ file, line: 1, column, what: 'column missing', expected: columns.join(',') });
    }
  }
  if (faults.length > 0) return { rows: [], faults };
  const seen = new Set<string>();
  const rows = records.map(({ record, info }) => {
    const reader = new RowReader(file, info.lines, record, faults);
    const ref = reader.ref();
    if (ref !== '' && seen.has(ref)) reader.fault('ref', `"${ref}" twice`, 'a ref unique in the file');
    seen.add(ref);
    return read(reader);
  });
  return { rows, faults };
}

function stated<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  const result: { [P in K]?: V } = {};
  if (value !== undefined) result[key] = value;
  return result;
}

/** Reads a `needs.csv`. Empty cells of family, leaves and specs are allowed: the text is read instead. */
export function readNeedsFile(file: string): ReadRows<NeedRecord> {
  return readCsv(file, ['ref', 'title', 'description'], (row) => {
    const need: NeedRecord = {
      ref: row.ref(),
      title: row.text('title'),
      description: row.text('description'),
      leaves: row.leaves(),
      specs: row.specs(),
      standards: row.list('standards'),
      ...stated('family', row.family(false)),
      ...stated('prototypeQuantity', row.whole('prototype_quantity')),
      ...stated('seriesQuantity', row.whole('series_quantity')),
      ...stated('annualQuantity', row.whole('annual_quantity')),
      ...stated('targetUnitPriceCents', row.cents('target_unit_price_eur')),
      ...stated('neededBy', row.date('needed_by')),
      ...stated('frenchOriginMinPct', row.percent('french_origin_min_pct')),
    };
    if (need.title === '' && need.description === '' && need.leaves.length === 0) {
      row.fault('title', 'nothing asked', 'a title, a description or leaves');
    }
    return need;
  });
}

function readMakers(file: string): Map<string, MakerFacts> {
  const { rows } = readCsv(
    file,
    ['ref', 'name'],
    (row): MakerFacts => ({
      ref: row.ref(),
      name: row.text('name'),
      country: row.text('country'),
      department: row.text('department'),
      certifications: row.list('certifications'),
      description: row.text('description'),
      ...stated('latitude', row.degrees('latitude')),
      ...stated('longitude', row.degrees('longitude')),
    }),
  );
  return new Map(rows.map((maker) => [maker.ref, maker]));
}

/** Reads a `capabilities.csv`, with the makers of an `organisations.csv` when one is given. */
export function readCapabilitiesFile(file: string, organisationsFile?: string): ReadRows<CapabilityRecord> {
  const makers =
    organisationsFile === undefined ? new Map<string, MakerFacts>() : readMakers(organisationsFile);
  return readCsv(file, ['ref', 'title', 'description', 'family', 'leaves', 'specs'], (row) => ({
    ref: row.ref(),
    title: row.text('title'),
    description: row.text('description'),
    family: row.family(true) ?? '',
    leaves: row.leaves(),
    specs: row.specs(),
    standards: row.list('standards'),
    ...stated('maker', makers.get(row.text('organisation_ref'))),
    ...stated('moq', row.whole('moq')),
    ...stated('maxBatch', row.whole('max_batch')),
    ...stated('monthlyCapacity', row.whole('monthly_capacity')),
    ...stated('prototypeLeadDays', row.whole('prototype_lead_days')),
    ...stated('seriesLeadDays', row.whole('series_lead_days')),
    ...stated('unitPriceMinCents', row.cents('unit_price_min_eur')),
    ...stated('unitPriceMaxCents', row.cents('unit_price_max_eur')),
    ...stated('frenchOriginPct', row.percent('french_origin_pct')),
  }));
}
