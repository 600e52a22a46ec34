import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { csvColumns } from '~/import/exchange-files';
import { testDatabase } from '../database';
import { capabilityRow, csvText, exchangeFolder, organisationRow } from './exchange-folder';

const { db, url } = await testDatabase();

/** The script as `npm run import` runs it, and the most memory that its process ever held, in MB. */
function runScript(folder: string) {
  const report = "process.on('exit',()=>console.error('MAXRSS',process.resourceUsage().maxRSS))";
  const child = spawnSync(
    process.execPath,
    [
      '--max-semi-space-size=2',
      '--import',
      `data:text/javascript,${encodeURIComponent(report)}`,
      'scripts/run.mjs',
      'import',
      folder,
    ],
    {
      env: { ...process.env, DATABASE_URL: url, LANG: 'en' },
      encoding: 'utf8',
      timeout: 120_000,
      maxBuffer: 2 ** 26,
    },
  );
  const kilobytes = Number(/MAXRSS (\d+)/.exec(child.stderr)?.[1]);
  return { ...child, megabytes: kilobytes / 1024 };
}

async function writeCapabilities(folder: string, rows: number, wrongEvery: number): Promise<void> {
  const file = createWriteStream(join(folder, 'capabilities.csv'));
  file.write(`${csvColumns['capabilities.csv'].join(',')}\n`);
  const description =
    'Base laiton 0,40 frappée et percée chez nous, pieds soudés, soleillage circulaire. '.repeat(2);
  for (let at = 0; at < rows; at += 1) {
    const moq = at % wrongEvery === wrongEvery - 1 ? 'many' : '100';
    const row = capabilityRow(at, 'org-i1', { moq, description });
    const line = csvColumns['capabilities.csv'].map((column) => {
      const text = (row as Readonly<Record<string, string>>)[column] ?? '';
      return text.includes(',') ? `"${text}"` : text;
    });
    if (!file.write(`${line.join(',')}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}

test('a hundred thousand rows pass in under 200 MB, right or wrong', { timeout: 1_300_000 }, async () => {
  const folder = exchangeFolder({ 'organisations.csv': csvText('organisations.csv', [organisationRow(1)]) });
  await writeCapabilities(folder, 100_000, 2);
  const wrong = runScript(folder);
  expect(wrong.stderr).toContain('50000 fautes ; rien n’a été importé');
  expect(wrong.status).toBe(2);
  expect(wrong.stdout.split('\n').filter((line) => / moq: /.test(line))).toHaveLength(50_000);
  expect(wrong.megabytes).toBeLessThan(200);

  await writeCapabilities(folder, 100_000, Number.POSITIVE_INFINITY);
  const right = runScript(folder);
  expect(right.status).toBe(0);
  expect(right.stdout).toContain('capabilities.csv: 100000 created, 0 changed, 0 unchanged, 0 skipped');
  expect(right.stderr).toMatch(/capabilities\.csv : \d+ lignes, \d+ %/);
  expect(right.megabytes).toBeLessThan(200);
  const { count } = await db
    .selectFrom('events')
    .where('kind', '=', 'capability.changed')
    .select((eb) => eb.fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  expect(Number(count)).toBe(100_000);
  console.info(
    `memory: ${wrong.megabytes.toFixed(0)} MB with faults, ${right.megabytes.toFixed(0)} MB without`,
  );
});
