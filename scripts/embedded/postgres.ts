import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { diskFailure, PlainFailure } from '../tell';
import { openLog, tailOf } from './data-folder';
import { type PostgresFiles, postgresEnvironment, preparePostgresFiles } from './postgres-files';
import { isAlive, pause, signalProcess, waitForEnd } from './process-identity';

export const databaseOwner = 'rouage';
export const databaseName = 'rouage';

export interface RunningPostgres {
  pid: number;
  port: number;
  /** The owner's URL of the application's database. */
  url: string;
}

export interface PostgresOptions {
  dataFolder: string;
  password: string;
  /** The cluster's folder under the data folder. */
  name?: string;
  /** Tried first, so that a URL written down yesterday still holds. */
  preferredPort?: number | undefined;
  /** False for a throwaway cluster: nothing waits for the disk. */
  durable?: boolean;
}

export function databaseUrl(port: number, password: string, database = databaseName): string {
  return `postgres://${databaseOwner}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/**
 * The cluster of this data folder: adopts the server that runs on it (whoever started it), else makes the cluster
 * if it is missing and starts a server. To be called under the data folder's lock.
 * @throws PlainFailure in words for a person.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const files = preparePostgresFiles(options.dataFolder, options.name ?? 'postgres');
  const adopted = await adopt(files, options.password);
  if (adopted) return adopted;
  if (!fs.existsSync(path.join(files.cluster, 'PG_VERSION'))) makeCluster(files, options);
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort(attempt === 1 ? options.preferredPort : undefined);
    const started = await launch(files, port, options);
    if (started) return started;
    if (attempt === 3) throw refusedToStart(options.dataFolder, options.name ?? 'postgres');
  }
}

/** Fast shutdown: sessions are cut, what was committed is kept. */
export async function stopPostgres(pid: number): Promise<void> {
  signalProcess(pid, 'SIGINT');
  if (await waitForEnd(pid, 20_000)) return;
  signalProcess(pid, 'SIGQUIT'); // immediate: recovers from its log at the next start
  await waitForEnd(pid, 5_000);
}

/** `postmaster.pid`: the pid on its first line, the port on its fourth. */
function readPostmasterFile(cluster: string): { pid: number; port: number } | undefined {
  try {
    const lines = fs.readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    const port = Number(lines[3]);
    return Number.isInteger(pid) && pid > 1 ? { pid, port } : undefined;
  } catch {
    return undefined;
  }
}

/** Finds a server on this cluster; clears the pid file of a dead one, whose number may serve another process. */
async function adopt(files: PostgresFiles, password: string): Promise<RunningPostgres | undefined> {
  const limit = performance.now() + 60_000; // it may be recovering, or stopping
  for (;;) {
    const recorded = readPostmasterFile(files.cluster);
    if (!recorded) return undefined;
    if (!isAlive(recorded.pid) || !isServerOf(recorded.pid, files.cluster)) {
      fs.rmSync(path.join(files.cluster, 'postmaster.pid'), { force: true });
      return undefined;
    }
    const url = databaseUrl(recorded.port, password);
    if (recorded.port > 0 && (await answers(recorded.port, password))) {
      return { ...recorded, url };
    }
    if (performance.now() > limit) {
      throw new PlainFailure({
        fr: `Un PostgreSQL (processus ${recorded.pid}) tient ${files.cluster} mais ne répond pas. Arrêtez-le : kill -INT ${recorded.pid}`,
        en: `A PostgreSQL (process ${recorded.pid}) holds ${files.cluster} but does not answer. Stop it: kill -INT ${recorded.pid}`,
      });
    }
    await pause(100);
  }
}

/** A PostgreSQL works from inside its cluster's folder. */
function isServerOf(pid: number, cluster: string): boolean {
  if (process.platform !== 'linux') return true;
  try {
    return fs.realpathSync(`/proc/${pid}/cwd`) === fs.realpathSync(cluster);
  } catch {
    return false;
  }
}

/** Made aside and renamed, so that an interrupted creation leaves nothing that looks like a cluster. */
function makeCluster(files: PostgresFiles, options: PostgresOptions): void {
  const target = fs.existsSync(files.cluster) ? fs.realpathSync(files.cluster) : resolveLink(files.cluster);
  const draft = `${target}.draft`;
  const passwordFile = `${target}.password`;
  const { uid, gid } = files.runAs;
  for (const leftover of [draft, passwordFile]) fs.rmSync(leftover, { recursive: true, force: true });
  fs.mkdirSync(draft, { mode: 0o700 });
  fs.writeFileSync(passwordFile, `${options.password}\n`, { mode: 0o600 });
  if (uid !== undefined && gid !== undefined) {
    fs.chownSync(draft, uid, gid);
    fs.chownSync(passwordFile, uid, gid);
  }
  try {
    execFileSync(
      path.join(files.native, 'bin', 'initdb'),
      [
        ...['-D', draft, '-U', databaseOwner, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
        // without these a machine in the C locale gets SQL_ASCII and no French order
        ...['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=fr-FR', '--locale=C.UTF-8'],
        ...(options.durable === false ? ['--no-sync'] : []),
      ],
      { ...files.runAs, env: postgresEnvironment(), cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] },
    );
  } catch (error) {
    throw failedToMake(error, target);
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
  fs.rmSync(target, { recursive: true, force: true });
  fs.renameSync(draft, target);
}

function resolveLink(file: string): string {
  const link = fs.lstatSync(file, { throwIfNoEntry: false });
  return link?.isSymbolicLink() ? fs.readlinkSync(file) : file;
}

/** @returns undefined when the port was taken between the look and the start. */
async function launch(
  files: PostgresFiles,
  port: number,
  options: PostgresOptions,
): Promise<RunningPostgres | undefined> {
  const log = openLog(options.dataFolder, options.name ?? 'postgres');
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'shared_buffers=128MB',
    'shared_preload_libraries=pg_stat_statements',
    ...(options.durable === false ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] : []),
  ];
  const child = spawn(
    path.join(files.native, 'bin', 'postgres'),
    ['-D', files.cluster, ...settings.flatMap((setting) => ['-c', setting])],
    // its own group: Ctrl-C reaches the supervisor alone, which stops the servers last
    {
      ...files.runAs,
      env: postgresEnvironment(),
      cwd: '/',
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    },
  );
  fs.closeSync(log.fd);
  child.on('error', () => {}); // seen below: without a pid it never ran
  const { pid } = child;
  if (pid === undefined) return undefined;
  child.unref();
  const limit = performance.now() + 60_000;
  while (!(await answers(port, options.password))) {
    if (child.exitCode !== null || child.signalCode !== null) return undefined;
    if (performance.now() > limit) {
      signalProcess(pid, 'SIGQUIT');
      return undefined;
    }
    await pause(15);
  }
  await ensureDatabase(port, options.password);
  return { pid, port, url: databaseUrl(port, options.password) };
}

async function ensureDatabase(port: number, password: string): Promise<void> {
  const client = new pg.Client(databaseUrl(port, password, 'postgres'));
  await client.connect();
  try {
    const found = await client.query('select from pg_database where datname = $1', [databaseName]);
    if (found.rowCount === 0) await client.query(`create database ${databaseName}`);
  } finally {
    await client.end();
  }
}

async function answers(port: number, password: string): Promise<boolean> {
  const client = new pg.Client({
    connectionString: databaseUrl(port, password, 'postgres'),
    connectionTimeoutMillis: 2_000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** A free port on the loopback: the preferred one if it is, else one that the system gives. */
export async function freePort(preferred?: number): Promise<number> {
  if (preferred !== undefined && (await isFree(preferred))) return preferred;
  return listenOnce(0);
}

async function isFree(port: number): Promise<boolean> {
  try {
    await listenOnce(port);
    return true;
  } catch {
    return false;
  }
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

function failedToMake(error: unknown, cluster: string): unknown {
  const said =
    error instanceof Error && 'stderr' in error && error.stderr instanceof Buffer
      ? error.stderr.toString()
      : '';
  if (/No space left/.test(said))
    return diskFailure(Object.assign(new Error(), { code: 'ENOSPC', path: cluster }));
  return said === ''
    ? error
    : new PlainFailure({
        fr: `PostgreSQL n’a pas pu créer ses fichiers dans ${cluster} :\n${said.trim()}`,
        en: `PostgreSQL could not create its files there.`,
      });
}

function refusedToStart(dataFolder: string, name: string): PlainFailure {
  const file = path.join(dataFolder, 'logs', `${name}.log`);
  return new PlainFailure({
    fr: `PostgreSQL ne démarre pas. Son journal (${file}) finit par :\n${tailOf(file)}`,
    en: 'PostgreSQL does not start; the end of its log stands above.',
  });
}
