import type { Locale } from './messages';

const tag = { fr: 'fr-FR', en: 'en-GB' } as const;

/** 123456 -> "1 234,56 €". `cents` is an integer. */
export function formatCents(cents: number, locale: Locale): string {
  return new Intl.NumberFormat(tag[locale], { style: 'currency', currency: 'EUR' }).format(cents / 100);
}

/** 12000 -> "12 000" (French: narrow no-break space). */
export function formatInteger(value: number, locale: Locale): string {
  return new Intl.NumberFormat(tag[locale], { maximumFractionDigits: 0 }).format(value);
}

export function formatNumber(value: number, locale: Locale, maximumFractionDigits = 3): string {
  return new Intl.NumberFormat(tag[locale], { maximumFractionDigits }).format(value);
}

/** A deadline with its minute, always in the time of Paris, which is said. */
export function formatDeadline(at: Date | string, locale: Locale): string {
  const said = new Intl.DateTimeFormat(tag[locale], {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Europe/Paris',
  }).format(new Date(at));
  return locale === 'fr' ? firstOfMonth(said) : said;
}

/** A day: '2027-03-15' -> "15 mars 2027". Days have no time zone. */
export function formatDay(day: string, locale: Locale): string {
  const said = new Intl.DateTimeFormat(tag[locale], { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day.slice(0, 10)}T00:00:00Z`),
  );
  return locale === 'fr' ? firstOfMonth(said) : said;
}

/** French says « 1er avril » and « 2 avril »; Intl says « 1 avril ». */
function firstOfMonth(said: string): string {
  return said.replace(/^1(?=\s)/, '1er');
}
