import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAlive, pause } from './process-identity';
import { type HeldServers, holdServers } from './servers';

let root: string;
let dataFolder: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'rouage-servers-'));
  fs.chmodSync(root, 0o755);
  dataFolder = path.join(root, 'un dossier à espaces');
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const { pid } of Object.values(recorded())) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  await pause(50);
  fs.rmSync(root, { recursive: true, force: true });
});

const hold = () => holdServers({ dataFolder, durable: false, migrate: false });

function recorded(): Record<'postgres' | 'meilisearch', { pid: number; port: number }> {
  const file = path.join(dataFolder, 'servers.json');
  if (!fs.existsSync(file)) return {} as never;
  const { postgres, meilisearch } = JSON.parse(fs.readFileSync(file, 'utf8'));
  return { postgres, ...(meilisearch && { meilisearch }) };
}

async function query(url: string, text: string): Promise<unknown> {
  const client = new pg.Client(url);
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query({ text, rowMode: 'array' })).rows[0]?.[0];
  } finally {
    await client.end();
  }
}

/** Another process that holds the servers until it is told to let go. */
async function holder(): Promise<{ child: ChildProcess; url: string }> {
  const program = `
    import { holdServers } from ${JSON.stringify(path.join(import.meta.dirname, 'servers.ts'))};
    const held = await holdServers({ dataFolder: process.argv[1], durable: false, migrate: false });
    process.send(held.urls.databaseUrl);
    process.on('message', async () => { await held.release(); process.exit(0); });
  `;
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', program, dataFolder],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  children.push(child);
  const [url] = await once(child, 'message');
  return { child, url: String(url) };
}

describe('embedded servers', () => {
  it('run in a folder with spaces, speak French, and ask for a password', async () => {
    const { urls, release } = await hold();
    expect(
      await query(
        urls.databaseUrl,
        "select string_agg(w, ' ' order by w) from unnest(array['zoo','Écluse','ecole','abricot']) w",
      ),
    ).toBe('abricot Écluse ecole zoo');
    expect(await query(urls.databaseUrl, 'show server_version')).toMatch(/^18\./);
    const wrong = new URL(urls.databaseUrl);
    wrong.password = 'guess';
    await expect(query(wrong.href, 'select 1')).rejects.toThrow(/password/);
    expect(fs.statSync(path.join(dataFolder, 'secrets.json')).mode & 0o777).toBe(0o600);
    if (urls.meiliUrl !== undefined) {
      expect((await fetch(`${urls.meiliUrl}/indexes`)).status).toBe(401);
    }
    await release();
  });

  it('stop with their last holder, keep data and address', async () => {
    const first = await hold();
    await query(first.urls.databaseUrl, 'create table kept (n int)');
    const other = await holder();
    expect(other.url).toBe(first.urls.databaseUrl);
    await first.release();
    const { postgres } = recorded();
    expect(isAlive(postgres.pid)).toBe(true);
    other.child.send('release');
    await once(other.child, 'exit');
    expect(isAlive(postgres.pid)).toBe(false);
    const again = await hold();
    expect(again.urls).toEqual(first.urls);
    expect(await query(again.urls.databaseUrl, 'select count(*) from kept')).toBe('0');
    await again.release();
  });

  it('are started once by commands that begin together', async () => {
    const holders = await Promise.all([holder(), holder(), holder()]);
    expect(new Set(holders.map(({ url }) => url)).size).toBe(1);
    for (const { child } of holders) child.send('release');
    await Promise.all(holders.map(({ child }) => once(child, 'exit')));
    for (const { pid } of Object.values(recorded())) expect(isAlive(pid)).toBe(false);
  });

  it('are adopted after their holder was killed', async () => {
    const killed = await holder();
    const before = recorded();
    killed.child.kill('SIGKILL');
    await once(killed.child, 'exit');
    const held = await hold();
    expect(held.urls.databaseUrl).toBe(killed.url);
    expect(recorded().postgres.pid).toBe(before.postgres.pid);
    await held.release();
    for (const { pid } of Object.values(before)) expect(isAlive(pid)).toBe(false);
  });

  it('come back when they are killed themselves', async () => {
    const held: HeldServers = await hold();
    const before = recorded();
    process.kill(before.postgres.pid, 'SIGKILL');
    while (isAlive(before.postgres.pid)) await pause(10);
    const urls = await held.revive();
    expect(await query(urls.databaseUrl, 'select 1')).toBe(1);
    expect(recorded().postgres.pid).not.toBe(before.postgres.pid);
    await held.release();
  });

  it('are not fooled by the pid file of a dead server whose number serves another process', async () => {
    await (await hold()).release();
    fs.writeFileSync(
      path.join(dataFolder, 'postgres', 'postmaster.pid'),
      `${process.pid}\n${dataFolder}\n0\n5432\n\n127.0.0.1\n\nready\n`,
    );
    const held = await hold();
    expect(await query(held.urls.databaseUrl, 'select 1')).toBe(1);
    await held.release();
  });

  it('start from an interrupted creation', async () => {
    fs.mkdirSync(path.join(dataFolder, 'postgres.draft', 'base'), { recursive: true });
    const held = await hold();
    expect(await query(held.urls.databaseUrl, 'select 1')).toBe(1);
    await held.release();
  });

  it('start a fresh index when the old one cannot be read', async () => {
    const first = await hold();
    await first.release();
    if (first.urls.meiliUrl === undefined) return;
    fs.writeFileSync(path.join(dataFolder, 'meilisearch', 'data.ms', 'VERSION'), '0.1.0');
    const held = await hold();
    expect(held.urls.meiliUrl).toBeDefined();
    expect(fs.existsSync(path.join(dataFolder, 'meilisearch', 'data.ms.unreadable'))).toBe(true);
    await held.release();
  });
});
