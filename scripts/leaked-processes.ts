import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { isAlive, pause, signalProcess } from './embedded/process-identity';

const variable = 'ROUAGE_TEST_RUN';

/** Marks every process that will come from this one, by a variable that children inherit. */
export function markDescendants(): void {
  process.env[variable] = randomUUID();
}

/**
 * Processes that still carry the mark, after up to 3 s to end by themselves; they are ended here. Linux only:
 * elsewhere the answer is always none.
 * @returns a line for each: its number and its command
 */
export async function endLeakedProcesses(): Promise<string[]> {
  const limit = performance.now() + 3_000;
  let leaked = markedProcesses();
  while (leaked.length > 0 && performance.now() < limit) {
    await pause(100);
    leaked = markedProcesses();
  }
  const lines = leaked.map((pid) => `${pid} ${commandOf(pid)}`);
  for (const pid of leaked) if (isAlive(pid)) signalProcess(pid, 'SIGKILL');
  return lines;
}

function markedProcesses(): number[] {
  const mark = process.env[variable];
  if (mark === undefined || process.platform !== 'linux') return [];
  return fs
    .readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => pid !== process.pid && isMarked(pid, `${variable}=${mark}`));
}

function isMarked(pid: number, mark: string): boolean {
  try {
    return fs.readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(mark);
  } catch {
    return false; // ended, or somebody else's
  }
}

function commandOf(pid: number): string {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}
