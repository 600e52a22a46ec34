import { expect, test } from 'vitest';
import { CircuitBreaker } from './circuit-breaker';

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('a tripped breaker refuses at once, probes once a pause, and closes after a probe that succeeds', async () => {
  let now = 0;
  let probes = 0;
  let isUp = false;
  const probe = async () => {
    probes += 1;
    if (!isUp) throw new Error('down');
  };
  const breaker = new CircuitBreaker(probe, 100, () => now);
  expect(breaker.closed).toBe(true);

  breaker.trip();
  expect([breaker.closed, breaker.closed, probes]).toEqual([false, false, 0]);

  now = 100;
  expect([breaker.closed, breaker.closed, probes]).toEqual([false, false, 1]); // two callers, one probe
  await settled();
  now = 199;
  expect([breaker.closed, probes]).toEqual([false, 1]); // the failed probe began a new pause

  isUp = true;
  now = 200;
  expect(breaker.closed).toBe(false); // nobody waits for the probe
  await settled();
  expect([breaker.closed, probes]).toEqual([true, 2]);
});
