import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface RunningWorker {
  process: ChildProcess;
  /** What the process wrote, for a failed test's message. */
  output(): string;
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** A worker in a process of its own, which a test may kill; resolves when it works. */
export async function runWorker(
  environment: Record<string, string>,
  program: 'impatient' | 'main' = 'impatient',
): Promise<RunningWorker> {
  const file = program === 'main' ? '../../workers/main.ts' : './worker-process.ts';
  const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL(file, import.meta.url))], {
    env: { ...process.env, NODE_ENV: 'test', LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', (code, signal) => reject(new Error(`worker ended (${signal ?? code}): ${text}`)));
  });
  return {
    process: child,
    output: () => text,
    async kill(signal) {
      child.kill(signal);
      await ended;
    },
  };
}
