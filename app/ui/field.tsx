import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { fieldId } from './field-id';

/** What every field takes. `errors` are sentences, already in the reader's language. */
export interface FieldProps {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  errors?: readonly string[] | undefined;
  /** Only when two forms of one page have a field of the same name. */
  id?: string | undefined;
}

export interface FieldIds {
  control: string;
  hint: string;
  errors: string;
  /** For `aria-describedby`: what of the hint and the errors is there. */
  describedBy: string | undefined;
}

export function fieldIds(props: Pick<FieldProps, 'name' | 'id' | 'hint' | 'errors'>): FieldIds {
  const control = props.id ?? fieldId(props.name);
  const hint = `${control}-hint`;
  const errors = `${control}-errors`;
  const described = [props.hint ? hint : '', props.errors?.length ? errors : ''].filter(Boolean).join(' ');
  return { control, hint, errors, describedBy: described || undefined };
}

export function FieldHint(props: { id: string; children?: ReactNode }) {
  return props.children ? (
    <p className="field-hint" id={props.id}>
      {props.children}
    </p>
  ) : null;
}

export function FieldErrorList(props: { id: string; errors: readonly string[] | undefined }) {
  if (!props.errors?.length) return null;
  return (
    <ul className="field-errors" id={props.id}>
      {props.errors.map((error) => (
        <li key={error}>{error}</li>
      ))}
    </ul>
  );
}

/** Label, hint, control and errors, in that order: the order in which they are read aloud. */
export function Field(
  props: FieldProps & {
    required?: boolean | undefined;
    className?: string | undefined;
    children: (ids: FieldIds) => ReactNode;
  },
) {
  const ids = fieldIds(props);
  const invalid = Boolean(props.errors?.length);
  return (
    <div className={classNames('field', invalid && 'field-invalid', props.className)}>
      <label className="field-label" htmlFor={ids.control}>
        {props.label}
        {props.required ? <RequiredMark /> : null}
      </label>
      <FieldHint id={ids.hint}>{props.hint}</FieldHint>
      {props.children(ids)}
      <FieldErrorList id={ids.errors} errors={props.errors} />
    </div>
  );
}

/** For the eye; the control itself says `required` to a screen reader. */
export function RequiredMark() {
  return (
    <span className="field-required" aria-hidden="true">
      *
    </span>
  );
}
