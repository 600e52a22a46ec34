import { createRequestHandler } from '@remix-run/express';
import type { ServerBuild } from '@remix-run/node';
import type { RequestHandler } from 'express';
import { sql } from 'kysely';
import { EventSource } from 'undici';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { closeLive, followedTopics } from '~/notifications/live.server';
import { LiveConnection } from '~/notifications/live-connection';
import type { LiveTopic } from '~/notifications/live-topic';
import { signalLive } from '~/notifications/signal-live.server';
import { connectOwner } from '~db/client.server';
import { makeGroupPurchase } from '~db/factories/group-purchases.server';
import { makeMember, makeSession } from '~db/factories/people.server';
import { testDatabase } from '../../tests/database';
import { ask, serve } from '../../tests/serve';
import * as liveEvents from '../routes/live-events';
import { openStreams, streamLimits } from './live-stream.server';

const { db } = await testDatabase();
const served = await serve(remixWith(liveEvents));

afterAll(() => closeLive());

/** Remix with this one route, behind the whole web application. */
function remixWith(module: { loader: unknown }): RequestHandler {
  const build = {
    entry: { module: { default: () => new Response() } },
    routes: { live: { id: 'live', path: 'evenements', module } },
    assets: { entry: { module: '', imports: [] }, routes: {}, url: '', version: '' },
    assetsBuildDirectory: '',
    publicPath: '/',
    basename: '/',
    future: { v3_singleFetch: true },
    isSpaMode: false,
  } as unknown as ServerBuild;
  return createRequestHandler({
    build,
    mode: 'test',
    getLoadContext: (_request, response) => response.locals,
  });
}

const signal = (topic: LiveTopic) => db.transaction().execute((trx) => signalLive(trx, [topic]));

/** Reads a stream as text until `wanted` is heard or it ends. */
class Stream {
  text = '';
  readonly #abort = new AbortController();
  status = 0;
  type = '';

