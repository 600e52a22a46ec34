import { type Listening, listen } from '~/events/listen.server';
import { type Lane, lanes } from './catalogue';
import { log } from './log';
import { createLaneWorker, type JobSink, type LaneWorker, migrateQueues, openJobSink } from './queues';
import { runJob } from './run-job';
import { type Clock, schedule } from './schedule';

export interface WorkersOptions {
  /** An event that was sent so long ago without an end is sent again; with the clock's own pace, under 60 s. */
  resendAfterSeconds: number;
  /** A worker that is silent for so long has its jobs given to others. */
  stalledSeconds: number;
}

export interface Workers {
  /** Take no new job, wait for those under way, hand back what does not end within `graceSeconds`. */
  stop(graceSeconds: number): Promise<void>;
}

export async function startWorkers(options: WorkersOptions): Promise<Workers> {
  await migrateQueues();
  const sink = openJobSink();
  const stopping = new AbortController();
  const workers = (Object.keys(lanes) as Lane[]).map((lane) => {
    const worker = createLaneWorker(
      lane,
      (job, token) => runJob(job, token, stopping.signal),
      options.stalledSeconds,
    );
    worker.run().catch((error: unknown) => log.error({ lane, err: error }, 'lane ended'));
    return worker;
  });
  const clocks = schedule(options).map((clock) => new RunningClock(clock, sink));
  const wake = () => {
    for (const clock of clocks) if (clock.onWake) clock.wake();
  };
  const listening: Listening = listen({
    channel: 'rouage_events',
    onNotify: wake,
    onConnected: wake,
    onLost: (error) => log.warn({ err: error }, 'not listening'),
  });
  return {
    async stop(graceSeconds) {
      const late = setTimeout(() => stopping.abort(new Error('stopping')), graceSeconds * 1000);
      await Promise.all([
        listening.stop(),
        ...clocks.map((clock) => clock.stop()),
        ...workers.map((worker: LaneWorker) => worker.close()),
      ]);
      clearTimeout(late);
      await sink.close();
    },
  };
}

/** Runs one clock at its pace and when woken, never twice at once in this process. */
class RunningClock {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  #stopped = false;

  constructor(
    private readonly clock: Clock,
    private readonly sink: JobSink,
  ) {
    this.wake();
  }

  get onWake(): boolean {
    return this.clock.onWake;
  }

  wake(): void {
    if (this.#stopped) return;
    if (this.#running) {
      this.#again = true; // what woke us may have come after the round read its rows
      return;
    }
    clearTimeout(this.#timer);
    this.#running = this.#round().finally(() => {
      this.#running = undefined;
      if (this.#again && !this.#stopped) this.wake();
      else this.#sleep();
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  #sleep(): void {
    if (this.#stopped) return;
    // some chance, so that many processes do not ask all at once
    const pause = this.clock.everySeconds * 1000 * (0.8 + Math.random() * 0.4);
    this.#timer = setTimeout(() => this.wake(), pause);
  }

  async #round(): Promise<void> {
    this.#again = false;
    try {
      for (let full = true; full && !this.#stopped; ) {
        const outcome = await this.clock.run(this.sink);
        full = outcome.full;
        if (outcome.found > 0) log.debug({ clock: this.clock.name, found: outcome.found }, 'clock');
      }
    } catch (error) {
      log.warn({ clock: this.clock.name, err: error }, 'clock failed');
    }
  }
}
