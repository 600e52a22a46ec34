import net, { type AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { loadDemo } from '~db/seeds/load-demo.server';
import { testDatabase } from '../../tests/database';
import { recountCorpus } from './corpus-statistics.server';
import { ensureIndex } from './index-capabilities.server';
import { closeEngine } from './meilisearch-client.server';
import { searchCapabilities } from './search-capabilities.server';

const { url } = await testDatabase();

test('an engine that takes calls and never answers delays one page, and no process', async () => {
  let calls = 0;
  const hanging = net.createServer((socket) => {
    socket.on('data', () => {
      calls += 1;
    });
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve));
  afterAll(async () => {
    await closeEngine();
    hanging.close();
  });
  process.env['MEILI_URL'] = `http://127.0.0.1:${(hanging.address() as AddressInfo).port}`;
  await loadDemo(url);
  await recountCorpus();
  const asked = { query: 'spiraux', filters: {}, offset: 0, limit: 5 };

  const first = await searchCapabilities(asked);
  expect([first.engine, first.degraded, first.hits[0]?.document.ref]).toEqual([
    'postgresql',
    true,
    'cap-122',
  ]);
  expect(calls).toBe(1);
  for (let page = 0; page < 20; page += 1)
    expect((await searchCapabilities(asked)).engine).toBe('postgresql');
  expect(calls).toBe(1); // the breaker is open: nobody else waited

  expect(await ensureIndex()).toBe('unreachable'); // a process starts without it
});
