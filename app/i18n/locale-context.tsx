import { createContext, type ReactNode, useContext } from 'react';
import { type Locale, type Message, type Messages, messagesFor, type Same } from './messages';

const LocaleContext = createContext<Locale>('fr');

export function LocaleProvider(props: { locale: Locale; children: ReactNode }) {
  return <LocaleContext.Provider value={props.locale}>{props.children}</LocaleContext.Provider>;
}

export function useLocale(): Locale {
  return useContext(LocaleContext);
}

/** The words of the page's language. */
export function useMessages<French extends Record<string, Message>>(
  messages: Messages<French>,
): Same<French> {
  return messagesFor(messages, useLocale());
}
