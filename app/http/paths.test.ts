import fc from 'fast-check';
import { expect, it } from 'vitest';
import { insidePath } from './paths';

it('goes on to pages of this site, query and all', () => {
  expect(insidePath('/besoins?famille=CAD')).toBe('/besoins?famille=CAD');
  expect(insidePath('/achats-groupes/gp-001')).toBe('/achats-groupes/gp-001');
});

it.each([
  undefined,
  '',
  'https://evil.example',
  '//evil.example',
  '/.//evil.example',
  '/..//evil.example',
  '/x/..//evil.example',
  '/%2e//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  'javascript:alert(1)',
])('goes home instead of to %s', (candidate) => {
  expect(insidePath(candidate)).toBe('/');
});

it('never leads a browser away, whatever it is given', () => {
  const bits = fc.constantFrom(
    '/',
    '//',
    '.',
    '..',
    '\\',
    '%2e',
    '%2f',
    '@',
    ':',
    'evil.example',
    '\t',
    '\n',
    ' ',
    '?',
    '#',
  );
  fc.assert(
    fc.property(fc.array(bits, { maxLength: 12 }), (parts) => {
      const there = new URL(insidePath(`/${parts.join('')}`), 'http://rouage.test/here/too');
      expect(there.origin).toBe('http://rouage.test');
    }),
    { numRuns: 3000 },
  );
});
