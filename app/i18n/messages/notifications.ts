import { formatInteger } from '../format';
import { defineMessages, plural } from '../messages';

/** The notices page and the captured mails. */
export const notificationMessages = defineMessages({
  fr: {
    title: 'Notifications',
    lead: 'Ce qui concerne votre organisation, dit une seule fois.',
    unread: (count: number) =>
      `${formatInteger(count, 'fr')} ${plural('fr', count, 'notification non lue', 'notifications non lues')}`,
    allRead: 'Tout est lu',
    isNew: 'Nouveau',
    isRead: 'Lue',
    markRead: (line: string) => `Marquer comme lue : ${line}`,
    markReadShort: 'Marquer comme lue',
    markAllRead: 'Tout marquer comme lu',
    gone: 'Cette information n’est plus accessible.',
    emptyTitle: 'Rien pour l’instant',
    emptyText:
      'Vous serez prévenu ici et par courriel dès qu’un besoin correspond à votre savoir-faire, ou qu’un achat groupé qui vous concerne avance.',
    emptyAction: 'Voir les achats groupés',
    columnWhat: 'Notification',
    columnWhen: 'Reçue le',
    columnState: 'État',
    pages: 'Pages des notifications',
    previous: 'Page précédente',
    next: 'Page suivante',
    page: (page: number) => `Page ${page}`,

    capturedTitle: 'Courrier capturé',
    capturedLead:
      'Aucun serveur SMTP n’est configuré : les courriels sont gardés ici et n’ont été envoyés à personne.',
    capturedEmptyTitle: 'Aucun courriel',
    capturedEmptyText: 'Les courriels que Rouage aurait envoyés apparaîtront ici.',
    recipient: 'Destinataire',
    subject: 'Objet',
    capturedAt: 'Capturé le',
    mailAsHtml: 'Version mise en page',
    mailAsText: 'Version texte',
    mailSource: 'Source du message',
  },
  en: {
    title: 'Notifications',
    lead: 'What concerns your organisation, said once.',
    unread: (count: number) =>
      `${formatInteger(count, 'en')} unread ${plural('en', count, 'notification', 'notifications')}`,
    allRead: 'All read',
    isNew: 'New',
    isRead: 'Read',
    markRead: (line: string) => `Mark as read: ${line}`,
    markReadShort: 'Mark as read',
    markAllRead: 'Mark all as read',
    gone: 'This is no longer available.',
    emptyTitle: 'Nothing yet',
    emptyText:
      'You will be told here and by mail as soon as a need matches your capabilities, or a group purchase that concerns you moves on.',
    emptyAction: 'See group purchases',
    columnWhat: 'Notification',
    columnWhen: 'Received on',
    columnState: 'State',
    pages: 'Pages of notifications',
    previous: 'Previous page',
    next: 'Next page',
    page: (page: number) => `Page ${page}`,

    capturedTitle: 'Captured mail',
    capturedLead: 'No SMTP server is configured: mails are kept here and were sent to nobody.',
    capturedEmptyTitle: 'No mail',
    capturedEmptyText: 'The mails that Rouage would have sent will appear here.',
    recipient: 'Recipient',
    subject: 'Subject',
    capturedAt: 'Captured on',
    mailAsHtml: 'Formatted version',
    mailAsText: 'Text version',
    mailSource: 'Source of the message',
  },
});
