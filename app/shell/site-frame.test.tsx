// @vitest-environment jsdom
import { createRemixStub } from '@remix-run/testing';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { LocaleProvider } from '~/i18n/locale-context';
import type { Locale } from '~/i18n/messages';
import { SiteFrame } from './site-frame';
import type { Viewer } from './viewer';

afterEach(cleanup);

const viewer: Viewer = {
  name: 'Hélène Dessoubre',
  organisation: { id: 'a', ref: 'org-a', name: 'Les Cadraniers du Dessoubre', kind: 'brand' },
  otherOrganisations: [{ id: 'b', name: 'Solavigne Cadrans' }],
  openInvitations: 2,
  unreadNotices: 3,
};

function show(options: { viewer?: Viewer | null; locale?: Locale; at?: string }): void {
  const Page = createRemixStub([
    {
      path: '*',
      Component: () => (
        <LocaleProvider locale={options.locale ?? 'fr'}>
          <SiteFrame viewer={options.viewer ?? null} appearance="system">
            <h1>Page</h1>
          </SiteFrame>
        </LocaleProvider>
      ),
    },
  ]);
  render(<Page initialEntries={[options.at ?? '/']} />);
}

/** jsdom has no layout: the menu for narrow screens and the wide navigation are both there. */
function navigation(name: string): HTMLElement {
  const [first] = screen.getAllByRole('navigation', { name });
  if (!first) throw new Error(`no ${name}`);
  return first;
}

describe('the frame of a page', () => {
  it('offers a visitor the three doors and two ways in, and nothing of an organisation', () => {
    show({});
    const links = within(navigation('Navigation principale')).getAllByRole('link');
    expect(links.map((link) => link.textContent)).toEqual([
      'Trouver un fabricant',
      'Publier un besoin',
      'Acheter ensemble',
    ]);
    expect(screen.getAllByRole('link', { name: 'Se connecter' })[0]?.getAttribute('href')).toBe('/connexion');
    expect(screen.queryByRole('link', { name: /Notifications/ })).toBeNull();
  });

  it('lets one skip to the content first of all', () => {
    show({});
    const [first] = screen.getAllByRole('link');
    expect(first?.getAttribute('href')).toBe(`#${screen.getByRole('main').id}`);
  });

  it('says to whom one belongs, how much is unread, and lets one act for another organisation', () => {
    show({ viewer, at: '/savoir-faire?q=cadran' });
    expect(screen.getByRole('link', { name: /^Notifications.*3 nouvelles$/ })).toBeTruthy();
    const invitations = screen.getByRole('link', { name: 'Invitations reçues (2)' });
    expect(invitations.getAttribute('href')).toBe('/invitations');
    const other = screen.getByRole<HTMLButtonElement>('button', { name: 'Solavigne Cadrans' });
    expect([other.name, other.value]).toEqual(['organisationId', 'b']);
    const form = other.form;
    expect(form?.getAttribute('action')).toBe('/organisation/active');
    expect(form && new FormData(form).get('back')).toBe('/savoir-faire?q=cadran');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Se déconnecter' }).form?.method).toBe(
      'post',
    );
  });

  it.each([
    ['/savoir-faire', 'Trouver un fabricant', 'page'],
    ['/fabricants/org-a', 'Trouver un fabricant', 'true'],
    ['/besoins/nouveau', 'Publier un besoin', 'page'],
    ['/besoins/brouillons/1', 'Publier un besoin', 'true'],
    ['/besoins/1', 'Mon travail', 'true'],
    ['/achats-groupes/gp-001', 'Acheter ensemble', 'true'],
  ])('at %s marks %s', (at, name, current) => {
    show({ viewer, at });
    const links = within(navigation('Navigation principale')).getAllByRole('link');
    const marked = links.filter((link) => link.hasAttribute('aria-current'));
    expect(marked.map((link) => [link.textContent, link.getAttribute('aria-current')])).toEqual([
      [name, current],
    ]);
  });

  it('speaks English too, and names each language in its own', () => {
    show({ locale: 'en' });
    expect(screen.getAllByRole('link', { name: 'Find a maker' }).length).toBeGreaterThan(0);
    const french = screen.getByRole<HTMLButtonElement>('button', { name: 'Français' });
    expect([french.lang, french.value, french.getAttribute('aria-pressed')]).toEqual(['fr', 'fr', 'false']);
  });

  it('closes its menu on Escape and gives the focus back, and on a click elsewhere', () => {
    show({});
    const summary = screen.getByText('Menu');
    const menu = summary.closest('details');
    if (!menu) throw new Error('no menu');
    menu.open = true;
    fireEvent.keyDown(document, { key: 'Escape' });
    expect([menu.open, document.activeElement]).toEqual([false, summary]);
    menu.open = true;
    fireEvent.pointerDown(summary);
    expect(menu.open).toBe(true);
    fireEvent.pointerDown(document.body);
    expect(menu.open).toBe(false);
  });
});
