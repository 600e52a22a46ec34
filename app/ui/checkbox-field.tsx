import type { InputHTMLAttributes } from 'react';
import { classNames } from './class-names';
import { FieldErrorList, FieldHint, type FieldProps, fieldIds, RequiredMark } from './field';

type InputProps = Omit<InputHTMLAttributes<HTMLInputElement>, keyof FieldProps | 'type'>;

export interface CheckboxFieldProps extends FieldProps, InputProps {}

/** One yes or no; sends `value` ('on' unless given) when ticked. */
export function CheckboxField({ name, label, hint, errors, id, className, ...input }: CheckboxFieldProps) {
  const ids = fieldIds({ name, id, hint, errors });
  return (
    <div className={classNames('field', Boolean(errors?.length) && 'field-invalid', className)}>
      <div className="choice">
        <input
          {...input}
          type="checkbox"
          className="choice-control"
          id={ids.control}
          name={name}
          aria-describedby={ids.describedBy}
          aria-invalid={errors?.length ? true : undefined}
        />
        <label className="choice-label" htmlFor={ids.control}>
          {label}
          {input.required ? <RequiredMark /> : null}
        </label>
      </div>
      <FieldHint id={ids.hint}>{hint}</FieldHint>
      <FieldErrorList id={ids.errors} errors={errors} />
    </div>
  );
}
