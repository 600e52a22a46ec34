import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { isAlive } from './embedded/process-identity';
import { SupervisedProgram } from './supervise';

const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'rouage-supervise-'));
fs.mkdirSync(path.join(dataFolder, 'logs'));
afterAll(() => fs.rmSync(dataFolder, { recursive: true }));

function program(code: string, gaveUp = () => {}): SupervisedProgram {
  return new SupervisedProgram({
    name: 'web',
    arguments: ['-e', code],
    environment: { BIRTHS: path.join(dataFolder, 'births') },
    dataFolder,
    gaveUp,
  });
}

const born = `require('fs').appendFileSync(process.env.BIRTHS, process.pid + '\\n');`;
const births = () => fs.readFileSync(path.join(dataFolder, 'births'), 'utf8').trim().split('\n').map(Number);

describe('a supervised program', () => {
  it('is started again after it was killed, and stopped for good', async () => {
    const supervised = program(`${born} process.send('up'); setInterval(() => {}, 1000)`);
    expect(await supervised.start()).toBe('up');
    const [first = 0] = births();
    process.kill(first, 'SIGKILL');
    await vi.waitFor(() => expect(births()).toHaveLength(2), { timeout: 10_000 });
    const [, second = 0] = births();
    await supervised.stop();
    expect(isAlive(second)).toBe(false);
    expect(births()).toHaveLength(2);
    fs.rmSync(path.join(dataFolder, 'births'));
  });

  it('is given up when it dies each time as soon as it is started', { timeout: 60_000 }, async () => {
    const given = vi.fn();
    const supervised = program(`${born} process.exit(3)`, given);
    expect(await supervised.start()).toBeUndefined();
    expect(given).toHaveBeenCalledOnce();
    expect(births()).toHaveLength(5);
    await supervised.stop();
  });
});
