import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { openLog } from './data-folder';
import { findMeilisearch } from './platform';
import { freePort } from './postgres';
import { pause, signalProcess, waitForEnd } from './process-identity';

export interface RunningMeilisearch {
  pid: number;
  port: number;
  url: string;
}

export interface MeilisearchOptions {
  dataFolder: string;
  masterKey: string;
  name?: string;
  preferredPort?: number | undefined;
}

/**
 * Starts the search server on this data folder. To be called under the folder's lock, when none runs.
 * @returns undefined when there is no binary for this platform, or it does not start: search then answers from
 * PostgreSQL, and nothing else stops.
 */
export async function startMeilisearch(options: MeilisearchOptions): Promise<RunningMeilisearch | undefined> {
  const found = findMeilisearch();
  if (found === undefined) return undefined;
  const program = makeExecutable(found, options.dataFolder);
  const folder = path.join(options.dataFolder, options.name ?? 'meilisearch');
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const started = (await launch(program, folder, options)) ?? (await launch(program, folder, options));
  if (started) return started;
  // The index is a projection: one that this version cannot open is set aside, and rebuilt by the workers.
  const index = path.join(folder, 'data.ms');
  if (!fs.existsSync(index)) return undefined;
  fs.rmSync(`${index}.unreadable`, { recursive: true, force: true });
  fs.renameSync(index, `${index}.unreadable`);
  return launch(program, folder, options);
}

export async function stopMeilisearch(pid: number): Promise<void> {
  signalProcess(pid, 'SIGTERM');
  if (await waitForEnd(pid, 10_000)) return;
  signalProcess(pid, 'SIGKILL');
  await waitForEnd(pid, 2_000);
}

/** Whether the server at `url` is up and takes this key (another data folder's server would not). */
export async function meilisearchAnswers(url: string, masterKey: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/version`, {
      headers: { authorization: `Bearer ${masterKey}` },
      signal: AbortSignal.timeout(2_000),
    });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/** The binary arrives without its executable bit; in a tree that is not ours to change, a copy gets it. */
function makeExecutable(program: string, dataFolder: string): string {
  try {
    if ((fs.statSync(program).mode & 0o111) === 0) fs.chmodSync(program, 0o755);
    fs.accessSync(program, fs.constants.X_OK);
    return program;
  } catch {
    const copy = path.join(dataFolder, 'programs', 'meilisearch');
    if (!fs.existsSync(copy)) {
      const draft = `${copy}.${process.pid}`;
      fs.mkdirSync(path.dirname(copy), { recursive: true });
      fs.copyFileSync(program, draft);
      fs.chmodSync(draft, 0o755);
      fs.renameSync(draft, copy);
    }
    return copy;
  }
}

async function launch(
  program: string,
  folder: string,
  options: MeilisearchOptions,
): Promise<RunningMeilisearch | undefined> {
  const port = await freePort(options.preferredPort);
  const url = `http://127.0.0.1:${port}`;
  const log = openLog(options.dataFolder, options.name ?? 'meilisearch');
  const child = spawn(
    program,
    [
      ...['--http-addr', `127.0.0.1:${port}`, '--env', 'production', '--no-analytics', '--log-level', 'WARN'],
      ...['--db-path', path.join(folder, 'data.ms'), '--dump-dir', path.join(folder, 'dumps')],
      ...['--snapshot-dir', path.join(folder, 'snapshots'), '--max-indexing-memory', '512MiB'],
    ],
    {
      cwd: folder,
      // a file, never an inherited pipe: it would hold `npm start | less` open
      stdio: ['ignore', log.fd, log.fd],
      detached: true,
      env: { NODE_ENV: process.env.NODE_ENV, PATH: process.env['PATH'], MEILI_MASTER_KEY: options.masterKey },
    },
  );
  fs.closeSync(log.fd);
  child.on('error', () => {});
  const { pid } = child;
  if (pid === undefined) return undefined;
  child.unref();
  const limit = performance.now() + 30_000;
  while (!(await meilisearchAnswers(url, options.masterKey))) {
    if (child.exitCode !== null || child.signalCode !== null) return undefined;
    if (performance.now() > limit) {
      await stopMeilisearch(pid);
      return undefined;
    }
    await pause(15);
  }
  return { pid, port, url };
}
