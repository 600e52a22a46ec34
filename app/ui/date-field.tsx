import { TextField, type TextFieldProps } from './text-field';

export interface DateFieldProps extends Omit<TextFieldProps, 'type' | 'unit'> {
  /** 'date' gives '2027-03-15', 'datetime-local' '2027-03-15T12:00' without a zone: read it as Europe/Paris. */
  precision?: 'date' | 'datetime-local' | undefined;
}

export function DateField({ precision = 'date', className, ...rest }: DateFieldProps) {
  return <TextField {...rest} type={precision} className={`field-date ${className ?? ''}`.trim()} />;
}
