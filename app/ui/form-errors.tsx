import { useEffect, useRef } from 'react';
import { fieldId } from './field-id';

export interface FieldError {
  /** '' for what is wrong with the form as a whole: no field to go to. */
  name: string;
  label: string;
  messages: readonly string[];
  /** Only when the field was given its own id. */
  id?: string | undefined;
}

/** What is wrong, above the form, each fault a link to its field. Takes the focus when it appears or changes. */
export function FormErrors(props: { title: string; errors: readonly FieldError[] }) {
  const box = useRef<HTMLDivElement>(null);
  const faults = props.errors.filter((error) => error.messages.length > 0);
  const said = faults.map((error) => `${error.name} ${error.messages.join(' ')}`).join('\n');
  useEffect(() => {
    if (said) box.current?.focus();
  }, [said]);
  if (faults.length === 0) return null;
  return (
    <div className="form-errors" role="alert" tabIndex={-1} ref={box} aria-labelledby="form-errors-title">
      <p className="form-errors-title" id="form-errors-title">
        {props.title}
      </p>
      <ul className="form-errors-list">
        {faults.map((error) => (
          <li key={error.name}>
            {error.name === '' && error.id === undefined ? (
              error.messages.join(' ')
            ) : (
              <a href={`#${error.id ?? fieldId(error.name)}`}>
                <strong>{error.label}</strong> <span>{error.messages.join(' ')}</span>
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
