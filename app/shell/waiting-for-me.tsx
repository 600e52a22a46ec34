import { Link } from '@remix-run/react';
import { paths } from '~/http/paths';
import { formatInteger } from '~/i18n/format';
import { useLocale, useMessages } from '~/i18n/locale-context';
import { homeMessages } from '~/i18n/messages/home';
import type { Waiting } from './waiting';

/** Begins the home of somebody who acts for an organisation: what waits, each a way to it. */
export function WaitingForMe({ organisation, counts }: { organisation: string; counts: Waiting }) {
  const words = useMessages(homeMessages);
  const locale = useLocale();
  const entries = [
    { count: counts.proposedNeeds, text: words.waitingNeeds(counts.proposedNeeds), to: paths.needs() },
    {
      count: counts.closingPurchases,
      text: words.waitingPurchases(counts.closingPurchases),
      to: paths.groupPurchases(),
    },
    {
      count: counts.organisationsToVerify,
      text: words.waitingOrganisations(counts.organisationsToVerify),
      to: paths.organisationsToVerify(),
    },
    { count: counts.drafts, text: words.waitingDrafts(counts.drafts), to: paths.needs() },
    { count: counts.unreadNotices, text: words.waitingNotices(counts.unreadNotices), to: paths.notices() },
  ].filter(({ count }) => count > 0);
  return (
    <section className="waiting" aria-labelledby="waiting">
      <div className="waiting-heading">
        <h1 id="waiting">{words.waitingTitle}</h1>
        <p className="muted">{words.waitingFor(organisation)}</p>
      </div>
      {entries.length === 0 ? (
        <p className="waiting-nothing">{words.waitingNothing}</p>
      ) : (
        <ul className="waiting-list">
          {entries.map(({ count, text, to }) => (
            <li key={text}>
              <Link to={to}>
                <span className="waiting-count num">{count > 99 ? '99+' : formatInteger(count, locale)}</span>{' '}
                <span>{text}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
