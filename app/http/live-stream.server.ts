import { changedSince, liveState, subscribeLive } from '~/notifications/live.server';
import type { LiveTopic } from '~/notifications/live-topic';
import { eventStream, type SendEvent } from './event-stream.server';

/** Streams open at once in this process: for one reader (a person, or a visitor's address), and in all. */
export const streamLimits = { reader: 20, process: 5_000 } as const;

const open = new Map<string, number>();
let openInAll = 0;

export function openStreams(): number {
  return openInAll;
}

export interface LiveStreamOptions {
  topics: readonly LiveTopic[];
  /** Who reads, for the bound: a person's id, or a visitor's address. */
  reader: string;
  /** `Last-Event-ID`: what the browser knew when its last stream ended. */
  lastState: string | null;
  /** Without one: how long ago the page was loaded. */
  ageMs: number;
  closed: AbortSignal | undefined;
}

/**
 * Says `changed` when one of the topics has, at once if that was before the stream opened; never what has changed.
 * @returns null when the reader has too many streams open already
 */
export function liveStream(options: LiveStreamOptions): Response | null {
  const mine = open.get(options.reader) ?? 0;
  if (mine >= streamLimits.reader || openInAll >= streamLimits.process) return null;
  open.set(options.reader, mine + 1);
  openInAll += 1;
  return eventStream({ closed: options.closed, open: (send) => follow(options, send) });
}

function follow({ topics, reader, lastState, ageMs }: LiveStreamOptions, send: SendEvent): () => void {
  let ended = false;
  let asking = false;
  let again = false;
  const say = async (name: 'changed' | 'state') => {
    // Many changes while one is being told are told once more, not many times.
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    const id = await liveState(topics).catch(() => unknownState);
    asking = false;
    if (ended) return;
    send({ name, id });
    if (again) {
      again = false;
      void say('changed');
    }
  };
  // Subscribed before the first look, so that no change falls between the two.
  const unsubscribe = subscribeLive(topics, () => void say('changed'));
  void missed(topics, lastState, ageMs).then((changed) => say(changed ? 'changed' : 'state'));
  return () => {
    ended = true;
    unsubscribe();
    const left = (open.get(reader) ?? 1) - 1;
    if (left > 0) open.set(reader, left);
    else open.delete(reader);
    openInAll -= 1;
  };
}

/** Differs from every state, so that the next stream looks again. */
const unknownState = 'unknown';

async function missed(
  topics: readonly LiveTopic[],
  lastState: string | null,
  ageMs: number,
): Promise<boolean> {
  try {
    return lastState ? (await liveState(topics)) !== lastState : await changedSince(topics, ageMs);
  } catch {
    return false; // the database is away: its return is told (live.server.ts)
  }
}
