import type { InputHTMLAttributes } from 'react';
import { classNames } from './class-names';
import { Field, type FieldProps } from './field';

type InputProps = Omit<InputHTMLAttributes<HTMLInputElement>, keyof FieldProps>;

export interface TextFieldProps extends FieldProps, InputProps {
  /** Written after the control, and read with the label: 'mm', '€'. */
  unit?: string | undefined;
}

export function TextField({ name, label, hint, errors, id, unit, className, ...input }: TextFieldProps) {
  const frame = { name, label, hint, errors, id, required: input.required };
  return (
    <Field {...frame} label={unit ? <UnitLabel label={label} unit={unit} /> : label} className={className}>
      {(ids) => (
        <span className={classNames('field-control', unit !== undefined && 'field-with-unit')}>
          <input
            type="text"
            {...input}
            className="input"
            id={ids.control}
            name={name}
            aria-describedby={ids.describedBy}
            aria-invalid={errors?.length ? true : undefined}
          />
          {unit ? (
            <span className="field-unit" aria-hidden="true">
              {unit}
            </span>
          ) : null}
        </span>
      )}
    </Field>
  );
}

function UnitLabel(props: Pick<TextFieldProps, 'label' | 'unit'>) {
  return (
    <>
      {props.label}
      <span className="visually-hidden"> ({props.unit})</span>
    </>
  );
}
