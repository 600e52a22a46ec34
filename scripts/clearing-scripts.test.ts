import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rouage-scripts-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Ran = { readonly code: number; readonly out: string; readonly err: string };

function node(...args: string[]): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: root, maxBuffer: 1e8 }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, out, err });
    });
  });
}

async function run(script: string, json: unknown): Promise<Ran> {
  const file = join(folder, `${script}.json`);
  await writeFile(file, typeof json === 'string' ? json : JSON.stringify(json));
  return node('--import', 'tsx', join('scripts', `${script}.ts`), file);
}

describe('shares', () => {
  it('prints every rule, null where it is not defined, and nothing else', async () => {
    const { code, out, err } = await run('shares', {
      players: ['A', 'B'],
      cost: { A: 10, B: 30, 'B,A': 34 },
    });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toEqual({
      shapley: { A: 7, B: 27 },
      nucleolus: { A: 7, B: 27 },
      prenucleolus: { A: 7, B: 27 },
      serial: null,
      equal: null,
      core: {
        shapley: { max_excess: -3, subgroup: ['A'] },
        nucleolus: { max_excess: -3, subgroup: ['A'] },
        prenucleolus: { max_excess: -3, subgroup: ['A'] },
        serial: null,
        equal: null,
      },
    });
  }, 30_000);

  it('tells every missing coalition', async () => {
    const { code, out, err } = await run('shares', { players: ['A', 'B'], cost: { A: 1, 'A,C': 2 } });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    const lines = err.trim().split('\n');
    expect(lines.map((line) => line.slice(line.indexOf('cost')))).toEqual([
      'cost.A,C: names "C", expected names of players only',
      'cost.B: is missing, expected the cost of this coalition',
      'cost.A,B: is missing, expected the cost of this coalition',
    ]);
  }, 30_000);
});

describe('clear', () => {
  it('tells all faults at once, without a stack', async () => {
    const { code, out, err } = await run('clear', [
      {
        ref: 'gp',
        closes_at: 'tomorrow',
        minimum_quantity: -1,
        participants: [
          { organisation_ref: 'a', firmness: 'maybe', demand: [] },
          {
            organisation_ref: 'a',
            firmness: 'firm',
            demand: [
              { quantity: 5, max_unit_price_eur: '3.00' },
              { quantity: 9, max_unit_price_eur: '4.00' },
            ],
          },
        ],
        offers: [{ supplier_ref: 's', tiers: [], fixed_cost_eur: 4.2 }],
      },
    ]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).not.toMatch(/^\s+at /m);
    for (const path of [
      '[0].closes_at: is "tomorrow", expected',
      '[0].minimum_quantity: is -1, expected',
      '[0].minimum_participants: is missing, expected',
      '[0].participants[0].firmness: is "maybe", expected',
      '[0].participants[1].demand[0].quantity: is 5, less than',
      '[0].participants[1].organisation_ref: repeats "a"',
      '[0].offers[0].tiers: is an empty list, expected',
      '[0].offers[0].fixed_cost_eur: is 4.2, expected',
      '[0].offers[0].capacity: is missing, expected',
    ]) {
      expect(err).toContain(`clear.json: ${path}`);
    }
  }, 30_000);

  it('refuses what is not JSON, what is not there, and a missing argument', async () => {
    expect((await run('clear', '[')).err).toContain('is not JSON');
    const absent = await node('--import', 'tsx', 'scripts/clear.ts', join(folder, 'absent.json'));
    expect(absent).toMatchObject({ code: 2, out: '' });
    expect((await node('--import', 'tsx', 'scripts/clear.ts')).code).toBe(2);
  }, 30_000);
});

it('the solver thread also starts from a bundle', async () => {
  // As production does: bundled, packages left outside, run from a folder of the project.
  const outfile = join(root, 'build', 'node', `award-bundle-test-${process.pid}.js`);
  await build({
    entryPoints: [join(root, 'scripts/award.ts')],
    outfile,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
  });
  try {
    const { code, out } = await node(outfile, 'tests/instances/or-library/cap61.json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ status: 'optimal', objective: 932_615.75, gap: 0 });
  } finally {
    await rm(outfile, { force: true });
  }
}, 60_000);
