import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { FieldErrorList, FieldHint, fieldIds, RequiredMark } from './field';

export interface Choice {
  value: string;
  label: ReactNode;
  /** A number of results, a price: written at the end of the line. */
  detail?: ReactNode;
  disabled?: boolean | undefined;
}

export interface ChoiceGroupProps {
  name: string;
  legend: ReactNode;
  options: readonly Choice[];
  hint?: ReactNode;
  errors?: readonly string[] | undefined;
  id?: string | undefined;
  required?: boolean | undefined;
  className?: string | undefined;
}

/** What CheckboxGroup and RadioGroup share. The first choice carries the group's id, so that a link focuses it. */
export function ChoiceGroup(
  props: ChoiceGroupProps & { type: 'checkbox' | 'radio'; chosen: readonly string[] },
) {
  const ids = fieldIds(props);
  const invalid = Boolean(props.errors?.length);
  return (
    <fieldset
      className={classNames('field', 'choice-group', invalid && 'field-invalid', props.className)}
      aria-describedby={ids.describedBy}
    >
      <legend className="field-label">
        {props.legend}
        {props.required ? <RequiredMark /> : null}
      </legend>
      <FieldHint id={ids.hint}>{props.hint}</FieldHint>
      <ul className="choice-list">
        {props.options.map((option, position) => {
          const id = position === 0 ? ids.control : `${ids.control}-${position}`;
          return (
            <li className="choice" key={option.value}>
              <input
                type={props.type}
                className="choice-control"
                id={id}
                name={props.name}
                value={option.value}
                defaultChecked={props.chosen.includes(option.value)}
                disabled={option.disabled}
                required={props.type === 'radio' && props.required}
                aria-invalid={invalid ? true : undefined}
              />
              <label className="choice-label" htmlFor={id}>
                {option.label}
                {option.detail === undefined ? null : <span className="choice-detail">{option.detail}</span>}
              </label>
            </li>
          );
        })}
      </ul>
      <FieldErrorList id={ids.errors} errors={props.errors} />
    </fieldset>
  );
}
