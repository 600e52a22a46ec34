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
    'needs-are-posted-by-brands':
      'Les besoins sont publiés par les marques, par un administrateur ou un acheteur. Un fabricant y est proposé et en est prévenu.',
    'organisation-changed':
      'Depuis que cette page a été ouverte, vous agissez pour une autre organisation. Rien n’a été fait : revenez en arrière, vérifiez pour qui vous agissez en haut de la page, puis recommencez.',
    'form-unreadable':
      'Ce formulaire n’a pas pu être lu : rien n’a été fait. Revenez à la page précédente et renvoyez-le.',
    'too-large':
      'C’est trop pour un seul envoi : rien n’a été fait. Raccourcissez les textes, puis renvoyez.',
    'database-down': 'La base de données ne répond pas. Rien n’a été perdu.',
    unexpected: 'Une erreur est survenue de notre côté.',
  },
  en: {
    'not-found': 'There is nothing at this address, or it is not open to you.',
    'operation-reused':
      'This submission was already used for something else. Reload the page to see what is saved, then try again.',
    forbidden: 'Your role in the organisation does not allow this. Ask an administrator.',
    'needs-are-posted-by-brands':
      'Needs are posted by brands, by an administrator or a buyer. A maker is proposed for them and told.',
    'organisation-changed':
      'Since this page was opened you act for another organisation. Nothing was done: go back, check for whom you act at the top of the page, then try again.',
    'form-unreadable':
      'This form could not be read: nothing was done. Go back to the previous page and send it again.',
    'too-large': 'This is too much for one submission: nothing was done. Shorten the texts, then send again.',
    'database-down': 'The database does not answer. Nothing was lost.',
    unexpected: 'Something went wrong on our side.',
  },
});

/** The sentence of a refusal's code; null for a code that has none. */
export function refusalText(code: string, locale: Locale): string | null {
  const words: Readonly<Record<string, string>> = messagesFor(refusalMessages, locale);
  return Object.hasOwn(words, code) ? (words[code] ?? null) : null;
}
