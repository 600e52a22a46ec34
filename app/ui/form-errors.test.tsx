// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, describe, expect, it } from 'vitest';
import { CheckboxGroup } from './checkbox-group';
import { FormErrors } from './form-errors';
import { TextField } from './text-field';

afterEach(cleanup);

const wrongTitle = { name: 'title', label: 'Intitulé', messages: ['Il manque.'] };

describe('the summary of errors', () => {
  it('is absent when nothing is wrong', () => {
    const { container } = render(<FormErrors title="À revoir" errors={[{ ...wrongTitle, messages: [] }]} />);
    expect(container.innerHTML).toBe('');
  });

  it('leads to each field, the first choice of a group included', () => {
    render(
      <>
        <FormErrors
          title="À revoir"
          errors={[
            { name: 'lines[0].quantity', label: 'Quantité', messages: ['Trop.'] },
            { name: 'families', label: 'Familles', messages: ['Au moins une.'] },
          ]}
        />
        <TextField name="lines[0].quantity" label="Quantité" />
        <CheckboxGroup name="families" legend="Familles" options={[{ value: 'CAD', label: 'Cadrans' }]} />
      </>,
    );
    const targets = screen
      .getAllByRole('link')
      .map((link) => document.getElementById(link.getAttribute('href')?.slice(1) ?? ''));
    expect(targets.map((target) => target?.getAttribute('name'))).toEqual(['lines[0].quantity', 'families']);
  });

  it('says what is wrong with the whole form without a link to nowhere', () => {
    render(<FormErrors title="À revoir" errors={[{ name: '', label: '', messages: ['Déjà envoyé.'] }]} />);
    expect(screen.getByRole('alert').textContent).toContain('Déjà envoyé.');
    expect(screen.queryByRole('link')).toBeNull();
  });

  it('takes the focus when errors come, and again when they change', () => {
    const { rerender } = render(
      <>
        <FormErrors title="À revoir" errors={[wrongTitle]} />
        <button type="button">Ailleurs</button>
      </>,
    );
    expect(document.activeElement).toBe(screen.getByRole('alert'));
    screen.getByRole('button').focus();
    rerender(
      <>
        <FormErrors title="À revoir" errors={[{ ...wrongTitle, messages: ['Trop long.'] }]} />
        <button type="button">Ailleurs</button>
      </>,
    );
    expect(document.activeElement).toBe(screen.getByRole('alert'));
  });

  it('is whole without JavaScript', () => {
    expect(renderToStaticMarkup(<FormErrors title="À revoir" errors={[wrongTitle]} />)).toContain(
      'href="#field-title"',
    );
  });
});
