import { createContext, type ReactNode, useContext } from 'react';
import { type Locale, type Messages, messagesFor } from './messages';

const LocaleContext = createContext<Locale>('fr');

export function LocaleProvider(props: { locale: Locale; children: ReactNode }) {
  return <LocaleContext.Provider value={props.locale}>{props.children}</LocaleContext.Provider>;
}

export function useLocale(): Locale {
  return useContext(LocaleContext);
}

export function useMessages<French extends Parameters<typeof messagesFor>[0]['fr']>(messages: Messages<French>) {
  return messagesFor(messages, useLocale());
}
