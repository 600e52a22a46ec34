import { describe, expect, it } from 'vitest';
import { requestLocale } from '~/i18n/locale.server';
import { requestAppearance } from '~/shell/appearance.server';
import * as appearance from './appearance';
import * as language from './language';

type Action = typeof language.action;

async function post(action: Action, fields: Record<string, string>): Promise<Response> {
  const request = new Request('http://localhost/', { method: 'POST', body: new URLSearchParams(fields) });
  return await action({ request, params: {}, context: {} as Parameters<Action>[0]['context'] });
}

/** The next request of the same browser. */
function nextVisit(response: Response): Request {
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  return new Request('http://localhost/', { headers: { cookie } });
}

describe('choosing a language or an appearance', () => {
  it('is kept by the browser, and leads back to the page', async () => {
    const english = await post(language.action, { locale: 'en', back: '/besoins?page=2' });
    expect(english.headers.get('location')).toBe('/besoins?page=2');
    expect(requestLocale(nextVisit(english))).toBe('en');
    const dark = await post(appearance.action, { appearance: 'dark', back: '/' });
    expect(requestAppearance(nextVisit(dark))).toBe('dark');
  });

  it.each(['//evil.example/', 'https://evil.example/', '\\\\evil.example', ''])(
    'never leads away: %s',
    async (back) => {
      const response = await post(language.action, { locale: 'fr', back });
      expect(response.headers.get('location')).toBe('/');
    },
  );

  it('refuses what is no choice', async () => {
    await expect(post(language.action, { locale: 'de' })).rejects.toMatchObject({ init: { status: 400 } });
    await expect(post(appearance.action, {})).rejects.toMatchObject({ init: { status: 400 } });
  });
});
