// @vitest-environment jsdom
import { createRemixStub } from '@remix-run/testing';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { LocaleProvider } from '~/i18n/locale-context';
import type { Locale } from '~/i18n/messages';
import { ErrorPage } from './error-page';
import { type Failure, failureOf } from './failure';

afterEach(cleanup);

function show(failure: Partial<Failure>, locale: Locale = 'fr'): HTMLElement {
  const Page = createRemixStub([
    {
      path: '*',
      Component: () => (
        <LocaleProvider locale={locale}>
          <ErrorPage failure={{ status: 500, code: null, requestId: null, ...failure }} />
        </LocaleProvider>
      ),
    },
  ]);
  return render(<Page initialEntries={['/besoins/1?a=b']} />).container;
}

describe('an error page', () => {
  it.each([
    [400, 'Cette demande n’a pas été comprise'],
    [401, 'Il faut être connecté'],
    [403, 'Cela ne vous est pas permis'],
    [404, 'Rien ne se trouve à cette adresse'],
    [409, 'Les choses ont changé entre-temps'],
    [413, 'C’est trop volumineux'],
    [429, 'Trop de demandes en peu de temps'],
    [500, 'Une erreur est survenue de notre côté'],
    [502, 'Une erreur est survenue de notre côté'],
    [503, 'Le service est momentanément interrompu'],
  ])('for %d says what happened, what is kept and what to do', (status, title) => {
    show({ status });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(title);
    const terms = screen.getAllByRole('term').map((term) => term.textContent);
    expect(terms).toEqual(['Ce qui est gardé', 'Que faire']);
    for (const definition of screen.getAllByRole('definition')) expect(definition.textContent).not.toBe('');
    expect(screen.getByRole('link', { name: 'Revenir à l’accueil' })).toBeTruthy();
  });

  it('gives the number to quote', () => {
    expect(show({ requestId: '0192-abc' }).textContent).toContain('0192-abc');
  });

  it('says a known refusal’s own words, and never an unknown code', () => {
    expect(show({ status: 409, code: 'operation-reused' }).textContent).toContain(
      'déjà servi pour autre chose',
    );
    cleanup();
    expect(show({ status: 400, code: 'toString' }).textContent).not.toContain('toString');
  });

  it('leads through the sign-in and back', () => {
    show({ status: 401 }, 'en');
    expect(screen.getByRole('link', { name: 'Sign in' }).getAttribute('href')).toBe(
      `/connexion?suite=${encodeURIComponent('/besoins/1?a=b')}`,
    );
  });
});

describe('failureOf', () => {
  it('takes a crash for a fault of ours and keeps its words to itself', () => {
    expect(failureOf(new Error('secret'))).toEqual({ status: 500, code: null, requestId: null });
    expect(failureOf(undefined)).toEqual({ status: 500, code: null, requestId: null });
  });

  it('reads code and number of a thrown response, whatever else it carries', () => {
    const thrown = {
      status: 404,
      statusText: '',
      internal: false,
      data: { code: 'not-found', requestId: 'r1' },
    };
    expect(failureOf(thrown)).toEqual({ status: 404, code: 'not-found', requestId: 'r1' });
    expect(failureOf({ ...thrown, data: 'Not Found' })).toEqual({ status: 404, code: null, requestId: null });
    expect(failureOf({ ...thrown, data: { code: 7 } }).code).toBeNull();
  });
});
