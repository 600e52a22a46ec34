import type { TextareaHTMLAttributes } from 'react';
import { Field, type FieldProps } from './field';

type AreaProps = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, keyof FieldProps>;

export interface TextAreaFieldProps extends FieldProps, AreaProps {}

export function TextAreaField({ name, label, hint, errors, id, className, ...area }: TextAreaFieldProps) {
  const frame = { name, label, hint, errors, id, className, required: area.required };
  return (
    <Field {...frame}>
      {(ids) => (
        <textarea
          rows={5}
          {...area}
          className="input input-area"
          id={ids.control}
          name={name}
          aria-describedby={ids.describedBy}
          aria-invalid={errors?.length ? true : undefined}
        />
      )}
    </Field>
  );
}
