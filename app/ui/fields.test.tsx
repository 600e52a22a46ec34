// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { CheckboxField } from './checkbox-field';
import { CheckboxGroup } from './checkbox-group';
import { DateField } from './date-field';
import { NumberField } from './number-field';
import { RadioGroup } from './radio-group';
import { SelectField } from './select-field';
import { TextAreaField } from './text-area-field';
import { TextField } from './text-field';

afterEach(cleanup);

/** What a screen reader says after the label. */
function description(control: HTMLElement): string {
  const ids = (control.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean);
  return ids.map((id) => document.getElementById(id)?.textContent ?? `(no ${id})`).join(' | ');
}

describe('a text field', () => {
  it('is found by its label and says nothing more when all is well', () => {
    render(<TextField name="title" label="Intitulé" defaultValue="Cadran" />);
    const input = screen.getByLabelText<HTMLInputElement>('Intitulé');
    expect(input.value).toBe('Cadran');
    expect(input.name).toBe('title');
    expect(input.hasAttribute('aria-describedby')).toBe(false);
    expect(input.hasAttribute('aria-invalid')).toBe(false);
  });

  it('is described by its hint, then by its errors, and says that it is wrong', () => {
    render(<TextField name="siren" label="SIREN" hint="Neuf chiffres" errors={['Clé fausse']} />);
    const input = screen.getByLabelText('SIREN');
    expect(description(input)).toBe('Neuf chiffres | Clé fausse');
    expect(input.getAttribute('aria-invalid')).toBe('true');
  });

  it('says required to the machine and marks it for the eye only', () => {
    render(<TextField name="a" label="Nom" required />);
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Nom' }).required).toBe(true);
  });

  it('says its unit with its label', () => {
    render(<TextField name="a" label="Diamètre" unit="mm" />);
    expect(screen.getByLabelText('Diamètre (mm)')).toBeTruthy();
  });

  it('has an id that an address can point at, even when its name is a path', () => {
    render(<TextField name="demand[1].quantity" label="Quantité" errors={['Trop']} />);
    const input = screen.getByLabelText('Quantité');
    expect(input.id).toMatch(/^[\w-]+$/);
    expect(description(input)).toBe('Trop');
  });
});

describe('a number field', () => {
  it('takes whole numbers unless told otherwise', () => {
    render(<NumberField name="quantity" label="Quantité" />);
    const input = screen.getByRole<HTMLInputElement>('spinbutton', { name: 'Quantité' });
    expect([input.step, input.inputMode]).toEqual(['1', 'numeric']);
  });

  it('offers a decimal keyboard for fractions', () => {
    render(<NumberField name="diameter" label="Diamètre" step={0.01} />);
    const input = screen.getByRole<HTMLInputElement>('spinbutton');
    expect([input.step, input.inputMode]).toEqual(['0.01', 'decimal']);
  });
});

describe('other single fields', () => {
  it('a date field is a date', () => {
    render(<DateField name="by" label="Avant le" defaultValue="2027-03-15" />);
    const input = screen.getByLabelText<HTMLInputElement>('Avant le');
    expect([input.type, input.value]).toEqual(['date', '2027-03-15']);
  });

  it('a text area keeps what was sent and says its errors', () => {
    render(<TextAreaField name="d" label="Description" defaultValue="laiton" errors={['Trop court']} />);
    const area = screen.getByLabelText<HTMLTextAreaElement>('Description');
    expect(area.value).toBe('laiton');
    expect(description(area)).toBe('Trop court');
  });

  it('a list shows groups and keeps its value', () => {
    render(
      <SelectField
        name="family"
        label="Famille"
        defaultValue="BOI"
        options={[
          { value: 'CAD', label: 'Cadrans' },
          { label: 'Habillage', options: [{ value: 'BOI', label: 'Boîtiers' }] },
        ]}
      />,
    );
    expect(screen.getByLabelText<HTMLSelectElement>('Famille').value).toBe('BOI');
    expect(screen.getByRole('group', { name: 'Habillage' })).toBeTruthy();
  });

  it('a checkbox is named by its words and described by its error', () => {
    render(<CheckboxField name="charter" label="J’accepte" errors={['Il le faut']} />);
    expect(description(screen.getByRole('checkbox', { name: 'J’accepte' }))).toBe('Il le faut');
  });
});

describe('groups of choices', () => {
  const options = [
    { value: 'CAD', label: 'Cadrans', detail: 22 },
    { value: 'BOI', label: 'Boîtiers' },
  ];

  it('sends every ticked choice under one name', () => {
    const { container } = render(
      <form>
        <CheckboxGroup name="families" legend="Familles" options={options} defaultValues={['CAD', 'BOI']} />
      </form>,
    );
    const form = container.querySelector('form');
    expect(form && new FormData(form).getAll('families')).toEqual(['CAD', 'BOI']);
  });

  it('is a named group, described by its errors', () => {
    render(<CheckboxGroup name="families" legend="Familles" options={options} errors={['Au moins une']} />);
    expect(description(screen.getByRole('group', { name: 'Familles' }))).toBe('Au moins une');
  });

  it('has one choice of several, required of all', () => {
    render(<RadioGroup name="r" legend="Sinon" options={options} defaultValue="BOI" required />);
    const radios = screen.getAllByRole<HTMLInputElement>('radio');
    expect(radios.map((radio) => [radio.checked, radio.required])).toEqual([
      [false, true],
      [true, true],
    ]);
  });
});
