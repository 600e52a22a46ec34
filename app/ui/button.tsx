import type { ButtonHTMLAttributes } from 'react';
import { classNames } from './class-names';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  variant?: ButtonVariant | undefined;
}

/** One primary button a page; `type` is `submit` unless said otherwise, since most buttons send a form. */
export function Button({ variant = 'primary', className, type = 'submit', ...rest }: ButtonProps) {
  return <button {...rest} type={type} className={classNames('button', `button-${variant}`, className)} />;
}
