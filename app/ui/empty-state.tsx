import type { ReactNode } from 'react';

/** Nothing here yet: says why, and teaches the next step. */
export function EmptyState(props: { title: ReactNode; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty-state">
      <p className="empty-state-title">{props.title}</p>
      {props.children ? <div className="empty-state-body">{props.children}</div> : null}
      {props.action ? <div className="cluster">{props.action}</div> : null}
    </div>
  );
}
