import type { SelectHTMLAttributes } from 'react';
import { Field, type FieldProps } from './field';

export interface Option {
  value: string;
  label: string;
}

export interface OptionGroup {
  label: string;
  options: readonly Option[];
}

type SelectProps = Omit<SelectHTMLAttributes<HTMLSelectElement>, keyof FieldProps>;

export interface SelectFieldProps extends FieldProps, SelectProps {
  options: readonly (Option | OptionGroup)[];
}

/** A native list: it works without JavaScript and opens the telephone's own picker. */
export function SelectField(props: SelectFieldProps) {
  const { name, label, hint, errors, id, options, className, ...select } = props;
  const frame = { name, label, hint, errors, id, className, required: select.required };
  return (
    <Field {...frame}>
      {(ids) => (
        <span className="select">
          <select
            {...select}
            className="input"
            id={ids.control}
            name={name}
            aria-describedby={ids.describedBy}
            aria-invalid={errors?.length ? true : undefined}
          >
            {options.map((entry) =>
              'options' in entry ? (
                <optgroup key={entry.label} label={entry.label}>
                  {entry.options.map(renderOption)}
                </optgroup>
              ) : (
                renderOption(entry)
              ),
            )}
          </select>
        </span>
      )}
    </Field>
  );
}

function renderOption(option: Option) {
  return (
    <option key={option.value} value={option.value}>
      {option.label}
    </option>
  );
}
