// @vitest-environment jsdom
import { createRemixStub } from '@remix-run/testing';
import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { type ListedOrganisation, OrganisationsToVerifyPage } from './organisations-to-verify-page';

afterEach(cleanup);

const unknown: ListedOrganisation = {
  id: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  kind: 'brand',
  name: 'Maison Inconnue',
  siren: '777777770',
  vat: null,
  postcode: '25000',
  city: 'Besançon',
  signedUpAt: '2026-11-22T10:00:00.000Z',
  contact: { name: 'Anne Onyme', email: 'anne@inconnue.example' },
  operationId: 'c56a4180-65aa-42ec-a945-5fd21dec0538',
};

function show(organisations: ListedOrganisation[]): void {
  const Component = () => <OrganisationsToVerifyPage organisations={organisations} done={false} />;
  const Page = createRemixStub([{ path: '/', Component }]);
  render(<Page />);
}

describe('the organisations to verify', () => {
  it('stand each with what is to be checked and its own button', () => {
    show([unknown]);
    for (const text of ['777777770', '25000 Besançon', 'anne@inconnue.example'])
      expect(screen.getByText(text)).toBeTruthy();
    const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Vérifier Maison Inconnue' });
    expect(button.form?.getAttribute('action')).toBe(`/organisations/${unknown.id}/verification`);
    expect(new FormData(button.form ?? undefined).get('operationId')).toBe(unknown.operationId);
  });

  it('can be read without being verified by who only reads', () => {
    show([{ ...unknown, operationId: null }]);
    expect(within(screen.getByRole('table')).queryByRole('button')).toBeNull();
  });

  it('say so when there is none', () => {
    show([]);
    expect(screen.getByText('Aucune organisation à vérifier')).toBeTruthy();
  });
});
