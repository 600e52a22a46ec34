import type { ReactNode } from 'react';
import type { Tone } from './badge';

export interface CalloutProps {
  tone?: Tone | undefined;
  title?: ReactNode;
  children?: ReactNode;
  /** True for what appears after the page was read: a screen reader says it at once. */
  live?: boolean | undefined;
}

export function Callout(props: CalloutProps) {
  return (
    <div className={`callout tone-${props.tone ?? 'neutral'}`} role={props.live ? 'status' : undefined}>
      {props.title ? <p className="callout-title">{props.title}</p> : null}
      {props.children ? <div className="callout-body stack-small">{props.children}</div> : null}
    </div>
  );
}
