import { Form, Link } from '@remix-run/react';
import { paths } from '~/http/paths';
import { formatDeadline } from '~/i18n/format';
import { useLocale, useMessages } from '~/i18n/locale-context';
import { notificationMessages } from '~/i18n/messages/notifications';
import { Badge } from '~/ui/badge';
import { Button } from '~/ui/button';
import { ButtonLink } from '~/ui/button-link';
import { type Column, DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { PageHeader } from '~/ui/page-header';
import { Pagination } from '~/ui/pagination';
import type { ListedNotice } from './notice';

export interface NoticesPageProps {
  notices: ListedNotice[];
  page: number;
  pageCount: number;
  unread: number;
}

export function NoticesPage({ notices, page, pageCount, unread }: NoticesPageProps) {
  const words = useMessages(notificationMessages);
  const columns = useColumns();
  return (
    <div className="stack-large">
      <PageHeader
        title={words.title}
        lead={words.lead}
        status={
          notices.length > 0 ? (
            <Badge tone={unread > 0 ? 'accent' : 'neutral'}>
              {unread > 0 ? words.unread(unread) : words.allRead}
            </Badge>
          ) : null
        }
        actions={unread > 0 ? <MarkAllRead /> : null}
      />
      {notices.length === 0 ? (
        <EmptyState
          title={words.emptyTitle}
          action={<ButtonLink to={paths.groupPurchases()}>{words.emptyAction}</ButtonLink>}
        >
          <p>{words.emptyText}</p>
        </EmptyState>
      ) : (
        <DataTable
          caption={words.title}
          captionHidden
          columns={columns}
          rows={notices}
          rowKey={(notice) => notice.id}
        />
      )}
      <Pagination
        page={page}
        pageCount={pageCount}
        hrefFor={(number) => `${paths.notices()}?page=${number}`}
        labels={{ nav: words.pages, previous: words.previous, next: words.next, page: words.page }}
      />
    </div>
  );
}

function MarkAllRead() {
  const words = useMessages(notificationMessages);
  return (
    <Form method="post" action={paths.noticesReading()}>
      <Button variant="secondary" name="all" value="yes">
        {words.markAllRead}
      </Button>
    </Form>
  );
}

function useColumns(): Column<ListedNotice>[] {
  const words = useMessages(notificationMessages);
  const locale = useLocale();
  return [
    {
      key: 'what',
      header: words.columnWhat,
      render: ({ words: said }) => (said ? <Link to={said.path}>{said.line}</Link> : words.gone),
    },
    {
      key: 'when',
      header: words.columnWhen,
      render: ({ at }) => <time dateTime={at}>{formatDeadline(at, locale)}</time>,
    },
    { key: 'state', header: words.columnState, render: (notice) => <NoticeState notice={notice} /> },
  ];
}

function NoticeState({ notice }: { notice: ListedNotice }) {
  const words = useMessages(notificationMessages);
  if (!notice.unread) return <Badge>{words.isRead}</Badge>;
  return (
    <Form method="post" action={paths.noticesReading()} className="cluster">
      <Badge tone="accent">{words.isNew}</Badge>
      <Button
        variant="quiet"
        name="notice"
        value={notice.id}
        aria-label={words.markRead(notice.words?.line ?? words.gone)}
      >
        {words.markReadShort}
      </Button>
    </Form>
  );
}
