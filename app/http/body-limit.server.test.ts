import { createRequestHandler } from '@remix-run/express';
import type { ServerBuild } from '@remix-run/node';
import type { RequestHandler } from 'express';
import { describe, expect, it } from 'vitest';
import { sendRaw, serve } from '../../tests/serve';

/** Reads the whole body, as an action does. */
const pages: RequestHandler = (request, response, next) => {
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.byteLength;
  });
  request.on('end', () => response.end(`read ${bytes}`));
  request.on('error', next);
};
const served = await serve(pages, { bodyBoundOf: () => ({ maxBytes: 1_000, maxSeconds: 1 }) });

const head = (more: string) =>
  `POST /x HTTP/1.1\r\nHost: ${served.host}\r\nOrigin: ${served.url}\r\nConnection: close\r\n${more}\r\n\r\n`;
const chunk = (size: number) => `${size.toString(16)}\r\n${'a'.repeat(size)}\r\n`;

describe('bodies', () => {
  it('pass up to the bound, announced or chunked', async () => {
    expect(await sendRaw(served.port, head('Content-Length: 1000') + 'a'.repeat(1_000))).toContain(
      'read 1000',
    );
    const chunked = await sendRaw(served.port, [
      head('Transfer-Encoding: chunked'),
      chunk(600),
      chunk(400),
      '0\r\n\r\n',
    ]);
    expect(chunked).toContain('read 1000');
  });

  it('that announce too much are refused in both languages before they are sent', async () => {
    const answer = await sendRaw(served.port, head('Content-Length: 1001'));
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
    expect(answer).toContain('Envoi trop volumineux');
    expect(answer).toContain('Too large');
    expect(answer).not.toContain('read');
  });

  it('that grow too large in chunks are refused as soon as they do', async () => {
    const answer = await sendRaw(served.port, [head('Transfer-Encoding: chunked'), chunk(600), chunk(401)]);
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
    expect(answer).not.toContain('read');
  });

  it('that go on being sent still get the answer', async () => {
    const parts = [head('Transfer-Encoding: chunked'), ...Array.from({ length: 300 }, () => chunk(10_000))];
    expect(await sendRaw(served.port, parts)).toMatch(/^HTTP\/1.1 413 /);
  });

  it('that come too slowly are refused', async () => {
    const answer = await sendRaw(served.port, head('Content-Length: 500'));
    expect(answer).toMatch(/^HTTP\/1.1 408 /);
  });
});

describe('an action of Remix that reads a body too large', () => {
  it('answers once, with 413, and logs no crash', async () => {
    const build = minimalBuild(async (request) => {
      await request.formData();
      return null;
    });
    const remix = await serve(createRequestHandler({ build, mode: 'production' }), {
      bodyBoundOf: () => ({ maxBytes: 1_000, maxSeconds: 5 }),
    });
    const answer = await sendRaw(remix.port, [
      `POST / HTTP/1.1\r\nHost: ${remix.host}\r\nOrigin: ${remix.url}\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n`,
      chunk(600),
      chunk(600),
    ]);
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
    expect(answer.match(/HTTP\/1.1/g)).toHaveLength(1);
    expect(remix.logged.filter((line) => line['msg'] === 'unhandled')).toEqual([]);
  });
});

function minimalBuild(action: (request: Request) => Promise<unknown>): ServerBuild {
  return {
    entry: { module: { default: () => new Response('page'), handleError: () => {} } },
    routes: {
      root: {
        id: 'root',
        path: '',
        module: { default: () => null, action: ({ request }: { request: Request }) => action(request) },
      },
    },
    assets: { entry: { imports: [], module: '' }, routes: {}, url: '', version: '' },
    publicPath: '/',
    assetsBuildDirectory: '',
    future: { v3_singleFetch: true },
    isSpaMode: false,
  } as unknown as ServerBuild;
}