  async open(path: string, headers: Record<string, string> = {}): Promise<this> {
    const response = await fetch(served.url + path, { headers, signal: this.#abort.signal });
    this.status = response.status;
    this.type = response.headers.get('content-type') ?? '';
    void this.#read(response.body);
    return this;
  }

  async #read(body: ReadableStream<Uint8Array> | null): Promise<void> {
    try {
      const reader = body?.getReader();
      for (;;) {
        const part = await reader?.read();
        if (!part?.value) return;
        this.text += Buffer.from(part.value).toString();
      }
    } catch {
      // vanished
    }
  }

  heard(wanted: string | RegExp): Promise<void> {
    return expect.poll(() => this.text, { timeout: 10_000 }).toMatch(wanted) as unknown as Promise<void>;
  }

  vanish(): void {
    this.#abort.abort();
  }
}

const lastId = (text: string) => [...text.matchAll(/^id: (.*)$/gm)].at(-1)?.[1] ?? '';

const opened = new Set<Stream>();
const open = async (path: string, headers?: Record<string, string>) => {
  const stream = await new Stream().open(path, headers);
  opened.add(stream);
  return stream;
};
afterEach(async () => {
  for (const stream of opened) stream.vanish();
  opened.clear();
  await expect.poll(openStreams).toBe(0);
});

describe('a live stream', () => {
  it('says that something changed, and never what', async () => {
    const { id } = await makeGroupPurchase(db);
    const stream = await open(`/evenements?sujet=group-purchase:${id}&age=0`);
    expect([stream.status, stream.type]).toEqual([200, 'text/event-stream; charset=utf-8']);
    await stream.heard('event: state');
    await signal(`group-purchase:${id}`);
    await stream.heard(/event: changed\nid: \d+\ndata: \n\n/);
  });

  it('says what was missed between two connections, at once', async () => {
    const { id } = await makeGroupPurchase(db);
    const path = `/evenements?sujet=group-purchase:${id}&age=0`;
    const first = await open(path);
    await first.heard('event: state');
    await signal(`group-purchase:${id}`);
    await first.heard('event: changed');
    const known = lastId(first.text);
    first.vanish();
    const quiet = await open(path, { 'Last-Event-ID': known });
    await quiet.heard('event: state');
    expect(quiet.text).not.toContain('changed');
    quiet.vanish();
    await signal(`group-purchase:${id}`);
    const second = await open(path, { 'Last-Event-ID': known });
    await second.heard('event: changed');
    expect(second.text).not.toContain('event: state');
  });

  it('says what changed between the page’s load and its first stream', async () => {
    const { id } = await makeGroupPurchase(db);
    await signal(`group-purchase:${id}`);
    await sql`update live_changes set changed_at = now() - interval '30 seconds'`.execute(db);
    const fresh = await open(`/evenements?sujet=group-purchase:${id}&age=10000`);
    await fresh.heard('event: state');
    const stale = await open(`/evenements?sujet=group-purchase:${id}&age=40000`);
    await stale.heard('event: changed');
  });

  it('hears again after its database connection was cut, and tells what was said meanwhile', async () => {
    const { id } = await makeGroupPurchase(db);
    const stream = await open(`/evenements?sujet=group-purchase:${id}&age=0`);
    await stream.heard('event: state');
    const owner = await connectOwner(); // the application's role may not end the connections of others
    const { rowCount } = await owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and query = 'listen rouage_live'`,
    );
    await owner.end();
    expect(rowCount).toBe(1);
    await signal(`group-purchase:${id}`);
    await stream.heard('event: changed');
  });

  it('leaves nothing behind when its reader vanishes', async () => {
    const { id } = await makeGroupPurchase(db);
    const streams = await Promise.all(
      Array.from({ length: 10 }, () => open(`/evenements?sujet=group-purchase:${id}&age=0`)),
    );
    await Promise.all(streams.map((stream) => stream.heard('event: state')));
    expect([openStreams(), followedTopics()]).toEqual([10, 1]);
    for (const stream of streams) stream.vanish();
    await expect.poll(() => [openStreams(), followedTopics()]).toEqual([0, 0]);
  });

  it('is not opened without end for one reader', async () => {
    const { id } = await makeGroupPurchase(db);
    const path = `/evenements?sujet=group-purchase:${id}&age=0`;
    const streams = await Promise.all(Array.from({ length: streamLimits.reader }, () => open(path)));
    await Promise.all(streams.map((stream) => stream.heard('event: state')));
    expect((await ask(served, path)).status).toBe(429);
  });
});

describe('what may be followed', () => {
  it('one’s own notices, by one’s session', async () => {
    const member = await makeMember(db);
    const { cookie } = await makeSession(db, member);
    const mine = await open('/evenements?sujet=person', { cookie });
    await mine.heard('event: state');
    await signal(`person:${(await makeMember(db)).person.id}`);
    await signal(`person:${member.person.id}`);
    await mine.heard('event: changed');
    expect(mine.text.match(/event: changed/g)).toHaveLength(1);
  });

  it('nothing that is not there, not published or not one’s own: one answer for all', async () => {
    const draft = await makeGroupPurchase(db, { state: 'draft' });
    const other = (await makeMember(db)).person.id;
    const { cookie } = await makeSession(db, await makeMember(db));
    const answers = await Promise.all(
      [
        'sujet=person',
        `sujet=person:${other}`,
        `sujet=group-purchase:${draft.id}`,
        `sujet=group-purchase:${other}`,
        'sujet=group-purchase:nonsense',
        '',
      ].map(async (query, index) => {
        const headers: Record<string, string> = index === 0 ? {} : { cookie };
        const { status, body } = await ask(served, `/evenements?${query}`, { headers });
        return { status, body };
      }),
    );
    expect(answers[0]?.status).toBe(404);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });
});

describe('a page’s connection', () => {
  const connections = new Set<LiveConnection>();
  const connect = (options: Partial<ConstructorParameters<typeof LiveConnection>[0]> = {}) => {
    const connection = new LiveConnection({
      EventSource: EventSource as unknown as typeof globalThis.EventSource,
      origin: served.url,
      spreadMs: 0,
      ...options,
    });
    connections.add(connection);
    return connection;
  };
  afterEach(() => {
    for (const connection of connections) connection.close();
    connections.clear();
  });

  it('holds one stream for all that the page follows, and loads again on a change', async () => {
    const [first, second] = [await makeGroupPurchase(db), await makeGroupPurchase(db)];
    const connection = connect();
    const heard: string[] = [];
    connection.follow([`group-purchase:${first.id}`], () => heard.push('first'));
    const leave = connection.follow([`group-purchase:${second.id}`], () => heard.push('second'));
    await expect.poll(() => [openStreams(), followedTopics()]).toEqual([1, 2]);
    await signal(`group-purchase:${second.id}`);
    await expect.poll(() => heard).toEqual(['first', 'second']);
    leave();
    await expect.poll(() => [openStreams(), followedTopics()]).toEqual([1, 1]);
  });

  it('holds none while nobody looks, and learns afterwards what it missed', async () => {
    const { id } = await makeGroupPurchase(db);
    const connection = connect();
    let heard = 0;
    connection.follow([`group-purchase:${id}`], () => {
      heard += 1;
    });
    await expect.poll(openStreams).toBe(1);
    connection.pause(true);
    await expect.poll(openStreams).toBe(0);
    await signal(`group-purchase:${id}`);
    expect(heard).toBe(0);
    connection.pause(false);
    await expect.poll(() => heard).toBe(1);
  });

  it('polls where there is no stream', async () => {
    for (const options of [{ EventSource: undefined }, { origin: `${served.url}/nowhere` }]) {
      let heard = 0;
      connect({ ...options, pollMs: 20 }).follow(['person'], () => {
        heard += 1;
      });
      await expect.poll(() => heard).toBeGreaterThan(1);
    }
  });
});
