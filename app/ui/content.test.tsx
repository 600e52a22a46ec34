// @vitest-environment jsdom
import { createRemixStub } from '@remix-run/testing';
import { cleanup, render, screen, within } from '@testing-library/react';
import fc from 'fast-check';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { Badge } from './badge';
import { Button } from './button';
import { ButtonLink } from './button-link';
import { Callout } from './callout';
import { Card } from './card';
import { DataTable } from './data-table';
import { DefinitionList } from './definition-list';
import { Disclosure } from './disclosure';
import { EmptyState } from './empty-state';
import { PageHeader } from './page-header';
import { Pagination, shownPages } from './pagination';

afterEach(cleanup);

function show(content: ReactNode): void {
  const Page = createRemixStub([{ path: '/', Component: () => content }]);
  render(<Page />);
}

describe('buttons', () => {
  it('send their form unless told otherwise, and keep a caller’s class', () => {
    show(
      <>
        <Button>Envoyer</Button>
        <Button type="button" variant="quiet" className="wide" disabled>
          Fermer
        </Button>
      </>,
    );
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Envoyer' }).type).toBe('submit');
    const quiet = screen.getByRole<HTMLButtonElement>('button', { name: 'Fermer' });
    expect([quiet.type, quiet.className, quiet.disabled]).toEqual([
      'button',
      'button button-quiet wide',
      true,
    ]);
  });

  it('that go somewhere are links', () => {
    show(<ButtonLink to="/besoins">Besoins</ButtonLink>);
    expect(screen.getByRole('link', { name: 'Besoins' }).getAttribute('href')).toBe('/besoins');
  });
});

describe('a page’s header', () => {
  it('has the one h1 and a trail whose last step is the page itself', () => {
    show(
      <PageHeader
        title="Cadrans"
        lead="Tous."
        breadcrumbs={[{ label: 'Accueil', to: '/' }, { label: 'Cadrans' }]}
        breadcrumbsLabel="Fil"
      />,
    );
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Cadrans');
    const trail = screen.getByRole('navigation', { name: 'Fil' });
    expect(within(trail).getAllByRole('link')).toHaveLength(1);
    expect(within(trail).getByText('Cadrans').getAttribute('aria-current')).toBe('page');
  });
});

describe('a table', () => {
  const rows = [
    { id: 'a', name: 'Cadran', price: 12 },
    { id: 'b', name: 'Boîte', price: 140 },
  ];

  it('is named, and its rows are named by their first cell', () => {
    show(
      <DataTable
        caption="Prix"
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          { key: 'name', header: 'Objet', render: (row) => row.name },
          { key: 'price', header: 'Prix', align: 'end', render: (row) => `${row.price} €` },
        ]}
        footer={['Total', '152 €']}
      />,
    );
    const table = screen.getByRole('table', { name: 'Prix' });
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map((cell) => cell.textContent),
    ).toEqual(['Objet', 'Prix']);
    expect(
      within(table)
        .getAllByRole('rowheader')
        .map((cell) => cell.textContent),
    ).toEqual(['Cadran', 'Boîte']);
    // on a narrow screen a value stands beside its header
    expect(within(table).getByText('140 €').getAttribute('data-label')).toBe('Prix');
  });

  it('can be reached by keyboard, so that it can be scrolled', () => {
    show(
      <DataTable
        caption="Vide"
        rows={[]}
        rowKey={() => ''}
        columns={[{ key: 'a', header: 'A', render: () => null }]}
      />,
    );
    expect(screen.getByRole('group', { name: 'Vide' }).tabIndex).toBe(0);
  });
});

describe('pagination', () => {
  const labels = { nav: 'Pages', previous: 'Avant', next: 'Après', page: (n: number) => `Page ${n}` };

  it('is absent for a single page', () => {
    show(<Pagination page={1} pageCount={1} hrefFor={String} labels={labels} />);
    expect(screen.queryByRole('navigation')).toBeNull();
  });

  it('marks the page, and offers no step beyond either end', () => {
    show(<Pagination page={3} pageCount={3} hrefFor={(page) => `/?page=${page}`} labels={labels} />);
    expect(screen.getByRole('link', { current: 'page' }).textContent).toBe('3');
    expect(screen.getByRole('link', { name: 'Avant' }).getAttribute('href')).toBe('/?page=2');
    expect(screen.queryByRole('link', { name: 'Après' })).toBeNull();
  });

  it('always shows both ends and the neighbours, in order, and a gap only where at least two are hidden', () => {
    const anyPage = fc
      .integer({ min: 1, max: 500 })
      .chain((count) => fc.tuple(fc.integer({ min: 1, max: count }), fc.constant(count)));
    fc.assert(
      fc.property(anyPage, ([page, count]) => {
        const shown = shownPages(page, count);
        const pages = shown.filter((n) => n !== 0);
        expect(pages).toEqual([...new Set(pages)].sort((a, b) => a - b));
        for (const n of [1, page - 1, page, page + 1, count])
          if (n >= 1 && n <= count) expect(pages).toContain(n);
        expect(shown.length).toBeLessThanOrEqual(7);
        shown.forEach((n, i) => {
          const [before, after] = [shown[i - 1] ?? 0, shown[i + 1] ?? 0];
          if (n === 0) expect(after - before).toBeGreaterThan(2);
          else if (before > 0) expect(n).toBe(before + 1);
        });
      }),
    );
  });
});

describe('the rest', () => {
  it('says a badge’s state in words', () => {
    show(<Badge tone="bad">Clos</Badge>);
    expect(screen.getByText('Clos').className).toBe('badge tone-bad');
  });

  it('announces a callout only when it is live', () => {
    show(
      <>
        <Callout title="Calme">Toujours là</Callout>
        <Callout tone="warn" live>
          Nouveau
        </Callout>
      </>,
    );
    expect(screen.getAllByRole('status').map((callout) => callout.textContent)).toEqual(['Nouveau']);
  });

  it('shows what a card, an empty list and a list of facts are given', () => {
    show(
      <>
        <Card title="Solavigne" titleLevel={2} footer="Besançon">
          Laques
        </Card>
        <EmptyState title="Rien" action={<a href="/x">Commencer</a>}>
          Voici comment.
        </EmptyState>
        <DefinitionList items={[{ term: 'Diamètre', description: '38 mm' }]} />
      </>,
    );
    expect(screen.getByRole('heading', { level: 2, name: 'Solavigne' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Commencer' })).toBeTruthy();
    expect(screen.getByRole('definition').textContent).toBe('38 mm');
  });

  it('opens a disclosure without JavaScript', () => {
    show(
      <Disclosure summary="Pourquoi ?" open>
        Parce que.
      </Disclosure>,
    );
    expect(screen.getByRole('group').tagName).toBe('DETAILS');
    expect(screen.getByRole<HTMLDetailsElement>('group').open).toBe(true);
  });
});
