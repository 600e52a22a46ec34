import net, { type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { choosePort } from './listening-port';

describe('the port', () => {
  it('is the wanted one when it is free, else the next free one', async () => {
    const taken = net.createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const chosen = await choosePort(port, '127.0.0.1');
    expect(chosen).toBeGreaterThan(port);
    await new Promise((resolve) => taken.close(resolve));
    expect(await choosePort(port, '127.0.0.1')).toBe(port);
  });

  it('says what is wrong with an interface that this machine has not', async () => {
    await expect(choosePort(3_000, '203.0.113.1')).rejects.toThrow(/HOST/);
  });
});
