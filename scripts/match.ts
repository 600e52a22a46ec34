/**
 * npm run match -- --needs FILE.csv --top N --out FILE.tsv [--capabilities FILE.csv] [--organisations FILE.csv] [--today DATE]
 *
 * Matches needs (which need not be in the database) with the database's capabilities, or with those of a file, and
 * writes lines
 * `need ref<TAB>capability ref<TAB>score`, best first. Pairs below the proposing threshold are printed with their low
 * score. Wrong rows are reported as `file:line column: what, expected`; the exit code is then 2 and nothing is written.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { CandidateIndex } from '~/matching/candidate-index';
import type { CapabilityRecord, NeedRecord } from '~/matching/match-records';
import { prepareCapability } from '~/matching/prepare-capability';
import { prepareNeed } from '~/matching/prepare-need';
import { findMatches } from '~/matching/rank-capabilities';
import { loadDemoDataIfEmpty } from './demo-data';
import { withServers } from './embedded/servers';
import { faultText, type RowFault, readCapabilitiesFile, readNeedsFile } from './match-files';
import { runMain } from './tell';

/** Candidates looked at for one need: enough that no fitting maker is left out of the demo, bounded at scale. */
const CANDIDATES = 400;

export type LoadCapabilities = () => Promise<{ capabilities: CapabilityRecord[]; faults: RowFault[] }>;

/** Capabilities of a CSV file, with the `organisations.csv` beside it unless another one is named. */
export function capabilitiesOfFile(file: string, organisations?: string): LoadCapabilities {
  const beside = join(dirname(file), 'organisations.csv');
  return async () => {
    const { rows, faults } = readCapabilitiesFile(
      file,
      organisations ?? (existsSync(beside) ? beside : undefined),
    );
    return { capabilities: rows, faults };
  };
}

/** Capabilities of the database; the embedded one is started when none is running, and has the demo set when empty. */
function capabilitiesOfDatabase(): Promise<CapabilityRecord[]> {
  const isOwnDatabase = Boolean(process.env['DATABASE_URL']);
  return withServers(
    async ({ databaseUrl }) => {
      if (!isOwnDatabase) await loadDemoDataIfEmpty(databaseUrl, new AbortController().signal);
      const { loadCapabilityRecords } = await import('~/needs/matching-records.server');
      const { closeDatabase, database } = await import('~db/client.server');
      try {
        return (await loadCapabilityRecords(database())).map((row) => row.record);
      } finally {
        await closeDatabase();
      }
    },
    { search: false },
  );
}

/** The output lines for the needs, in their order. */
export async function matchLines(
  needs: readonly NeedRecord[],
  capabilities: readonly CapabilityRecord[],
  top: number,
  today: Date,
): Promise<string[]> {
  const index = new CandidateIndex(capabilities.map(prepareCapability));
  const lines: string[] = [];
  for (const need of needs) {
    const matches = await findMatches(prepareNeed(need, today), index, Math.max(CANDIDATES, top));
    for (const match of matches.slice(0, top)) {
      lines.push(`${need.ref}\t${match.capabilityRef}\t${match.score.toFixed(6)}`);
    }
  }
  return lines;
}

function refuse(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      needs: { type: 'string' },
      top: { type: 'string', default: '20' },
      out: { type: 'string' },
      capabilities: { type: 'string' },
      organisations: { type: 'string' },
      today: { type: 'string' },
    },
  });
  if (values.needs === undefined || values.out === undefined) {
    refuse('usage: npm run match -- --needs FILE.csv --top N --out FILE.tsv');
  }
  const top = Number(values.top);
  if (!Number.isInteger(top) || top < 1 || top > 1000)
    refuse(`--top: "${values.top}", expected a whole number from 1 to 1000`);
  const today = values.today === undefined ? new Date() : new Date(values.today);
  if (Number.isNaN(today.getTime())) refuse(`--today: "${values.today}", expected a date such as 2026-11-22`);
  const needs = readNeedsFile(values.needs);
  const given = values.capabilities
    ? await capabilitiesOfFile(values.capabilities, values.organisations)()
    : { capabilities: null, faults: [] };
  const all = [...needs.faults, ...given.faults];
  if (all.length > 0) refuse(all.map(faultText).join('\n'));
  const capabilities = given.capabilities ?? (await capabilitiesOfDatabase());
  const lines = await matchLines(needs.rows, capabilities, top, today);
  writeFileSync(values.out, lines.length === 0 ? '' : `${lines.join('\n')}\n`);
  process.stderr.write(
    `${needs.rows.length} needs, ${capabilities.length} capabilities, ${lines.length} lines\n`,
  );
}

if (process.argv[1]?.endsWith('match.ts')) await runMain(main);
