import { ChoiceGroup, type ChoiceGroupProps } from './choice-group';

export interface CheckboxGroupProps extends ChoiceGroupProps {
  defaultValues?: readonly string[] | undefined;
}

/** Any number of choices; each ticked one is sent under the same name. */
export function CheckboxGroup({ defaultValues = [], ...rest }: CheckboxGroupProps) {
  return <ChoiceGroup {...rest} type="checkbox" chosen={defaultValues} />;
}
