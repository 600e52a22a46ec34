import { preferenceCookie, readCookie } from '~/http/cookies.server';
import { type Locale, locales } from './messages';

const cookieName = 'rouage_locale';

export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value);
}

/**
 * The language of a page: the one chosen on this browser, else the person's own, else what the browser asks for,
 * else French.
 */
export function requestLocale(request: Request, actor?: { locale: Locale } | null): Locale {
  const chosen = readCookie(request, cookieName);
  if (isLocale(chosen)) return chosen;
  return actor?.locale ?? acceptedLocale(request.headers.get('accept-language')) ?? 'fr';
}

export function localeCookie(locale: Locale): string {
  return preferenceCookie(cookieName, locale);
}

/** RFC 9110, 12.5.4: tags with weights from 0 to 1; `q=0` is a refusal, equal weights go by order. */
export function acceptedLocale(header: string | null): Locale | null {
  const wanted = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
      return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0 && weight <= 1)
    .sort((a, b) => b.weight - a.weight);
  for (const { language } of wanted) if (isLocale(language)) return language;
  return null;
}
