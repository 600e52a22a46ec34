import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { withFolderLock } from './folder-lock';
import { identify, pause } from './process-identity';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rouage-lock-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

describe('the lock of a folder', () => {
  it('lets one in at a time', async () => {
    const lock = path.join(folder, 'one');
    let inside = 0;
    let most = 0;
    const visits = Array.from({ length: 12 }, () =>
      withFolderLock(lock, async () => {
        inside += 1;
        most = Math.max(most, inside);
        await pause(5);
        inside -= 1;
      }),
    );
    await Promise.all(visits);
    expect(most).toBe(1);
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it('is freed by work that fails', async () => {
    const lock = path.join(folder, 'two');
    await expect(withFolderLock(lock, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await withFolderLock(lock, async () => 'in')).toBe('in');
  });

  it.each([
    ['a process that is gone', { pid: 2 ** 22 - 3, started: '1' }],
    ['a later process with the same number', { ...identify(process.pid), started: '1' }],
  ])('is taken over from %s', async (_who, owner) => {
    const lock = path.join(folder, 'three');
    fs.writeFileSync(lock, JSON.stringify(owner));
    expect(await withFolderLock(lock, async () => 'in')).toBe('in');
  });
});
