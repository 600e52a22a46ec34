import { z } from 'zod';

/**
 * Every job there is. A job carries ids; its body (workers/bodies.ts) asks the database what is true by then.
 * A lane is one queue with its own workers, so that a slow mail server or a long computation stops nobody else.
 */
export const lanes = {
  quick: { concurrency: 4 },
  heavy: { concurrency: 2 },
  mails: { concurrency: 5 },
} as const;
export type Lane = keyof typeof lanes;

/** A reaction to an event, or a clock's wish for the same work, which no event asks for. */
const aggregateJob = z.object({
  aggregateId: z.uuid(),
  eventId: z.number().int().positive().optional(),
});
export type AggregateJob = z.infer<typeof aggregateJob>;

const mailJob = z.object({ mailId: z.uuid() });
export type MailJob = z.infer<typeof mailJob>;

interface JobLimits {
  lane: Lane;
  attempts: number;
  /** The pause before the second attempt; it doubles, with half of it left to chance. */
  backoffSeconds: number;
  timeoutSeconds: number;
  /**
   * After the last attempt: `dead-letter` = kept in `dead_letters` until a person retries or discards it;
   * `clock` = its row says "not yet done", and the schedule asks again at the row's own pace.
   */
  end: 'dead-letter' | 'clock';
  /** Waits behind everything else of its lane: thousands of these (an import) must not keep a person waiting. */
  background?: true;
  /** One run answers for every owed event of its aggregate: the work reads what is true now, not what the event said. */
  coalesce: boolean;
}

const reaction = { attempts: 8, backoffSeconds: 1, end: 'dead-letter', schema: aggregateJob } as const;

export const jobs = {
  'match-need': { ...reaction, lane: 'heavy', timeoutSeconds: 60, coalesce: true },
  'rematch-capability': { ...reaction, background: true, lane: 'heavy', timeoutSeconds: 60, coalesce: true },
  // more attempts, over an hour: the search engine may be away, and search answers without it meanwhile
  'index-capability': {
    ...reaction,
    background: true,
    lane: 'quick',
    attempts: 12,
    timeoutSeconds: 20,
    coalesce: true,
  },
  'recompute-pool': { ...reaction, lane: 'quick', timeoutSeconds: 20, coalesce: true },
  'send-notices': { ...reaction, lane: 'quick', timeoutSeconds: 25, coalesce: false },
  // no event asks for it: a deadline passed, and the clock asks until the order says that it is closed
  'close-group-purchase': {
    ...reaction,
    lane: 'quick',
    attempts: 1,
    timeoutSeconds: 20,
    end: 'clock',
    coalesce: true,
  },
  'clear-group-purchase': { ...reaction, lane: 'heavy', timeoutSeconds: 120, coalesce: true },
  'signal-group-purchase': { ...reaction, lane: 'quick', timeoutSeconds: 10, coalesce: true },
  'send-mail': {
    lane: 'mails',
    schema: mailJob,
    attempts: 1,
    backoffSeconds: 1,
    timeoutSeconds: 90,
    end: 'clock',
    coalesce: false,
  },
} as const satisfies Record<string, JobLimits & { schema: z.ZodType }>;

export type JobName = keyof typeof jobs;
export type JobData<Name extends JobName> = z.infer<(typeof jobs)[Name]['schema']>;
/** The jobs about one aggregate, asked for by events or a clock, which the inbox (workers/handle-owed.ts) runs. */
export type ReactionName = Exclude<JobName, 'send-mail'>;

export function isJobName(text: string): text is JobName {
  return Object.hasOwn(jobs, text);
}

export function limitsOf(name: JobName): JobLimits {
  return jobs[name];
}

/** What a producer hands to a queue. `id` keeps a waiting twin from being added; once is kept by the database. */
export type NewJob = {
  [Name in JobName]: { name: Name; id: string; data: JobData<Name> };
}[JobName];
