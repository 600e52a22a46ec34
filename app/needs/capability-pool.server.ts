import { sql } from 'kysely';
import { CandidateIndex } from '~/matching/candidate-index';
import { type PreparedCapability, prepareCapability } from '~/matching/prepare-capability';
import { database } from '~db/client.server';
import { loadCapabilityRecords } from './matching-records.server';

/** Every capability read and indexed once, until one of them changes. */
export interface CapabilityPool {
  index: CandidateIndex;
  byRef: ReadonlyMap<string, { id: string; organisationId: string; prepared: PreparedCapability }>;
}

let held: { version: string; pool: Promise<CapabilityPool> } | undefined;

/**
 * The pool as the database stands now. The version is asked each time, which costs one small query; reading and
 * indexing again happens only when a capability or a maker has changed, and once for all who ask meanwhile.
 */
export async function capabilityPool(): Promise<CapabilityPool> {
  const version = await poolVersion();
  if (held?.version !== version) {
    const pool = buildPool();
    held = { version, pool };
    // A failed reading must not stay: the next one tries again.
    pool.catch(() => {
      if (held?.pool === pool) held = undefined;
    });
  }
  return held.pool;
}

async function poolVersion(): Promise<string> {
  const { rows } = await sql<{ version: string }>`
    select (select count(*) || ' ' || coalesce(max(updated_at)::text, '') from capabilities) || ' ' ||
           (select count(*) || ' ' || coalesce(max(updated_at)::text, '') from organisations) as version
  `.execute(database());
  return rows[0]?.version ?? '';
}

async function buildPool(): Promise<CapabilityPool> {
  const capabilities = await loadCapabilityRecords(database());
  const byRef = new Map(
    capabilities.map(({ id, organisationId, record }) => [
      record.ref,
      { id, organisationId, prepared: prepareCapability(record) },
    ]),
  );
  return { index: new CandidateIndex([...byRef.values()].map((one) => one.prepared)), byRef };
}
