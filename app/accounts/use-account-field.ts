import type { RejectedForm } from '~/http/forms.server';
import { useMessages } from '~/i18n/locale-context';
import { accountMessages } from '~/i18n/messages/accounts';

/** The sentence of a code in the page's language; a code without one is shown as it is. */
export function useAccountSentence(): (code: string) => string {
  const words: Readonly<Record<string, unknown>> = useMessages(accountMessages);
  return (code) => {
    const sentence = Object.hasOwn(words, code) ? words[code] : undefined;
    return typeof sentence === 'string' ? sentence : code;
  };
}

/** What each field of a refused form shows: what was sent, and what is wrong with it. */
export function useAccountField(rejected: RejectedForm | undefined) {
  const say = useAccountSentence();
  return (name: string, otherwise = '') => ({
    name,
    defaultValue: rejected?.sent[name]?.[0] ?? otherwise,
    errors: rejected?.errors[name]?.map(say),
  });
}
