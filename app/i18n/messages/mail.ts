import { defineMessages } from '../messages';

/** What every mail says around its subject. */
export const mailMessages = defineMessages({
  fr: {
    greeting: (name: string) => `Bonjour ${name},`,
    footer: (organisation: string) =>
      `Vous recevez ce message comme membre de ${organisation} sur Rouage. Il est envoyé automatiquement.`,
  },
  en: {
    greeting: (name: string) => `Hello ${name},`,
    footer: (organisation: string) =>
      `You receive this message as a member of ${organisation} on Rouage. It is sent automatically.`,
  },
});
