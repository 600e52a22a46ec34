import { TextField, type TextFieldProps } from './text-field';

export interface NumberFieldProps extends Omit<TextFieldProps, 'type'> {
  /** 1 (the default) takes whole numbers only; 'any' or a fraction takes decimals. */
  step?: number | 'any' | undefined;
}

export function NumberField({ step = 1, className, ...rest }: NumberFieldProps) {
  const whole = typeof step === 'number' && Number.isInteger(step);
  return (
    <TextField
      inputMode={whole ? 'numeric' : 'decimal'}
      autoComplete="off"
      {...rest}
      type="number"
      step={step}
      className={`field-number ${className ?? ''}`.trim()}
    />
  );
}
