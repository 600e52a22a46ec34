import type { ReactNode } from 'react';
import { classNames } from './class-names';

export interface CardProps {
  title?: ReactNode;
  /** The level that the page's outline asks for. */
  titleLevel?: 2 | 3 | 4 | undefined;
  children?: ReactNode;
  footer?: ReactNode;
  className?: string | undefined;
}

export function Card({ title, titleLevel = 3, children, footer, className }: CardProps) {
  const Heading = `h${titleLevel}` as const;
  return (
    <article className={classNames('card', className)}>
      {title ? <Heading className="card-title">{title}</Heading> : null}
      {children ? <div className="card-body stack-small">{children}</div> : null}
      {footer ? <div className="card-footer">{footer}</div> : null}
    </article>
  );
}
