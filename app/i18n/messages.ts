export const locales = ['fr', 'en'] as const;
export type Locale = (typeof locales)[number];

// biome-ignore lint/suspicious/noExplicitAny: the only way to say "a function of whatever arguments" in a constraint
export type Message = string | ((...args: any[]) => string);

/** The English side has the French side's keys, and its functions the same arguments: a gap fails the types. */
export type Same<French> = {
  [Key in keyof French]: French[Key] extends (...args: infer Args) => string
    ? (...args: Args) => string
    : string;
};

export interface Messages<French extends Record<string, Message>> {
  fr: French;
  en: Same<French>;
}

/** One domain's words in both languages, side by side so that one commit carries both. */
export function defineMessages<French extends Record<string, Message>>(
  messages: Messages<French>,
): Messages<French> {
  return messages;
}

/** The words of one language: on the server (mails, errors) by the reader's locale, in views by `useMessages`. */
export function messagesFor<French extends Record<string, Message>>(
  messages: Messages<French>,
  locale: Locale,
): Same<French> {
  // Every word of the French side is a string or such a function, which `Same` widens to; the compiler cannot see it.
  return locale === 'fr' ? (messages.fr as unknown as Same<French>) : messages.en;
}

/** French counts 0 and 1 as one, English only 1: Intl decides. `many` (French millions) reads as `other`. */
export function plural(locale: Locale, count: number, one: string, other: string): string {
  return new Intl.PluralRules(locale).select(count) === 'one' ? one : other;
}
