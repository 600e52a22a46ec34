import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceptedLocale, localeCookie, requestLocale } from './locale.server';

function request(headers: Record<string, string>): Request {
  return new Request('http://localhost/', { headers });
}

describe('requestLocale', () => {
  it('takes the choice made on this browser before everything else', () => {
    const chosen = request({ cookie: 'a=b; rouage_locale=en', 'accept-language': 'fr' });
    expect(requestLocale(chosen, { locale: 'fr' })).toBe('en');
  });

  it('takes the person’s language before the browser’s', () => {
    expect(requestLocale(request({ 'accept-language': 'fr' }), { locale: 'en' })).toBe('en');
  });

  it('is French when nobody says anything it knows', () => {
    expect(requestLocale(request({}))).toBe('fr');
    expect(requestLocale(request({ cookie: 'rouage_locale=de', 'accept-language': 'de-CH' }))).toBe('fr');
  });

  it('reads back the cookie that it writes', () => {
    const pair = localeCookie('en').split(';')[0] ?? '';
    expect(requestLocale(request({ cookie: pair }))).toBe('en');
  });
});

describe('acceptedLocale', () => {
  it.each([
    ['en-GB,en;q=0.9,fr;q=0.8', 'en'],
    ['fr;q=0.7, en;q=0.8', 'en'],
    ['de-CH, de;q=0.9, fr-CH;q=0.8', 'fr'],
    ['en;q=0, fr;q=0.1', 'fr'],
    ['*', null],
    ['', null],
    [null, null],
  ])('reads %s as %s', (header, locale) => {
    expect(acceptedLocale(header)).toBe(locale);
  });

  it('never fails, whatever a client sends', () => {
    fc.assert(fc.property(fc.string(), (header) => ['fr', 'en', null].includes(acceptedLocale(header))));
  });
});
