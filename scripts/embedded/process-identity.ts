import { execFileSync } from 'node:child_process';
import fs from 'node:fs';

/** A process that cannot be mistaken for a later one that was given the same number. */
export interface ProcessIdentity {
  pid: number;
  /** When it began, in the words of the system; empty where the system does not say. */
  started: string;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, under another user
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  return !isZombie(pid);
}

/** A zombie still answers to signal 0, but has ended: nobody has collected it yet. */
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  return statFields(pid)?.[0] === 'Z';
}

/** Fields of /proc/PID/stat from the third (state) on; the second may hold spaces and parentheses. */
function statFields(pid: number): string[] | undefined {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

export function identify(pid: number): ProcessIdentity {
  return { pid, started: startOf(pid) };
}

function startOf(pid: number): string {
  if (process.platform === 'linux') return statFields(pid)?.[19] ?? '';
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

export function isSameProcessAlive(identity: ProcessIdentity): boolean {
  return isAlive(identity.pid) && startOf(identity.pid) === identity.started;
}

export function parseIdentity(value: unknown): ProcessIdentity | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('pid' in value) || !('started' in value)) return undefined;
  const { pid, started } = value;
  return typeof pid === 'number' && Number.isInteger(pid) && pid > 1 && typeof started === 'string'
    ? { pid, started }
    : undefined;
}

/** Waits until the process is gone. @returns false when it still lives after `limitMs`. */
export async function waitForEnd(pid: number, limitMs: number): Promise<boolean> {
  const limit = performance.now() + limitMs;
  while (isAlive(pid)) {
    if (performance.now() > limit) return false;
    await pause(20);
  }
  return true;
}

/** Sends `signal`; a process that is already gone is no error. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
