import { createTransport, type SendMailOptions, type Transporter } from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer';
import type SMTPPool from 'nodemailer/lib/smtp-pool';
import { environment } from '~/config/environment.server';
import type { AddressedMail } from './compose-notice-mail.server';

/** No single answer of the server is awaited longer; several add up, which `deliverSeconds` bounds. */
const timeouts = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 20_000,
  dnsTimeout: 10_000,
} as const;

export const deliverSeconds = 60;

let pool: { transport: Transporter<SMTPPool.SentMessageInfo>; url: string } | undefined;

function transportTo(url: string) {
  if (pool?.url === url) return pool.transport;
  pool?.transport.close();
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 3,
    maxMessages: 100,
    ...timeouts,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  pool = { transport, url };
  return transport;
}

/** Close the connections that wait for a next mail. */
export function closeSmtp(): void {
  pool?.transport.close();
  pool = undefined;
}

/** How a server answered: it has the mail, it will never take it, or try later. */
export type Delivery = { state: 'sent' } | { state: 'refused' | 'later'; reason: string };

/** Hand one mail to the server of `SMTP_URL`. Never throws for what the server or the network does. */
export async function deliver(url: string, mail: AddressedMail): Promise<Delivery> {
  let late: NodeJS.Timeout | undefined;
  try {
    await Promise.race([
      transportTo(url).sendMail(messageOf(mail)),
      new Promise<never>((_resolve, reject) => {
        late = setTimeout(() => {
          closeSmtp(); // a connection that drips is not given another mail
          reject(Object.assign(new Error('too slow'), { code: 'ETIMEDOUT' }));
        }, deliverSeconds * 1000);
      }),
    ]);
    return { state: 'sent' };
  } catch (error) {
    return failedDelivery(error);
  } finally {
    clearTimeout(late);
  }
}

/**
 * A 5xx that answers this mail's own sender, recipient or content is final (RFC 5321, 4.2.1). All else, also a 5xx
 * to the greeting or the login (the server's or the operator's trouble, not the mail's), is tried again.
 */
export function failedDelivery(error: unknown): Delivery {
  const { code, command, responseCode } = (error ?? {}) as Record<string, unknown>;
  // no text of the server's: it quotes the address
  const reason = [code, command, responseCode].filter((part) => part !== undefined).join(' ') || 'unknown';
  const answersThisMail = typeof command === 'string' && /^(MAIL FROM|RCPT TO|DATA)/.test(command);
  const final = typeof responseCode === 'number' && responseCode >= 500 && answersThisMail;
  // the address itself cannot be written down
  return { state: final || code === 'EENVELOPE' ? finalUnlessTemporary(responseCode) : 'later', reason };
}

function finalUnlessTemporary(responseCode: unknown): 'refused' | 'later' {
  return typeof responseCode === 'number' && responseCode < 500 ? 'later' : 'refused';
}

/** The mail as it would go over the wire, for the captured ones. */
export async function mimeOf(mail: AddressedMail): Promise<string> {
  const message = await new MailComposer(messageOf(mail)).compile().build();
  return message.toString('utf8');
}

function messageOf(mail: AddressedMail): SendMailOptions {
  return {
    from: environment().MAIL_FROM,
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: mail.messageId,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
