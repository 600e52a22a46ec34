import fs from 'node:fs';
import path from 'node:path';
import { PlainFailure } from '../tell';
import { readJson } from './data-folder';
import { identify, isSameProcessAlive, parseIdentity, pause } from './process-identity';

const waitLimitMs = 180_000;

/**
 * Runs `work` while no other process runs one under the same file. A lock left by a dead process is broken.
 * The lock is a hard link made in one step, so that nobody ever reads a lock whose owner is not yet written.
 */
export async function withFolderLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const mine = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(mine, JSON.stringify(identify(process.pid)));
  try {
    const limit = performance.now() + waitLimitMs;
    while (!tryLink(mine, file)) {
      breakIfStale(file, `${mine}.stale`);
      if (performance.now() > limit) {
        throw new PlainFailure({
          fr: `Une autre commande tient ${file} depuis plus de trois minutes. Arrêtez-la, puis recommencez.`,
          en: `Another command has held ${file} for more than three minutes. Stop it, then try again.`,
        });
      }
      await pause(50);
    }
    try {
      return await work();
    } finally {
      fs.rmSync(file, { force: true });
    }
  } finally {
    fs.rmSync(mine, { force: true });
  }
}

function tryLink(mine: string, file: string): boolean {
  try {
    fs.linkSync(mine, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Moves a dead owner's lock aside. Two breakers may race: the slower one may have moved a fresh lock, which it
 * sees by reading what it moved, and puts back.
 */
function breakIfStale(file: string, aside: string): void {
  if (isHeld(file)) return;
  try {
    fs.renameSync(file, aside);
  } catch {
    return; // gone already: the next attempt decides
  }
  if (isHeld(aside)) tryLink(aside, file);
  fs.rmSync(aside, { force: true });
}

function isHeld(file: string): boolean {
  const owner = parseIdentity(readJson(file));
  if (owner) return isSameProcessAlive(owner);
  return (
    fs.existsSync(file) && Date.now() - (fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) < 5_000
  );
}
