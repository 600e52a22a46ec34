import {
  type BackendFactory,
  createPostgresBackend,
  createRedisBackend,
  type IQueueBackend,
  type Processor,
  runMigrations,
  withBackend,
} from 'bullmq';
import { environment } from '~/config/environment.server';
import { connectOwner } from '~db/client.server';
import { type Lane, lanes, limitsOf, type NewJob } from './catalogue';
import { log } from './log';

/**
 * The queues: on PostgreSQL, or on Redis when `REDIS_URL` is set; the same jobs. Either is a projection of the outbox
 * and of rows that are not yet done: it may be emptied, or exchanged for the other, and nothing is lost.
 */
const redis = { prefix: '{rouage}' }; // the braces keep a lane's keys on one node of a cluster
const schema = 'bullmq';

function classes() {
  const factory = environment().REDIS_URL ? createRedisBackend : createPostgresBackend;
  // both backends answer to one interface; erasing the concrete one gives callers one type
  return withBackend<IQueueBackend, unknown>(factory as unknown as BackendFactory<IQueueBackend, unknown>);
}

function connection(side: 'producer' | 'worker'): unknown {
  const { REDIS_URL, DATABASE_URL } = environment();
  if (!REDIS_URL) return { connectionString: DATABASE_URL, schema, max: side === 'worker' ? 4 : 2 };
  return side === 'worker'
    ? { url: REDIS_URL, maxRetriesPerRequest: null } // a worker waits for Redis to come back
    : { url: REDIS_URL, maxRetriesPerRequest: 1, enableOfflineQueue: false, commandTimeout: 5_000 }; // a producer says so at once
}

function keys() {
  return environment().REDIS_URL ? redis : {};
}

function createQueue(lane: Lane) {
  const { Queue } = classes();
  const queue = new Queue(lane, {
    ...keys(),
    connection: connection('producer'),
    // A finished job leaves at once: its id may be used again, and what failed for good stands in `dead_letters`.
    defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
  });
  queue.on('error', (error) => log.warn({ lane, err: error }, 'queue'));
  return queue;
}

export type LaneProcessor = Processor<unknown, void>;

/** @param stalledSeconds a worker that is silent for so long has its jobs given to others */
export function createLaneWorker(lane: Lane, processor: LaneProcessor, stalledSeconds = 20) {
  const { Worker } = classes();
  const worker = new Worker<unknown, void>(lane, processor, {
    ...keys(),
    connection: connection('worker'),
    concurrency: lanes[lane].concurrency,
    lockDuration: stalledSeconds * 1000,
    stalledInterval: (stalledSeconds * 1000) / 2,
    maxStalledCount: 5,
    autorun: false,
  });
  worker.on('error', (error) => log.warn({ lane, err: error }, 'worker'));
  return worker;
}
export type LaneWorker = ReturnType<typeof createLaneWorker>;

/** Where jobs are put. Adding a job whose id already waits or runs changes nothing. */
export interface JobSink {
  add(newJobs: readonly NewJob[]): Promise<void>;
  close(): Promise<void>;
}

const largestAdd = 1_000;

export function openJobSink(): JobSink {
  const queues = new Map<Lane, ReturnType<typeof createQueue>>();
  const queueOf = (lane: Lane) => {
    const known = queues.get(lane);
    if (known) return known;
    const queue = createQueue(lane);
    queues.set(lane, queue);
    return queue;
  };
  return {
    async add(newJobs) {
      for (const lane of Object.keys(lanes) as Lane[]) {
        const entries = newJobs.filter((job) => limitsOf(job.name).lane === lane).map(queueEntry);
        for (let start = 0; start < entries.length; start += largestAdd)
          await queueOf(lane).addBulk(entries.slice(start, start + largestAdd));
      }
    },
    async close() {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}

// BullMQ takes jobs without a priority first, then the smallest number.
const backgroundPriority = 10;

function queueEntry(job: NewJob) {
  const { attempts, backoffSeconds, background } = limitsOf(job.name);
  return {
    name: job.name,
    data: job.data,
    opts: {
      jobId: job.id,
      attempts,
      ...(background ? { priority: backgroundPriority } : {}),
      backoff: { type: 'exponential', delay: backoffSeconds * 1000, jitter: 0.5 },
    },
  };
}

/** PostgreSQL's queue tables, in their own schema; many processes may start at once. Nothing to do for Redis. */
export async function migrateQueues(): Promise<void> {
  if (environment().REDIS_URL) return;
  const owner = await connectOwner();
  try {
    await runMigrations(owner, schema);
  } finally {
    await owner.end();
  }
}

/** Forget every job, as a lost Redis would. For tests and for the operator; the outbox sends again what is owed. */
export async function emptyQueues(): Promise<void> {
  for (const lane of Object.keys(lanes) as Lane[]) {
    const queue = createQueue(lane);
    await queue.waitUntilReady();
    await queue.obliterate({ force: true });
    await queue.close();
  }
}
