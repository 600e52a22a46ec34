import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { migrateToLatest } from '~db/migrate.server';
import { freePort } from '../scripts/embedded/postgres';
import { pause, signalProcess, waitForEnd } from '../scripts/embedded/process-identity';
import { holdServers } from '../scripts/embedded/servers';
import { findProgram } from '../scripts/system-programs';

/** The database that every test's own database is a copy of: migrated, empty. */
export const templateName = 'rouage_template';

/** What tests read from the environment. */
export interface TestServers {
  TEST_DATABASE_URL: string;
  TEST_MEILI_URL?: string;
  TEST_MEILI_MASTER_KEY?: string;
  TEST_REDIS_URL?: string;
}

/**
 * Throwaway servers in a temporary folder: PostgreSQL that waits for no disk, with its template; Meilisearch; Redis
 * where the system has it. Nothing of a developer's own data or servers is touched.
 */
export async function startTestServers(): Promise<{ environment: TestServers; stop: () => Promise<void> }> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rouage-test-'));
  fs.chmodSync(folder, 0o755); // as root, PostgreSQL runs as `nobody` and has to get in
  const servers = await holdServers({ dataFolder: folder, durable: false, migrate: false });
  const redis = await startRedis(folder);
  const stop = async () => {
    await redis?.stop();
    await servers.release();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  try {
    const { databaseUrl, meiliUrl, meiliMasterKey } = servers.urls;
    await makeTemplate(databaseUrl);
    const environment: TestServers = { TEST_DATABASE_URL: databaseUrl };
    if (meiliUrl !== undefined) environment.TEST_MEILI_URL = meiliUrl;
    if (meiliMasterKey !== undefined) environment.TEST_MEILI_MASTER_KEY = meiliMasterKey;
    if (redis) environment.TEST_REDIS_URL = redis.url;
    return { environment, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function makeTemplate(databaseUrl: string): Promise<void> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    await client.query(`create database ${templateName}`);
  } finally {
    await client.end();
  }
  const url = new URL(databaseUrl);
  url.pathname = `/${templateName}`;
  await migrateToLatest(url.href);
}

async function startRedis(folder: string): Promise<{ url: string; stop: () => Promise<void> } | undefined> {
  const program = findProgram('redis-server');
  if (program === undefined) return undefined;
  const port = await freePort();
  const child = spawn(
    program,
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--maxmemory-policy', 'noeviction'],
    { cwd: folder, stdio: 'ignore', detached: true },
  );
  const { pid } = child;
  if (pid === undefined) return undefined;
  child.unref();
  const limit = performance.now() + 10_000;
  while (!(await accepts(port))) {
    if (child.exitCode !== null || performance.now() > limit) throw new Error('redis-server does not start');
    await pause(20);
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      signalProcess(pid, 'SIGTERM');
      if (!(await waitForEnd(pid, 5_000))) signalProcess(pid, 'SIGKILL');
    },
  };
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host: '127.0.0.1' }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
