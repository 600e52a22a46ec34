import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { loadDemoDataIfEmpty } from './demo-data';
import { withServers } from './embedded/servers';
import { runMain, step, tell } from './tell';

/**
 * npm run search -- --queries FILE.tsv --top N --out FILE.tsv
 *
 * Answers queries as the directory does, on the database's capabilities. In: `query ref<TAB>text`; out: `query
 * ref<TAB>capability ref<TAB>score`, best first. What is wrong with the file or the arguments is said as
 * `file:line: what, expected`, all at once; then the exit code is 2 and nothing is written.
 */
export interface Query {
  ref: string;
  text: string;
}

const maximumQueries = 100_000;
const maximumTop = 1_000;
const shape = 'expected: query ref, a tab, text';

/** @returns the queries, and every fault as a line for a person */
export function readQueries(file: string, content: string): { queries: Query[]; faults: string[] } {
  const queries: Query[] = [];
  const faults: string[] = [];
  const seen = new Map<string, number>();
  const lines = content.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  lines.forEach((line, at) => {
    const fault = (what: string) => faults.push(`${file}:${at + 1}: ${what}`);
    const cells = line.split('\t');
    const [ref = '', text = ''] = cells;
    if (line.includes('\uFFFD')) fault('not UTF-8, expected: UTF-8 text');
    else if (line.trim() === '') fault(`empty line, ${shape}`);
    else if (cells.length !== 2) fault(`${cells.length} columns, ${shape}`);
    else if (ref.trim() === '') fault(`no query ref, ${shape}`);
    else if (text.trim() === '') fault(`no text, ${shape}`);
    else if (seen.has(ref)) fault(`query ref "${ref}" is already on line ${seen.get(ref)}, expected: once`);
    else queries.push({ ref, text });
    if (!seen.has(ref)) seen.set(ref, at + 1);
  });
  if (lines.length > maximumQueries)
    faults.push(`${file}:${maximumQueries + 1}: ${lines.length} lines, expected: at most ${maximumQueries}`);
  return { queries, faults };
}

function refuse(faults: readonly string[]): never {
  for (const fault of faults.slice(0, 200)) process.stderr.write(`${fault}\n`);
  if (faults.length > 200) process.stderr.write(`… ${faults.length - 200} more\n`);
  process.exit(2);
}

interface Arguments {
  queries: string;
  top: number;
  out: string;
}

function readArguments(args: readonly string[]): Arguments {
  const usage = 'usage: npm run search -- --queries FILE.tsv --top N --out FILE.tsv';
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        queries: { type: 'string' },
        top: { type: 'string', default: '20' },
        out: { type: 'string' },
      },
    });
    const { queries, out } = values;
    if (!queries || !out) refuse([usage]);
    if (!/^[1-9]\d{0,3}$/.test(values.top) || Number(values.top) > maximumTop)
      refuse([`--top: "${values.top}", expected: a whole number from 1 to ${maximumTop}`]);
    return { queries, out, top: Number(values.top) };
  } catch (error) {
    return refuse([error instanceof Error ? error.message : String(error), usage]);
  }
}

function readFile(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return refuse([`${file}:1: cannot be read, expected: a file of queries`]);
  }
}

async function main(): Promise<void> {
  const { queries: file, top, out } = readArguments(process.argv.slice(2));
  const { queries, faults } = readQueries(file, readFile(file));
  if (faults.length > 0) refuse(faults);
  const isOwnDatabase = Boolean(process.env['DATABASE_URL']);
  await withServers(async ({ databaseUrl }) => {
    if (!isOwnDatabase) await loadDemoDataIfEmpty(databaseUrl, new AbortController().signal);
    const { ensureIndex } = await import('~/search/index-capabilities.server');
    const { searchCapabilities } = await import('~/search/search-capabilities.server');
    const { closeEngine } = await import('~/search/meilisearch-client.server');
    const { closeDatabase } = await import('~db/client.server');
    try {
      await step("Vérification de l'index", 'checking the index', () => ensureIndex());
      const lines: string[] = [];
      const engines = new Map<string, number>();
      for (const { ref, text } of queries) {
        const query = cleanText(text);
        const answer = await searchCapabilities({ query, filters: {}, offset: 0, limit: top });
        engines.set(answer.engine, (engines.get(answer.engine) ?? 0) + 1);
        for (const { document, score } of answer.hits)
          lines.push(`${ref}\t${document.ref}\t${score.toFixed(6)}`);
      }
      writeAnswers(out, lines.map((line) => `${line}\n`).join(''));
      const by = [...engines].map(([engine, count]) => `${engine} ${count}`).join(', ');
      tell(`${queries.length} requêtes (${by}), ${lines.length} lignes : ${out}`, `${lines.length} lines`);
    } finally {
      await closeEngine();
      await closeDatabase();
    }
  });
}

function writeAnswers(out: string, text: string): void {
  try {
    fs.writeFileSync(out, text);
  } catch {
    refuse([`${out}: cannot be written, expected: a file in a folder that exists`]);
  }
}

/** One line, as the directory's own field gives it. */
function cleanText(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

if (process.argv[1]?.endsWith('search.ts')) await runMain(main);
