import { environment } from '~/config/environment.server';
import { closeDatabase } from '~db/client.server';
import { log } from './log';
import { startWorkers } from './start-workers';

const graceSeconds = 6;
const limitSeconds = 9.5;

/** The worker process: relay, clocks and jobs. As many as one likes. SIGTERM ends it within ten seconds. */
async function main(): Promise<void> {
  const queue = environment().REDIS_URL ? 'redis' : 'postgresql';
  const starting = startWorkers({ resendAfterSeconds: 30, stalledSeconds: 20 });

  let stopping = false;
  const stop = async (reason: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ reason }, 'stopping');
    // whatever hangs is handed to others by its lock's end; this process does not outlive its limit
    setTimeout(() => process.exit(0), limitSeconds * 1000).unref();
    await (await starting).stop(graceSeconds);
    await closeDatabase();
    log.info('stopped');
    process.exit(0);
  };
  // before the start has ended: a process that is stopped while it starts stops as well
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
  // supervised: a parent that was killed must not leave this process behind
  process.on('disconnect', () => void stop('disconnect'));

  await starting;
  log.info({ queue }, 'working');
  process.send?.({ working: true });
}

main().catch((error: unknown) => {
  log.fatal({ err: error }, 'cannot start');
  process.exit(1);
});
