import { startWorkers } from '../../workers/start-workers';

/** A worker like workers/main.ts, but impatient, so that a test of what is lost need not wait a minute. */
const workers = await startWorkers({ resendAfterSeconds: 2, stalledSeconds: 2 });
process.on('SIGTERM', () => {
  void workers.stop(2).then(() => process.exit(0));
});
// a test run that was killed leaves no worker behind
process.on('disconnect', () => process.exit(0));
process.send?.({ working: true });
