import type { MetaFunction } from '@remix-run/node';
import { type Locale, type Message, type Messages, messagesFor } from './messages';

/** The page's language as the root loader found it. */
export function localeOfMatches(matches: readonly { id: string; data?: unknown }[]): Locale {
  const root = matches.find((match) => match.id === 'root')?.data;
  return typeof root === 'object' && root !== null && 'locale' in root && root.locale === 'en' ? 'en' : 'fr';
}

/** `<title>` and description of a page whose words do not depend on its data. */
export function pageMeta<French extends Record<string, Message>>(
  messages: Messages<French>,
  title: keyof French & string,
  description?: keyof French & string,
): MetaFunction {
  return ({ matches }) => {
    const words: Record<string, unknown> = messagesFor(messages, localeOfMatches(matches));
    return [
      { title: `${String(words[title])} · Rouage` },
      ...(description ? [{ name: 'description', content: String(words[description]) }] : []),
    ];
  };
}
