import { Link, useLocation } from '@remix-run/react';
import { paths } from '~/http/paths';
import { useMessages } from '~/i18n/locale-context';
import { shellMessages } from '~/i18n/messages/shell';
import { AccountMenu } from './account-menu';
import { currentDestination, destinations, ownDestination } from './navigation';
import { NoticeBell } from './notice-bell';
import { useFoldingMenu } from './use-folding-menu';
import type { Viewer } from './viewer';
import { WheelMark } from './wheel-mark';

/** Navigation by what one came for. On a narrow screen it folds into a menu that opens without JavaScript. */
export function SiteHeader({ viewer }: { viewer: Viewer | null }) {
  const words = useMessages(shellMessages);
  const menu = useFoldingMenu();
  return (
    <header className="site-header">
      <div className="site-header-line">
        <Link to={paths.home()} className="site-name" aria-label={words.homeLink}>
          <WheelMark />
          <span>{words.siteName}</span>
        </Link>
        <nav className="site-nav site-nav-wide" aria-label={words.mainNavigation}>
          <Destinations viewer={viewer} />
        </nav>
        <div className="site-header-end">
          {viewer ? <NoticeBell unread={viewer.unreadNotices} /> : null}
          {viewer ? <AccountMenu viewer={viewer} /> : <VisitorLinks />}
          <details className="site-menu" ref={menu}>
            <summary className="site-menu-button">
              <span className="site-menu-bars" aria-hidden="true" />
              {words.menu}
            </summary>
            <nav className="site-menu-panel" aria-label={words.mainNavigation}>
              <Destinations viewer={viewer} />
              {viewer ? null : <VisitorLinks />}
            </nav>
          </details>
        </div>
      </div>
    </header>
  );
}

function Destinations({ viewer }: { viewer: Viewer | null }) {
  const words = useMessages(shellMessages);
  const { pathname } = useLocation();
  const current = currentDestination(pathname);
  // A need is a brand's to post: to anybody else of the trade that door only leads to a refusal.
  const open = destinations.filter(
    ({ words: door }) => door !== 'postNeed' || viewer === null || viewer.organisation.kind === 'brand',
  );
  const shown = viewer ? [...open, ownDestination] : open;
  return (
    <ul className="site-nav-list">
      {shown.map((destination) => (
        <li key={destination.words}>
          <Link
            to={destination.to}
            className="site-nav-link"
            aria-current={
              pathname === destination.to ? 'page' : destination.words === current ? 'true' : undefined
            }
          >
            {words[destination.words]}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function VisitorLinks() {
  const words = useMessages(shellMessages);
  return (
    <div className="visitor-links">
      <Link to={paths.signIn()} className="site-nav-link">
        {words.signIn}
      </Link>
      <Link to={paths.signUp()} className="button button-secondary">
        {words.signUp}
      </Link>
    </div>
  );
}
