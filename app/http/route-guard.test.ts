import { data, type ServerBuild } from '@remix-run/node';
import { describe, expect, it } from 'vitest';
import { guardRoutes } from './route-guard.server';

class DatabaseGone extends Error {}

/** What a guarded loader throws when the route's own loader throws `thrown`. */
async function failure(thrown: unknown, aborted = false): Promise<{ thrown: unknown; logged: unknown[] }> {
  const logged: unknown[] = [];
  const throwing = () => {
    throw thrown;
  };
  const build = { routes: { home: { id: 'home', module: { default: () => null, loader: throwing } } } };
  const guarded = guardRoutes(build as unknown as ServerBuild, {
    isDatabaseDown: (error) => error instanceof DatabaseGone,
    log: (error) => logged.push(error),
  });
  const loader = guarded.routes['home']?.module.loader;
  if (typeof loader !== 'function') throw new Error('no loader');
  const controller = new AbortController();
  if (aborted) controller.abort();
  const request = new Request('http://localhost/', { signal: controller.signal });
  try {
    await loader({
      request,
      params: {},
      context: {
        requestId: 'r-1',
        nonce: '',
        clientAddress: '',
        secure: false,
        responseClosed: controller.signal,
      },
    });
  } catch (error) {
    return { thrown: error, logged };
  }
  throw new Error('nothing was thrown');
}

describe('a failing loader', () => {
  it('tells a dead database as 503', async () => {
    const { thrown, logged } = await failure(new DatabaseGone());
    expect(thrown).toMatchObject({
      data: { code: 'database-down', requestId: 'r-1' },
      init: { status: 503 },
    });
    expect(logged).toHaveLength(1);
  });

  it('tells any other crash as 500, without its words', async () => {
    const { thrown, logged } = await failure(new TypeError('secret'));
    expect(thrown).toMatchObject({ data: { code: 'unexpected', requestId: 'r-1' }, init: { status: 500 } });
    expect(JSON.stringify(thrown)).not.toContain('secret');
    expect(logged).toHaveLength(1);
  });

  it('keeps a refusal as it is, with the number of the request', async () => {
    const { thrown, logged } = await failure(data({ code: 'not-found' }, { status: 404 }));
    expect(thrown).toMatchObject({ data: { code: 'not-found', requestId: 'r-1' }, init: { status: 404 } });
    expect(logged).toHaveLength(0);
  });

  it('keeps a response (a redirection) as it is', async () => {
    const response = new Response(null, { status: 302 });
    expect((await failure(response)).thrown).toBe(response);
  });

  it('says nothing of a person who left', async () => {
    expect((await failure(new Error('aborted'), true)).logged).toHaveLength(0);
  });
});
