import { sql } from 'kysely';
import { z } from 'zod';
import { type Listening, listen } from '~/events/listen.server';
import { database } from '~db/client.server';
import { isLiveTopic, type LiveTopic } from './live-topic';

/**
 * Live signals in this process: one database connection hears them all, however many pages are open here. Who
 * subscribes is told "changed", and asks for the rest like any page.
 */
const subscribers = new Map<LiveTopic, Set<() => void>>();
let listening: Listening | undefined;
let lostAt: number | undefined;

const payloadSchema = z.object({ topics: z.array(z.string()) });

/** @returns ends the subscription; calling it twice does nothing more */
export function subscribeLive(topics: readonly LiveTopic[], onChange: () => void): () => void {
  listening ??= listen({
    channel: 'rouage_live',
    onNotify: hear,
    onConnected: () => void catchUp(),
    onLost: () => {
      lostAt ??= performance.now();
    },
  });
  for (const topic of topics) {
    const known = subscribers.get(topic);
    if (known) known.add(onChange);
    else subscribers.set(topic, new Set([onChange]));
  }
  return () => {
    for (const topic of topics) {
      const known = subscribers.get(topic);
      known?.delete(onChange);
      if (known?.size === 0) subscribers.delete(topic);
    }
  };
}

/** How many topics anybody follows here: what a test of leaks looks at. */
export function followedTopics(): number {
  return subscribers.size;
}

/** Stop hearing, at the end of a process or of a test file. */
export async function closeLive(): Promise<void> {
  const open = listening;
  listening = undefined;
  lostAt = undefined;
  await open?.stop();
}

function hear(payload: string): void {
  let topics: string[];
  try {
    topics = payloadSchema.parse(JSON.parse(payload)).topics;
  } catch {
    return; // whoever may connect to the database may say anything on the channel
  }
  tell(topics);
}

function tell(topics: readonly string[]): void {
  for (const topic of topics)
    if (isLiveTopic(topic)) for (const onChange of subscribers.get(topic) ?? []) onChange();
}

/** After the connection was lost: what changed meanwhile, with some seconds to spare for commits under way. */
async function catchUp(): Promise<void> {
  if (lostAt === undefined || subscribers.size === 0) {
    lostAt = undefined;
    return;
  }
  const followed = [...subscribers.keys()];
  const seconds = (performance.now() - lostAt) / 1000 + marginSeconds;
  lostAt = undefined;
  try {
    tell(await topicsChangedWithin(followed, seconds));
  } catch {
    tell(followed); // cannot know: let every page look for itself
  }
}

const marginSeconds = 5;

async function topicsChangedWithin(topics: readonly LiveTopic[], seconds: number): Promise<string[]> {
  const rows = await database()
    .selectFrom('live_changes')
    .where('topic', 'in', [...topics])
    .where('changed_at', '>', sql<Date>`clock_timestamp() - make_interval(secs => ${seconds})`)
    .select('topic')
    .execute();
  return rows.map((row) => row.topic);
}

/**
 * The state of some topics as a word that differs when any of them has changed: the number of each one's last change,
 * in the order of `topics`, 0 for none. It goes to the browser as an event's id and comes back when it reconnects.
 */
export async function liveState(topics: readonly LiveTopic[]): Promise<string> {
  const rows = await database()
    .selectFrom('live_changes')
    .where('topic', 'in', [...topics])
    .select(['topic', 'change'])
    .execute();
  const changes = new Map(rows.map((row) => [row.topic, row.change]));
  return topics.map((topic) => changes.get(topic) ?? 0).join('.');
}

/**
 * Whether any of the topics changed since a page was loaded.
 * @param ageMs how long ago, by the page's own clock: durations need no common hour
 */
export async function changedSince(topics: readonly LiveTopic[], ageMs: number): Promise<boolean> {
  return (await topicsChangedWithin(topics, ageMs / 1000 + marginSeconds)).length > 0;
}
