import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startTestServers } from '../tests/test-servers';
import { buildIfStale } from './build-if-stale';
import { projectFolder, readJson } from './embedded/data-folder';
import { endLeakedProcesses, markDescendants } from './leaked-processes';
import { findProgram, installPrograms } from './system-programs';
import { step, tell, tellFailure } from './tell';

/**
 * `npm test`: everything, on real servers and a real browser; arguments go to vitest (`npm test -- app/needs`).
 * The last line is `N passed, N failed, N skipped`. With `CI=true` nothing may be left out.
 */
interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const strict = process.env['CI'] === 'true';
const ending = new AbortController();

async function main(): Promise<number> {
  markDescendants();
  // a developer's own servers are not for tests
  for (const name of ['DATABASE_URL', 'MEILI_URL', 'MEILI_MASTER_KEY', 'REDIS_URL', 'SMTP_URL', 'APP_URL'])
    delete process.env[name];
  const leftOut = await reportMissing();
  const servers = await step('Démarrage des serveurs de test', 'starting test servers', startTestServers);
  let counts: Counts;
  try {
    Object.assign(process.env, servers.environment);
    if (!leftOut.includes('meilisearch') && servers.environment.TEST_MEILI_URL === undefined)
      leftOut.push('meilisearch');
    if (!leftOut.includes('chromium')) await buildIfStale(ending.signal);
    counts = await runVitest(leftOut.includes('chromium'));
  } finally {
    await servers.stop();
  }
  const leaked = await endLeakedProcesses();
  if (leaked.length > 0) {
    tell(
      `✗ Processus laissés derrière les tests :\n${leaked.join('\n')}`,
      'processes left behind by the tests',
    );
    counts.failed += leaked.length;
  }
  const incomplete = strict && (leftOut.length > 0 || counts.skipped > 0);
  if (incomplete)
    tell('✗ CI=true : rien ne peut être laissé de côté.', 'with CI=true nothing may be left out');
  process.stdout.write(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
  return counts.failed > 0 || incomplete ? 1 : 0;
}

async function reportMissing(): Promise<string[]> {
  const missing: string[] = await installPrograms(['redis-server', 'chromium']);
  if (missing.length > 0)
    tell(
      `Non exécuté, faute de ${missing.join(' et ')} : ${missing.map((name) => (name === 'chromium' ? 'les parcours dans un navigateur' : 'les files sur Redis')).join(', ')}.`,
      `not run, for want of ${missing.join(' and ')}`,
    );
  const chromium = findProgram('chromium');
  if (chromium !== undefined) process.env['TEST_CHROMIUM'] = chromium;
  return missing;
}

/** Streams vitest's own output, then reads the counts from its JSON report. */
async function runVitest(withoutJourneys: boolean): Promise<Counts> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rouage-report-'));
  const report = path.join(folder, 'report.json');
  const child = spawn(
    process.execPath,
    [
      path.join(projectFolder(), 'node_modules', 'vitest', 'vitest.mjs'),
      ...['run', '--config', 'tests/vitest.config.ts', '--reporter=default', '--reporter=json'],
      ...[`--outputFile.json=${report}`, '--passWithNoTests'],
      ...(withoutJourneys ? ['--project', 'unit', '--project', 'server'] : []),
      ...process.argv.slice(2),
    ],
    { cwd: projectFolder(), stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const end = () => child.kill('SIGTERM');
  ending.signal.addEventListener('abort', end, { once: true });
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', resolve);
  });
  const read = readJson(report);
  fs.rmSync(folder, { recursive: true, force: true });
  const number = (name: string) => (typeof read[name] === 'number' ? read[name] : 0);
  const counts = {
    passed: number('numPassedTests'),
    failed: number('numFailedTests'),
    skipped: number('numPendingTests') + number('numTodoTests'),
  };
  // a file that does not load, an error outside every test, a crash: a failure that no test counts
  if (code !== 0 && counts.failed === 0) counts.failed = Math.max(1, number('numFailedTestSuites'));
  return counts;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => ending.abort(new Error('interrupted')));
main().then(
  (code) => process.exit(code),
  async (error: unknown) => {
    tellFailure(error);
    await endLeakedProcesses();
    process.stdout.write('0 passed, 1 failed, 0 skipped\n');
    process.exit(1);
  },
);
