import { Link } from '@remix-run/react';
import { paths } from '~/http/paths';
import { formatDeadline } from '~/i18n/format';
import { useLocale, useMessages } from '~/i18n/locale-context';
import { notificationMessages } from '~/i18n/messages/notifications';
import { Callout } from '~/ui/callout';
import { DataTable } from '~/ui/data-table';
import { DefinitionList } from '~/ui/definition-list';
import { Disclosure } from '~/ui/disclosure';
import { EmptyState } from '~/ui/empty-state';
import { PageHeader } from '~/ui/page-header';
import type { CapturedMail, CapturedMailLine } from './captured-mail-queries.server';

export function CapturedMailsPage({ mails }: { mails: CapturedMailLine[] }) {
  const words = useMessages(notificationMessages);
  const locale = useLocale();
  return (
    <div className="stack-large">
      <PageHeader title={words.capturedTitle} lead={words.capturedLead} />
      {mails.length === 0 ? (
        <EmptyState title={words.capturedEmptyTitle}>
          <p>{words.capturedEmptyText}</p>
        </EmptyState>
      ) : (
        <DataTable
          caption={words.capturedTitle}
          captionHidden
          columns={[
            {
              key: 'subject',
              header: words.subject,
              render: (mail) => <Link to={paths.capturedMail(mail.id)}>{mail.subject}</Link>,
            },
            { key: 'recipient', header: words.recipient, render: (mail) => mail.recipient },
            {
              key: 'at',
              header: words.capturedAt,
              render: (mail) => <time dateTime={mail.at}>{formatDeadline(mail.at, locale)}</time>,
            },
          ]}
          rows={mails}
          rowKey={(mail) => mail.id}
        />
      )}
    </div>
  );
}

export function CapturedMailPage({ mail }: { mail: CapturedMail }) {
  const words = useMessages(notificationMessages);
  const locale = useLocale();
  return (
    <div className="stack-large">
      <PageHeader
        title={mail.subject}
        breadcrumbs={[{ label: words.capturedTitle, to: paths.capturedMails() }, { label: mail.subject }]}
        breadcrumbsLabel={words.capturedTitle}
      />
      <Callout>{words.capturedLead}</Callout>
      <DefinitionList
        items={[
          { term: words.recipient, description: mail.recipient },
          { term: words.capturedAt, description: formatDeadline(mail.at, locale) },
        ]}
      />
      {/* Sandboxed without any permission: no script, no form, no way out; the site's own policy holds inside too. */}
      <iframe className="mail-frame" title={words.mailAsHtml} srcDoc={previewOf(mail.html)} sandbox="" />
      <Disclosure summary={words.mailAsText} open>
        <pre className="mail-text">{mail.text}</pre>
      </Disclosure>
      <Disclosure summary={words.mailSource}>
        <pre className="mail-text">{mail.raw}</pre>
      </Disclosure>
    </div>
  );
}

/**
 * The site's policy allows no inline style, inside the frame either: a sheet of the site's own stands in for what a
 * mail reader would apply. The true bytes are in the source below.
 */
function previewOf(html: string): string {
  return html
    .replace(/ style="[^"]*"/g, '')
    .replace('</head>', '<link rel="stylesheet" href="/mail-preview.css"></head>');
}
