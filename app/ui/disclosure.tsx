import type { ReactNode } from 'react';
import { classNames } from './class-names';

export interface DisclosureProps {
  summary: ReactNode;
  children: ReactNode;
  /** Open at first. */
  open?: boolean | undefined;
  className?: string | undefined;
}

/** Opens without JavaScript. */
export function Disclosure({ summary, children, open, className }: DisclosureProps) {
  return (
    <details className={classNames('disclosure', className)} open={open}>
      <summary className="disclosure-summary">{summary}</summary>
      <div className="disclosure-body stack-small">{children}</div>
    </details>
  );
}
