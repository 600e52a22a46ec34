import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { freePort } from '../../scripts/embedded/postgres';
import { isAlive } from '../../scripts/embedded/process-identity';

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'rouage-start-'));
fs.chmodSync(root, 0o755);
const dataFolder = path.join(root, 'des données');
afterAll(() => fs.rmSync(root, { recursive: true, force: true }));

interface Started {
  process: ChildProcess;
  said: () => string;
  ended: Promise<number | null>;
}

function start(port: number, command: 'start' | 'dev' = 'start'): Started {
  const environment: NodeJS.ProcessEnv = { ...process.env, ROUAGE_DATA: dataFolder, PORT: String(port) };
  for (const name of ['DATABASE_URL', 'MEILI_URL', 'MEILI_MASTER_KEY', 'REDIS_URL', 'VITEST', 'NODE_ENV'])
    Reflect.deleteProperty(environment, name);
  const child = spawn(process.execPath, ['scripts/run.mjs', command], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
  return {
    process: child,
    said: () => text,
    ended: once(child, 'exit').then(([code]: (number | null)[]) => code ?? null),
  };
}

async function address(started: Started): Promise<string> {
  await vi.waitFor(() => expect(started.said()).toContain('Ctrl-C'), { timeout: 120_000, interval: 100 });
  return /http:\/\/[\w.:]+/.exec(started.said())?.[0] ?? '';
}

function serverPids(): number[] {
  const { postgres, meilisearch } = JSON.parse(
    fs.readFileSync(path.join(dataFolder, 'servers.json'), 'utf8'),
  ) as Record<string, { pid: number } | undefined>;
  return [postgres, meilisearch].flatMap((server) => (server ? [server.pid] : []));
}

describe('npm start', () => {
  it('serves pages, refuses a second one of the same data, and leaves nothing behind', async () => {
    const port = await freePort();
    const first = start(port);
    const url = await address(first);
    expect(url).toBe(`http://127.0.0.1:${port}`);
    expect((await fetch(url)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);

    const second = start(port);
    expect(await second.ended).toBe(1);
    expect(second.said()).toContain(url);

    const pids = serverPids();
    first.process.kill('SIGINT');
    expect(await first.ended).toBe(0);
    for (const pid of pids) expect(isAlive(pid)).toBe(false);
    await expect(fetch(url)).rejects.toThrow();
  });

  it('starts again after it was killed, on the same data and port', async () => {
    const port = await freePort();
    const killed = start(port);
    const url = await address(killed);
    const before = serverPids();
    killed.process.kill('SIGKILL');
    await killed.ended;
    // the web process sees that its supervisor is gone, and frees the port
    await vi.waitFor(() => expect(fetch(url)).rejects.toThrow(), { timeout: 15_000, interval: 200 });
    const again = start(port);
    expect(await address(again)).toBe(url);
    expect(serverPids()).toEqual(before);
    again.process.kill('SIGTERM');
    expect(await again.ended).toBe(0);
    for (const pid of before) expect(isAlive(pid)).toBe(false);
  });
});

describe('npm run dev', () => {
  it('serves pages from the sources, those that hash passwords too', async () => {
    const dev = start(await freePort(), 'dev');
    const url = await address(dev);
    for (const page of ['/', '/connexion', '/savoir-faire', '/dev/ui'])
      await vi.waitFor(async () => expect((await fetch(url + page)).status).toBe(200), {
        timeout: 60_000,
        interval: 500,
      });
    dev.process.kill('SIGINT');
    expect(await dev.ended).toBe(0);
  });
});
