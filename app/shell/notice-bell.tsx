import { Link } from '@remix-run/react';
import { paths } from '~/http/paths';
import { useMessages } from '~/i18n/locale-context';
import { shellMessages } from '~/i18n/messages/shell';
import { useLiveRevalidation } from '~/notifications/live-revalidation';

const ownNotices = ['person'] as const;

/** @param props.unread notices to read; above 99 the exact number helps nobody */
export function NoticeBell({ unread }: { unread: number }) {
  const words = useMessages(shellMessages);
  useLiveRevalidation(ownNotices);
  return (
    <Link to={paths.notices()} className="notice-bell" aria-label={words.unreadNotices(unread)}>
      <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15zM10 21h4M12 5V3" />
      </svg>
      {unread > 0 ? (
        <span className="notice-bell-count num" aria-hidden="true">
          {unread > 99 ? '99+' : unread}
        </span>
      ) : null}
    </Link>
  );
}
