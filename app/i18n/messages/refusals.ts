import { defineMessages, type Locale, messagesFor } from '../messages';

/**
 * The codes of refusals that no single field carries, each a whole sentence: what happened, and what to do.
 * A domain adds its own codes here.
 */
export const refusalMessages = defineMessages({
  fr: {
    'not-found': 'Rien ne se trouve à cette adresse, ou cela ne vous est pas ouvert.',
    'operation-reused':
      'Cet envoi a déjà servi pour autre chose. Rechargez la page pour voir ce qui est enregistré, puis recommencez.',
    forbidden: 'Votre rôle dans l’organisation ne permet pas de faire cela. Demandez à un administrateur.',
    'database-down': 'La base de données ne répond pas. Rien n’a été perdu.',
    unexpected: 'Une erreur est survenue de notre côté.',
  },
  en: {
    'not-found': 'There is nothing at this address, or it is not open to you.',
    'operation-reused':
      'This submission was already used for something else. Reload the page to see what is saved, then try again.',
    forbidden: 'Your role in the organisation does not allow this. Ask an administrator.',
    'database-down': 'The database does not answer. Nothing was lost.',
    unexpected: 'Something went wrong on our side.',
  },
});

/** The sentence of a refusal's code; null for a code that has none. */
export function refusalText(code: string, locale: Locale): string | null {
  const words: Readonly<Record<string, string>> = messagesFor(refusalMessages, locale);
  return Object.hasOwn(words, code) ? (words[code] ?? null) : null;
}
