import { describe, expect, it } from 'vitest';
import { ask, serve } from '../../tests/serve';

let changes = 0;
const change = (_request: unknown, response: { end: (text: string) => void }) => {
  changes += 1;
  response.end('changed');
};
const open = await serve(change);
const configured = await serve(change, { appUrl: 'https://rouage.example' });

async function attempt(served: typeof open, method: string, headers: Record<string, string>) {
  const before = changes;
  const { status } = await ask(served, '/ressource', { method, headers });
  expect(changes - before).toBe(status === 200 ? 1 : 0);
  return status;
}

describe('changes asked for by another site', () => {
  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('are refused before anything runs: %s', async (method) => {
    expect(await attempt(open, method, { 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await attempt(open, method, { 'sec-fetch-site': 'same-site' })).toBe(403);
    expect(await attempt(open, method, { origin: 'https://evil.example' })).toBe(403);
    expect(await attempt(open, method, { origin: 'null' })).toBe(403);
    expect(await attempt(open, method, {})).toBe(403);
  });

  it('are not helped by a forged forwarded host', async () => {
    const headers = { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' };
    expect(await attempt(open, 'POST', headers)).toBe(403);
  });

  it('are not helped by a forged Host once the site knows its own', async () => {
    const headers = { origin: 'https://evil.example', host: 'evil.example' };
    expect(await attempt(configured, 'POST', headers)).toBe(403);
  });

  it('get a page in both languages that says that nothing was saved', async () => {
    const { body } = await ask(open, '/ressource', { method: 'POST' });
    expect(body).toContain('Rien n’a été enregistré');
    expect(body).toContain('Nothing was saved');
  });
});

describe('changes asked for by the site itself', () => {
  it('pass', async () => {
    expect(await attempt(open, 'POST', { 'sec-fetch-site': 'same-origin' })).toBe(200);
    expect(await attempt(open, 'POST', { origin: open.url })).toBe(200);
    expect(await attempt(configured, 'POST', { origin: 'https://rouage.example' })).toBe(200);
  });

  it('pass with an Authorization header, which another site cannot add', async () => {
    expect(await attempt(open, 'POST', { authorization: 'Bearer x' })).toBe(200);
  });

  it('leave reading alone', async () => {
    expect(await attempt(open, 'GET', { 'sec-fetch-site': 'cross-site' })).toBe(200);
  });
});
