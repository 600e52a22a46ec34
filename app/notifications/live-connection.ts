import { paths } from '~/http/paths';
import { type AskedTopic, liveQuery } from './live-request';

/** How a page follows its topics; the numbers are the defaults of a browser's page. */
export interface LiveConnectionOptions {
  /** Absent where the browser has none: the page polls. */
  EventSource: typeof EventSource | undefined;
  /** Makes the address whole where there is no page to be relative to. */
  origin?: string;
  /** Between two looks when no stream stands. */
  pollMs?: number;
  /** A stream says something when it opens, and none lives longer than 36 s: longer silence is no stream. */
  silenceMs?: number;
  /** Changes are heard by many at once; each page waits up to this long, at random, before it asks. */
  spreadMs?: number;
}

interface Follower {
  topics: readonly AskedTopic[];
  onChange: () => void;
}

/**
 * One event stream for all that a page follows (browsers allow six connections to a site, in all windows together).
 * "Changed" is all it hears; followers then load their data again. While no stream stands, it polls.
 */
export class LiveConnection {
  readonly #options: Required<Omit<LiveConnectionOptions, 'EventSource'>> &
    Pick<LiveConnectionOptions, 'EventSource'>;
  readonly #followers = new Set<Follower>();
  #source: EventSource | undefined;
  #followed = '';
  /** By the wall clock, which goes on while a laptop sleeps. */
  #knownAt = Date.now();
  #telling: ReturnType<typeof setTimeout> | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #poll: ReturnType<typeof setTimeout> | undefined;
  #paused = false;

  constructor(options: LiveConnectionOptions) {
    this.#options = { origin: '', pollMs: 30_000, silenceMs: 60_000, spreadMs: 400, ...options };
  }

  /** @returns ends it */
  follow(topics: readonly AskedTopic[], onChange: () => void): () => void {
    const follower = { topics, onChange };
    this.#followers.add(follower);
    this.#reopenSoon();
    return () => {
      this.#followers.delete(follower);
      this.#reopenSoon();
    };
  }

  /** A page that nobody looks at holds no stream; when it is shown again, it asks what it missed. */
  pause(paused: boolean): void {
    if (this.#paused === paused) return;
    this.#paused = paused;
    this.#followed = '';
    this.#reopenSoon();
  }

  close(): void {
    this.#followers.clear();
    this.#stop();
    clearTimeout(this.#telling);
  }

  /** Several followers of one page come and go in one breath: the stream is opened once. */
  #reopenSoon(): void {
    queueMicrotask(() => {
      const topics = this.#topics();
      const wanted = topics.join(' ');
      if (wanted === this.#followed && this.#source) return;
      this.#followed = wanted;
      this.#stop();
      if (topics.length > 0 && !this.#paused) this.#open(topics);
    });
  }

  #topics(): AskedTopic[] {
    return [...new Set([...this.#followers].flatMap((follower) => follower.topics))].sort();
  }

  #open(topics: readonly AskedTopic[]): void {
    const { EventSource: Source, origin } = this.#options;
    if (!Source) {
      this.#pollSoon();
      return;
    }
    // what was loaded for a topic that is new here may be some seconds old
    const ageMs = Math.max(Date.now() - this.#knownAt, 10_000);
    const source = new Source(`${origin}${paths.liveEvents()}${liveQuery({ topics, ageMs })}`);
    this.#source = source;
    source.addEventListener('state', () => this.#hear(false));
    source.addEventListener('changed', () => this.#hear(true));
    source.addEventListener('error', () => {
      // otherwise the browser itself connects again
      if (source.readyState === source.CLOSED && this.#source === source) this.#pollSoon();
    });
    this.#watch();
  }

  #hear(changed: boolean): void {
    this.#knownAt = Date.now();
    this.#watch();
    if (changed) this.#tell(Math.random() * this.#options.spreadMs);
  }

  #tell(afterMs: number): void {
    this.#telling ??= setTimeout(() => {
      this.#telling = undefined;
      for (const { onChange } of this.#followers) onChange();
    }, afterMs);
  }

  #watch(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#pollSoon(), this.#options.silenceMs);
  }

  /** No stream: look now and then, and try for a stream again each time. */
  #pollSoon(): void {
    this.#stop();
    this.#poll = setTimeout(() => {
      this.#knownAt = Date.now();
      this.#tell(0);
      this.#followed = '';
      this.#reopenSoon();
    }, this.#options.pollMs);
  }

  #stop(): void {
    this.#source?.close();
    this.#source = undefined;
    clearTimeout(this.#silence);
    clearTimeout(this.#poll);
  }
}
