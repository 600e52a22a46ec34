import { expect, it } from 'vitest';
import { type LiveRequest, liveQuery, readLiveRequest } from './live-request';

const id = '0198c0de-0000-7000-8000-000000000001';

it('reads what a page asks, and nothing else', () => {
  const asked: LiveRequest = {
    topics: ['group-purchase:0198c0de-0000-7000-8000-000000000001', 'person'],
    ageMs: 1234,
  };
  expect(readLiveRequest(new URLSearchParams(liveQuery(asked)))).toEqual(asked);
  for (const query of [
    '',
    'sujet=person&sujet=person',
    `sujet=person:${id}`,
    `sujet=need:${id}`,
    'sujet=group-purchase:1',
    'sujet=person&age=-1',
    'sujet=person&age=1e3',
    `sujet=person&${[1, 2, 3, 4].map((n) => `sujet=group-purchase:0198c0de-0000-7000-8000-00000000000${n}`).join('&')}`,
  ])
    expect(readLiveRequest(new URLSearchParams(query)), query).toBeNull();
});

it('bounds the age that a page may claim', () => {
  expect(readLiveRequest(new URLSearchParams('sujet=person&age=999999999999'))?.ageMs).toBe(86_400_000);
});
