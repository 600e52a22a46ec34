import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../../scripts/embedded/postgres';
import { findProgram } from '../../scripts/system-programs';

export interface OwnRedis {
  url: string;
  start(): Promise<void>;
  /** Without a word and without saving: what it held is gone. */
  kill(): Promise<void>;
  remove(): Promise<void>;
}

/** A Redis of a test's own, which it may kill; undefined where the system has none. */
export async function ownRedis(): Promise<OwnRedis | undefined> {
  const program = findProgram('redis-server');
  if (program === undefined) return undefined;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rouage-redis-'));
  const port = await freePort();
  let child: ChildProcess | undefined;
  const kill = async () => {
    const running = child;
    child = undefined;
    if (!running || running.exitCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGKILL');
    await ended;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    async start() {
      child = spawn(
        program,
        ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--maxmemory-policy', 'noeviction'],
        { cwd: folder, stdio: 'ignore' },
      );
      while (!(await accepts(port))) await new Promise((resolve) => setTimeout(resolve, 20));
    },
    async remove() {
      await kill();
      fs.rmSync(folder, { recursive: true, force: true });
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
