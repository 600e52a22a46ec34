import { type RawBuilder, sql } from 'kysely';
import type { OpenTransaction } from '~db/client.server';
import type { ExchangeFile } from './exchange-files';
import { exchangeFiles } from './exchange-files';
import type { Fault } from './faults';

/**
 * Rows wait in temporary tables until all are judged, so that a long import holds one batch in memory, and so that
 * references are checked and rows are written set by set. The tables end with the transaction.
 */

export type StagedTable =
  | 'import_organisations'
  | 'import_capabilities'
  | 'import_needs'
  | 'import_group_purchases'
  | 'import_participants'
  | 'import_offers'
  | 'import_faults';

/** The table that holds a file's rows. */
export const tableOfFile = {
  'organisations.csv': 'import_organisations',
  'capabilities.csv': 'import_capabilities',
  'needs.csv': 'import_needs',
  'group_purchases.json': 'import_group_purchases',
} as const satisfies Record<ExchangeFile, StagedTable>;

// `n` is the row's place in its file; a row that is not `valid` keeps only what others may refer to.
const head = 'n integer, line integer, valid boolean, ref text';
const subject = 'title text, description text, family text, leaves text[], specs jsonb';
const definitions: Record<StagedTable | 'import_changes', string> = {
  import_organisations: `${head}, kind text, name text, siren text, vat text, naf text, street text, postcode text,
    city text, department text, country text, latitude double precision, longitude double precision,
    headcount integer, website text, contact_email text, certifications text[], description text`,
  import_capabilities: `${head}, organisation_ref text, ${subject}, moq integer, max_batch integer,
    monthly_capacity integer, prototype_lead_days integer, series_lead_days integer, unit_price_min_cents bigint,
    unit_price_max_cents bigint, french_origin_pct numeric(5, 2), standards text[]`,
  import_needs: `${head}, organisation_ref text, ${subject}, prototype_quantity integer, series_quantity integer,
    annual_quantity integer, target_unit_price_cents bigint, needed_by date, french_origin_min_pct numeric(5, 2),
    standards text[], visibility text`,
  import_group_purchases: `${head}, organisation_ref text, owner_line integer, ${subject}, opens_at timestamptz, closes_at timestamptz,
    minimum_quantity integer, minimum_participants integer, tier_quantities integer[]`,
  import_participants: `n integer, line integer, path text, organisation_ref text, demand jsonb, quantity integer,
    firmness text`,
  import_offers: `n integer, line integer, path text, organisation_ref text, tiers jsonb, fixed_cost_cents bigint,
    capacity integer, minimum_order integer, lead_days integer, valid_until date, french_origin_pct numeric(5, 2)`,
  import_faults: 'file integer, line integer, n integer, "column" text, code text, shown text, detail text',
  import_changes: 'id bigint generated always as identity, kind text, row_id uuid, created boolean',
};

export async function createStaging(trx: OpenTransaction): Promise<void> {
  for (const [table, columns] of Object.entries(definitions))
    await sql`create temporary table ${sql.table(table)} (${sql.raw(columns)}) on commit drop`.execute(trx);
}

/** After the last row: the planner must know how many there are. */
export async function indexStaging(trx: OpenTransaction): Promise<void> {
  for (const table of Object.values(tableOfFile)) {
    await sql`create index on ${sql.table(table)} (ref)`.execute(trx);
    await sql`analyze ${sql.table(table)}`.execute(trx);
  }
  for (const table of ['import_participants', 'import_offers'])
    await sql`analyze ${sql.table(table)}`.execute(trx);
}

const batchRows = 500;

/** Gathers records for one staged table and writes them by batches. */
export class StagingWriter {
  #records: object[] = [];

  constructor(
    private readonly trx: OpenTransaction,
    private readonly table: StagedTable,
  ) {}

  async add(record: object): Promise<void> {
    this.#records.push(record);
    if (this.#records.length >= batchRows) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.#records.length === 0) return;
    const batch = JSON.stringify(this.#records);
    this.#records = [];
    const table = sql.table(this.table);
    await sql`insert into ${table} select * from jsonb_populate_recordset(null::${table}, ${batch}::jsonb)`.execute(
      this.trx,
    );
  }
}

export class FaultWriter {
  count = 0;
  readonly #writer: StagingWriter;

  constructor(trx: OpenTransaction) {
    this.#writer = new StagingWriter(trx, 'import_faults');
  }

  async add(file: ExchangeFile, n: number, found: Fault): Promise<void> {
    this.count += 1;
    await this.#writer.add({ ...found, file: exchangeFiles.indexOf(file), n });
  }

  flush(): Promise<void> {
    return this.#writer.flush();
  }
}

const pageRows = 1_000;

/** A query's rows, a page in memory at a time. One at a time in a transaction (the cursor has one name), and read to its end. */
export async function* streamRows<Row>(trx: OpenTransaction, query: RawBuilder<Row>): AsyncGenerator<Row> {
  await sql`declare import_pages no scroll cursor for ${query}`.execute(trx);
  for (;;) {
    const { rows } = await sql<Row>`fetch ${sql.lit(pageRows)} from import_pages`.execute(trx);
    yield* rows;
    if (rows.length < pageRows) break;
  }
  await sql`close import_pages`.execute(trx); // after a fault, the transaction's end closes it
}

/** Every fault, by file and line. */
export async function* readFaults(trx: OpenTransaction): AsyncGenerator<Fault & { file: ExchangeFile }> {
  const sorted = sql<Fault & { fileNumber: number }>`
    select file as "fileNumber", line, "column", code, shown, detail from import_faults
    order by file, line, n, ctid`;
  for await (const { fileNumber, ...found } of streamRows(trx, sorted)) {
    const file = exchangeFiles[fileNumber];
    if (file) yield { ...found, file };
  }
}
