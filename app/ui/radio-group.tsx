import { ChoiceGroup, type ChoiceGroupProps } from './choice-group';

export interface RadioGroupProps extends ChoiceGroupProps {
  defaultValue?: string | undefined;
}

/** Exactly one choice, all of them in view. */
export function RadioGroup({ defaultValue, ...rest }: RadioGroupProps) {
  return <ChoiceGroup {...rest} type="radio" chosen={defaultValue === undefined ? [] : [defaultValue]} />;
}
