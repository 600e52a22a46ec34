import { environment } from '~/config/environment.server';
import { messagesFor } from '~/i18n/messages';
import { mailMessages } from '~/i18n/messages/mail';
import { describeNotices } from '~/notifications/describe-notices.server';
import type { Queryable } from '~db/client.server';
import { composeMail, type MailContent } from './compose-mail';

export interface AddressedMail extends MailContent {
  messageId: string;
  to: { name: string; address: string };
}

/**
 * The mail of a notice as it reads now, in its reader's language.
 * @returns null when there is nothing to send any more: the person left the organisation, or the organisation may no
 * longer see what the notice is about
 */
export async function composeNoticeMail(db: Queryable, mailId: string): Promise<AddressedMail | null> {
  const row = await db
    .selectFrom('mails')
    .innerJoin('notices', 'notices.id', 'mails.notice_id')
    .innerJoin('persons', 'persons.id', 'notices.person_id')
    .innerJoin('organisations', 'organisations.id', 'notices.organisation_id')
    .innerJoin('members', (join) =>
      join
        .onRef('members.person_id', '=', 'notices.person_id')
        .onRef('members.organisation_id', '=', 'notices.organisation_id'),
    )
    .where('mails.id', '=', mailId)
    .select([
      'mails.message_id as messageId',
      'notices.id',
      'notices.kind',
      'notices.person_id as personId',
      'notices.organisation_id as organisationId',
      'notices.subject_id as subjectId',
      'notices.params',
      'persons.email',
      'persons.name',
      'persons.locale',
      'organisations.name as organisationName',
    ])
    .executeTakeFirst();
  if (!row) return null;
  const locale = row.locale === 'en' ? 'en' : 'fr';
  const words = (await describeNotices(db, [row])).get(row.id)?.(locale);
  if (!words) return null;
  const say = messagesFor(mailMessages, locale);
  const content = composeMail({
    locale,
    subject: words.subject,
    greeting: say.greeting(row.name),
    paragraphs: words.paragraphs,
    link: { label: words.linkLabel, href: absolute(words.path) },
    footer: say.footer(row.organisationName),
  });
  return { ...content, messageId: row.messageId, to: { name: row.name, address: row.email } };
}

/** A mail is read away from the site: its link needs the site's address. Without one, this machine's. */
function absolute(path: string): string {
  const { APP_URL, HOST, PORT } = environment();
  const host = HOST === '0.0.0.0' || HOST === '::' ? 'localhost' : HOST.includes(':') ? `[${HOST}]` : HOST;
  return new URL(path, APP_URL ?? `http://${host}:${PORT}`).href;
}
