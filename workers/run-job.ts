import { DelayedError, type Job, WaitingError } from 'bullmq';
import { sendMail } from '~/mail/send-mail.server';
import { database } from '~db/client.server';
import { bodies } from './bodies';
import { isJobName, type JobName, jobs, limitsOf } from './catalogue';
import { EventFailedError, handleOwed } from './handle-owed';
import { log } from './log';

/**
 * Run one job of any lane: check its data, bound its time, keep its dead letter, hand it back when the process stops.
 * @param stopping aborted when the process can wait no longer; the job then goes back to its queue, not a try spent
 */
export async function runJob(
  job: Job<unknown, void>,
  token: string | undefined,
  stopping: AbortSignal,
): Promise<void> {
  if (!isJobName(job.name)) throw new Error(`unknown job ${job.name}`); // a newer release's: its clock asks again
  const name = job.name;
  const signal = AbortSignal.any([AbortSignal.timeout(limitsOf(name).timeoutSeconds * 1000), stopping]);
  const begun = performance.now();
  try {
    const outcome = await until(perform(name, job.data, signal), signal);
    if (outcome === 'busy') return await comeBack(job, token);
    log.debug({ job: name, jobId: job.id, ms: Math.round(performance.now() - begun) }, 'job done');
  } catch (error) {
    if (stopping.aborted) return await handBack(job, token);
    if (error instanceof DelayedError) throw error;
    log.warn({ job: name, jobId: job.id, attempt: job.attemptsMade + 1, err: error }, 'job failed');
    if (job.attemptsMade + 1 >= limitsOf(name).attempts) await bury(name, job, error);
    throw error;
  }
}

async function perform(name: JobName, data: unknown, signal: AbortSignal): Promise<'handled' | 'busy'> {
  if (name === 'send-mail') {
    await sendMail(jobs[name].schema.parse(data).mailId);
    return 'handled';
  }
  return handleOwed(name, jobs[name].schema.parse(data), bodies[name], signal);
}

/** The work, or the signal: what is still under way then ends with its own transaction, and counts if it commits. */
function until<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** Another worker has the aggregate: try again in a moment, without counting it as a failure. */
async function comeBack(job: Job<unknown, void>, token: string | undefined): Promise<never> {
  const doubling = Math.min(job.attemptsStarted, 6);
  // A whole number of milliseconds: PostgreSQL's queue keeps it as one.
  await job.moveToDelayed(Date.now() + Math.round((10 + Math.random() * 20) * 2 ** doubling), token);
  throw new DelayedError();
}

async function handBack(job: Job<unknown, void>, token: string | undefined): Promise<never> {
  log.info({ job: job.name, jobId: job.id }, 'job handed back');
  await job.moveToWait(token);
  throw new WaitingError();
}

/**
 * The last attempt failed: keep it where a person can see it. If even that fails (no database), nothing is lost: the
 * relay finds the event without an end and sends it again.
 */
async function bury(name: JobName, job: Job<unknown, void>, error: unknown): Promise<void> {
  if (limitsOf(name).end !== 'dead-letter' || !(error instanceof EventFailedError)) return;
  try {
    await database()
      .insertInto('dead_letters')
      .values({
        event_id: error.eventId,
        handler: name,
        attempts: job.attemptsMade + 1,
        error: error.message.slice(0, 500),
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    log.error({ job: name, eventId: error.eventId, err: error.cause }, 'dead letter');
  } catch (failure) {
    log.error({ job: name, eventId: error.eventId, err: failure }, 'dead letter not kept');
  }
}
