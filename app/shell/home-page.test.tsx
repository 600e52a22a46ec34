// @vitest-environment jsdom
import { createRemixStub } from '@remix-run/testing';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { HomePage, type HomePageProps } from './home-page';

afterEach(cleanup);

const visit: HomePageProps = {
  figures: { makers: 89, capabilities: 1396, openGroupPurchases: 1 },
  families: [{ code: 'CAD', name: 'Cadrans', capabilities: 22 }],
  examples: ['soleillage'],
  waiting: null,
};

function show(props: Partial<HomePageProps>): void {
  const Page = createRemixStub([{ path: '/', Component: () => <HomePage {...visit} {...props} /> }]);
  render(<Page />);
}

describe('the home', () => {
  it('says what this is, searches the directory by GET, and opens three doors', () => {
    show({});
    expect(screen.getByRole('heading', { level: 1 }).textContent).toContain('trouve ses fabricants');
    const form = screen.getByRole<HTMLFormElement>('search');
    expect([form.method, form.getAttribute('action')]).toEqual(['get', '/savoir-faire']);
    expect(screen.getByRole('searchbox', { name: /faire fabriquer/ }).getAttribute('name')).toBe('q');
    const doors = screen.getAllByRole('article').map((door) => door.querySelector('a')?.getAttribute('href'));
    expect(doors).toEqual(['/savoir-faire', '/besoins/nouveau', '/achats-groupes']);
  });

  it('counts as the language counts', () => {
    show({});
    const figures = screen.getAllByRole('definition').map((figure) => figure.textContent);
    expect(figures).toEqual(['89', '1\u202f396', '1', '1']);
    expect(screen.getByText('achat groupé ouvert')).toBeTruthy();
  });

  it('leads from a family to the directory filtered by it', () => {
    show({});
    expect(screen.getByRole('link', { name: 'Cadrans' }).getAttribute('href')).toBe(
      '/savoir-faire?famille=CAD',
    );
  });

  it('leaves the index out of an empty directory', () => {
    show({ families: [] });
    expect(screen.queryByRole('heading', { name: /par famille/ })).toBeNull();
  });

  it('begins with what waits for whom acts, without what does not wait', () => {
    const counts = {
      unreadNotices: 100,
      drafts: 1,
      proposedNeeds: 0,
      closingPurchases: 0,
      organisationsToVerify: 2,
    };
    show({ waiting: { organisation: 'Vauthrin', counts } });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Ce qui vous attend');
    const entries = [...document.querySelectorAll('.waiting-list a')];
    expect(entries.map((entry) => [entry.textContent, entry.getAttribute('href')])).toEqual([
      ['2 organisations inscrites à vérifier', '/organisations/a-verifier'],
      ['1 besoin en brouillon à publier', '/besoins'],
      ['99+ notifications à lire', '/notifications'],
    ]);
  });

  it('says so when nothing waits', () => {
    const counts = {
      unreadNotices: 0,
      drafts: 0,
      proposedNeeds: 0,
      closingPurchases: 0,
      organisationsToVerify: 0,
    };
    show({ waiting: { organisation: 'Vauthrin', counts } });
    expect(screen.getByText(/Rien ne vous attend/)).toBeTruthy();
  });
});
