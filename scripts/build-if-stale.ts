import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { build, stop } from 'esbuild';
import { projectFolder } from './embedded/data-folder';
import { PlainFailure, step } from './tell';

const sources = ['app', 'db', 'workers', 'package-lock.json', 'remix.config.js', 'tsconfig.json'];
const stampFile = 'sources.sha256';

/** The programs of production, by the name of the bundle in build/node. */
const programs: Readonly<Record<string, string>> = { server: 'app/server.ts', worker: 'workers/main.ts' };

/**
 * Builds pages and programs into `build/` unless they were built from these very sources.
 * @returns whether it had to build
 * @throws PlainFailure with the build's own words
 */
export async function buildIfStale(signal?: AbortSignal): Promise<boolean> {
  const project = projectFolder();
  const folder = path.join(project, 'build');
  const wanted = hashSources(project);
  const stamp = path.join(folder, stampFile);
  if (readStamp(stamp) === wanted) return false;
  await step('Construction des pages et des programmes', 'building pages and programs', async () => {
    prepareFolder(folder, stamp);
    await buildPages(project, signal);
    await buildPrograms(project);
    fs.writeFileSync(stamp, wanted);
  });
  return true;
}

/** An interrupted build is never taken for a whole one: the stamp goes first and comes last. */
function prepareFolder(folder: string, stamp: string): void {
  try {
    fs.mkdirSync(folder, { recursive: true });
    fs.rmSync(stamp, { force: true });
    fs.accessSync(folder, fs.constants.W_OK);
  } catch (error) {
    throw new PlainFailure(
      {
        fr: `Les sources ont changé et ${folder} n’est pas inscriptible. Copiez le projet ailleurs, ou lancez « npm run build » sous un utilisateur qui peut y écrire.`,
        en: `The sources changed and ${folder} is not writable. Copy the project elsewhere, or run "npm run build" as a user who may write there.`,
      },
      { cause: error },
    );
  }
}

/** Names and contents of every source, tests aside, in a fixed order. */
function hashSources(project: string): string {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of filesUnder(path.join(project, source))) {
      hash
        .update(`${path.relative(project, file)}\0`)
        .update(fs.readFileSync(file))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

function filesUnder(root: string): string[] {
  const found = fs.statSync(root, { throwIfNoEntry: false });
  if (!found) return [];
  if (!found.isDirectory()) return [root];
  return fs
    .readdirSync(root, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

function readStamp(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** In its own process, since Vite keeps hundreds of megabytes; in its own group, so that it can be ended whole. */
function buildPages(project: string, signal: AbortSignal | undefined): Promise<void> {
  const cli = path.join(project, 'node_modules', '@remix-run', 'dev', 'dist', 'cli.js');
  const child = spawn(process.execPath, [cli, 'vite:build', '--config', 'remix.config.js'], {
    cwd: project,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const end = () => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL');
  signal?.addEventListener('abort', end, { once: true });
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      signal?.removeEventListener('abort', end);
      if (signal?.aborted) reject(signal.reason);
      else if (code === 0) resolve();
      else reject(failedBuild(Buffer.concat(said).toString()));
    });
  });
}

async function buildPrograms(project: string): Promise<void> {
  const entryPoints = Object.fromEntries(
    Object.entries(programs)
      .map(([name, file]) => [name, path.join(project, file)] as const)
      .filter(([, file]) => fs.existsSync(file)),
  );
  await build({
    entryPoints,
    absWorkingDir: project,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    outdir: path.join(project, 'build', 'node'),
    logLevel: 'error',
  });
  await stop(); // esbuild's own process would stay as long as this one
}

function failedBuild(output: string): PlainFailure {
  const lines = output.trimEnd().split('\n');
  // the first lines that name the fault; what follows them is the tools' own stack
  const first = Math.max(
    0,
    lines.findIndex((line) => /error/i.test(line)),
  );
  const end = lines.slice(first, first + 15).join('\n');
  return new PlainFailure({
    fr: `La construction a échoué :\n${end}`,
    en: 'The build failed; the fault stands above.',
  });
}
