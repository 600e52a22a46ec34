import { expect, test } from 'vitest';
import { indexSettings, tradeSynonyms } from './index-settings';

test('synonyms go both ways', () => {
  const synonyms = tradeSynonyms();
  for (const [from, to] of Object.entries(synonyms))
    for (const word of to)
      if (synonyms[word] && synonyms[word].length < 50) expect(synonyms[word]).toContain(from);
  expect(synonyms['tampographie'] ?? synonyms['padprint']).toBeDefined();
});

test('a word that names leaves of several families stands for none of their labels', () => {
  const synonyms = tradeSynonyms();
  expect(synonyms['tube'] ?? []).not.toContain('tube de couronne');
  expect(synonyms['decoupe'] ?? []).not.toContain('decoupage fin aiguille');
  expect(synonyms['viton'] ?? []).not.toContain('bracelet caoutchouc');
  expect(synonyms['garantie'] ?? []).not.toContain('poincon');
});

test('codes are exempt from typo tolerance', () => {
  const { typoTolerance } = indexSettings();
  expect(typoTolerance?.disableOnNumbers).toBe(true);
  expect(typoTolerance?.disableOnWords).toEqual(
    expect.arrayContaining(['316l', '904l', 'pvd', 'fkm', 'dlc']),
  );
});

test('nothing but public facts is searched, and only identities are handed out', () => {
  const settings = indexSettings();
  const names = [...(settings.searchableAttributes ?? []), ...(settings.filterableAttributes ?? [])].join(
    ' ',
  );
  expect(names).not.toMatch(/price|cents|email|siren/i);
  expect(settings.displayedAttributes).toEqual(['id', 'version']);
});
