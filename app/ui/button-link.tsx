import { Link, type LinkProps } from '@remix-run/react';
import type { ButtonVariant } from './button';
import { classNames } from './class-names';

export interface ButtonLinkProps extends LinkProps {
  variant?: ButtonVariant | undefined;
}

/** Looks like a button, is a link: it goes somewhere and changes nothing. */
export function ButtonLink({ variant = 'primary', className, ...rest }: ButtonLinkProps) {
  return <Link {...rest} className={classNames('button', `button-${variant}`, className)} />;
}
