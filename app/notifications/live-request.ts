import { isLiveTopic, type LiveTopic } from './live-topic';

/** What a page asks to follow. Its reader's own notices are asked for without an id: there is no choice. */
export type AskedTopic = 'person' | Exclude<LiveTopic, `person:${string}`>;

export interface LiveRequest {
  topics: readonly AskedTopic[];
  /** Milliseconds since the page's data were loaded; at most a day. */
  ageMs: number;
}

const mostTopics = 4;
const longestAgeMs = 86_400_000;

export function liveQuery({ topics, ageMs }: LiveRequest): string {
  const query = new URLSearchParams(topics.map((topic) => ['sujet', topic]));
  query.set('age', String(Math.round(ageMs)));
  return `?${query}`;
}

/** @returns null for anything that `liveQuery` does not write */
export function readLiveRequest(query: URLSearchParams): LiveRequest | null {
  const topics = query.getAll('sujet');
  const age = query.get('age') ?? '0';
  if (topics.length === 0 || topics.length > mostTopics || new Set(topics).size < topics.length) return null;
  if (!/^\d{1,12}$/.test(age) || !topics.every(isAskedTopic)) return null;
  return { topics, ageMs: Math.min(Number(age), longestAgeMs) };
}

function isAskedTopic(text: string): text is AskedTopic {
  return text === 'person' || (isLiveTopic(text) && text.startsWith('group-purchase:'));
}
