import type { RequestHandler } from 'express';
import { describe, expect, it } from 'vitest';
import { ask, sendRaw, serve } from '../../tests/serve';

const tellFacts: RequestHandler = (request, response) => {
  const { requestId, clientAddress, secure } = response.locals;
  const forwarded = Object.keys(request.headers).filter((name) => /forwarded|real-ip/.test(name));
  response.json({ requestId, clientAddress, secure, host: request.headers.host, forwarded });
};
const alone = await serve(tellFacts);
const proxied = await serve(tellFacts, { trustProxy: 1 });
const configured = await serve(tellFacts, { appUrl: 'https://rouage.example' });

async function facts(served: typeof alone, headers: Record<string, string>) {
  const answer = await ask(served, '/', { headers });
  return { ...(JSON.parse(answer.body) as Record<string, unknown>), header: answer.headers['x-request-id'] };
}

const forged = {
  'x-forwarded-for': '203.0.113.9',
  'x-forwarded-host': 'evil.example',
  'x-forwarded-proto': 'https',
  forwarded: 'for=203.0.113.9',
  'x-real-ip': '203.0.113.9',
  'x-request-id': 'chosen-by-client',
};

describe('what a request says of itself', () => {
  it('is dropped when no proxy is trusted', async () => {
    const known = await facts(alone, forged);
    expect(known).toMatchObject({
      clientAddress: '127.0.0.1',
      secure: false,
      host: alone.host,
      forwarded: [],
    });
    expect(known).not.toMatchObject({ requestId: 'chosen-by-client' });
  });

  it('is believed from a trusted proxy', async () => {
    expect(await facts(proxied, forged)).toMatchObject({
      clientAddress: '203.0.113.9',
      secure: true,
      requestId: 'chosen-by-client',
      header: 'chosen-by-client',
    });
  });

  it('never changes a configured host', async () => {
    expect(await facts(configured, { host: 'evil.example' })).toMatchObject({
      host: 'rouage.example',
      secure: true,
    });
  });

  it('has a number, the same on the response and on the log line', async () => {
    const { requestId, header } = (await facts(alone, {})) as { requestId: string; header: string };
    expect(header).toBe(requestId);
    expect(alone.logged.map((line) => line['requestId'])).toContain(requestId);
  });
});

describe('addresses that no browser sends', () => {
  it.each(['/%00', '/a?b=%00', '/%E0%A4%A'])('are refused: %s', async (path) => {
    expect((await ask(alone, path)).status).toBe(400);
  });

  it('are refused with a host that is none', async () => {
    expect(await sendRaw(alone.port, 'GET / HTTP/1.1\r\nHost: a b<c\r\nConnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1.1 400 /,
    );
  });
});
