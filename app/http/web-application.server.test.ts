import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { RequestHandler } from 'express';
import { afterAll, describe, expect, it } from 'vitest';
import { ask, sendRaw, serve } from '../../tests/serve';
import { drain } from './graceful-drain.server';

class DatabaseGone extends Error {}

const clientFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'rouage-client-'));
fs.mkdirSync(path.join(clientFolder, 'assets'));
fs.writeFileSync(path.join(clientFolder, 'assets', 'home-abc123.js'), 'export {};\n'.repeat(500));
afterAll(() => fs.rmSync(clientFolder, { recursive: true }));

const pages: RequestHandler = (request, response, next) => {
  switch (request.path) {
    case '/crash':
      return next(new Error('at secretFunction (secret/path.ts:1:1)'));
    case '/dead':
      return next(new DatabaseGone('password authentication failed for "rouage"'));
    case '/half':
      response.write('half a page');
      return setTimeout(() => next(new Error('late')), 20);
    case '/events':
      response.setHeader('Content-Type', 'text/event-stream');
      return response.write('data: first\n\n');
    case '/slow':
      return setTimeout(() => response.end('finished'), 400);
    default:
      response.setHeader('Content-Type', 'text/html');
      return response.end('<p>page</p>'.repeat(300));
  }
};
const options = { clientFolder, isDatabaseDown: (error: unknown) => error instanceof DatabaseGone };
const served = await serve(pages, options);

describe('security headers', () => {
  it('allow only scripts with the nonce of this very response', async () => {
    const [one, two] = await Promise.all([ask(served, '/'), ask(served, '/')]);
    const policy = String(one.headers['content-security-policy']);
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{24}'/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(policy).not.toBe(two.headers['content-security-policy']);
  });

  it('keep the Origin of no-script posts', async () => {
    const { headers } = await ask(served, '/');
    expect(headers['referrer-policy']).toBe('strict-origin-when-cross-origin');
    expect(headers['x-powered-by']).toBeUndefined();
  });

  it('ask for TLS only where there is TLS', async () => {
    expect((await ask(served, '/')).headers['strict-transport-security']).toBeUndefined();
    const secure = await serve(pages, { ...options, appUrl: 'https://rouage.example' });
    const { headers } = await ask(secure, '/');
    expect(headers['strict-transport-security']).toMatch(/max-age=\d{8}/);
    expect(headers['content-security-policy']).toContain('upgrade-insecure-requests');
  });
});

describe('failures', () => {
  it('show a number and no stack', async () => {
    const { status, body, headers } = await ask(served, '/crash');
    expect(status).toBe(500);
    expect(body).toContain(String(headers['x-request-id']));
    expect(body).not.toMatch(/secret|\.ts:/);
    const line = served.logged.find((entry) => entry['msg'] === 'unhandled');
    expect(JSON.stringify(line)).toContain('secretFunction');
  });

  it('of the database say that nothing was lost, and when to try again', async () => {
    const { status, body, headers } = await ask(served, '/dead');
    expect(status).toBe(503);
    expect(headers['retry-after']).toBe('10');
    expect(body).toContain('Rien n’a été perdu');
    expect(body).toContain('Nothing was lost');
    expect(body).not.toContain('password');
  });

  it('in the middle of a page cut it, so that it is not taken for whole', async () => {
    const answer = await sendRaw(served.port, `GET /half HTTP/1.1\r\nHost: ${served.host}\r\n\r\n`);
    expect(answer).toContain('half a page');
    expect(answer).not.toMatch(/\r\n0\r\n\r\n$/);
  });
});

describe('files and pages', () => {
  it('keeps built files for ever, compressed', async () => {
    const { headers } = await ask(served, '/assets/home-abc123.js', {
      headers: { 'accept-encoding': 'gzip' },
    });
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers['content-encoding']).toBe('gzip');
  });

  it('answers an absent built file with a bare 404 that nobody keeps', async () => {
    const { status, headers, body } = await ask(served, '/assets/home-old.js');
    expect(status).toBe(404);
    expect(headers['cache-control']).toBe('no-store');
    expect(body).toBe('404\n');
  });

  it('never holds back an event stream to compress it', async () => {
    const request = `GET /events HTTP/1.1\r\nHost: ${served.host}\r\nAccept-Encoding: gzip\r\n\r\n`;
    const answer = await sendRaw(served.port, request, 300);
    expect(answer).toContain('data: first');
    expect(answer).not.toMatch(/content-encoding/i);
  });
});

describe('the log', () => {
  it('keeps neither queries, nor tokens, nor addresses', async () => {
    const token = 'Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MDEyMzQ1Njc4OTA';
    await ask(served, `/invitation/${token}?q=Jeanne%20Martin`, { headers: { 'user-agent': 'Agent-X' } });
    await new Promise((resolve) => setTimeout(resolve, 20));
    const text = JSON.stringify(served.logged);
    expect(text).toContain('/invitation/…');
    for (const secret of [token, 'Jeanne', 'Agent-X', '127.0.0.1']) expect(text).not.toContain(secret);
  });
});

describe('being watched and ended', () => {
  it('is alive always, ready when it says so', async () => {
    const unready = await serve(pages, { ...options, isReady: async () => false });
    expect((await ask(unready, '/livez')).status).toBe(200);
    expect((await ask(unready, '/readyz')).status).toBe(503);
    expect((await ask(served, '/readyz')).status).toBe(200);
  });

  it('lets requests under way finish, ends event streams, and takes no more', async () => {
    const ending = await serve(pages, options);
    const slow = ask(ending, '/slow');
    const stream = sendRaw(ending.port, `GET /events HTTP/1.1\r\nHost: ${ending.host}\r\n\r\n`, 5_000);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const drained = drain(ending.server, 1_000);
    await expect(ask(ending, '/')).rejects.toThrow(/ECONNREFUSED|ECONNRESET/);
    expect((await slow).body).toBe('finished');
    expect(await stream).toContain('data: first');
    await drained;
  });
});
