import { Form, Link, useLocation } from '@remix-run/react';
import { paths } from '~/http/paths';
import { useMessages } from '~/i18n/locale-context';
import { shellMessages } from '~/i18n/messages/shell';
import { useFoldingMenu } from './use-folding-menu';
import type { Viewer } from './viewer';

/** For whom one acts, the other organisations to act for, and the way out. */
export function AccountMenu({ viewer }: { viewer: Viewer }) {
  const words = useMessages(shellMessages);
  const menu = useFoldingMenu();
  const { pathname, search } = useLocation();
  return (
    <details className="account-menu" ref={menu}>
      <summary
        className="account-menu-button"
        aria-label={words.account(viewer.name, viewer.organisation.name)}
      >
        <span className="account-menu-initials" aria-hidden="true">
          {initials(viewer.organisation.name)}
        </span>
        <span className="account-menu-name">{viewer.organisation.name}</span>
      </summary>
      <div className="account-menu-panel">
        <p className="label">{words.actingFor}</p>
        <p className="account-menu-organisation">{viewer.organisation.name}</p>
        <p className="small muted">{viewer.name}</p>
        {viewer.otherOrganisations.length > 0 ? (
          <Form method="post" action={paths.activeOrganisation()} className="account-menu-part">
            <p className="label">{words.switchTo}</p>
            <input type="hidden" name="back" value={pathname + search} />
            <ul className="account-menu-list">
              {viewer.otherOrganisations.map((organisation) => (
                <li key={organisation.id}>
                  <button type="submit" name="organisationId" value={organisation.id} className="menu-item">
                    {organisation.name}
                  </button>
                </li>
              ))}
            </ul>
          </Form>
        ) : null}
        <div className="account-menu-part">
          {viewer.openInvitations > 0 ? (
            <Link to={paths.invitations()} className="menu-item">
              {words.invitations(viewer.openInvitations)}
            </Link>
          ) : null}
          <Link to={paths.members()} className="menu-item">
            {words.members}
          </Link>
          <Form method="post" action={paths.signOut()}>
            <button type="submit" className="menu-item">
              {words.signOut}
            </button>
          </Form>
        </div>
      </div>
    </details>
  );
}

/** 'Maison Vauthrin' -> 'MV'; 'Les Cadraniers du Dessoubre' -> 'CD' */
function initials(name: string): string {
  const words = name
    .split(/[\s’'-]+/)
    .filter((word) => /^\p{Lu}/u.test(word) && !/^(les?|la|l)$/i.test(word));
  return (words.length > 1 ? words : [name])
    .slice(0, 2)
    .map((word) => word.slice(0, 1))
    .join('');
}
