import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';

export interface Crumb {
  label: string;
  /** Absent for the page itself. */
  to?: string | undefined;
}

export interface PageHeaderProps {
  title: ReactNode;
  lead?: ReactNode;
  breadcrumbs?: readonly Crumb[] | undefined;
  /** The name of the trail, for a screen reader. */
  breadcrumbsLabel?: string | undefined;
  /** A state beside the title: a Badge or two. */
  status?: ReactNode;
  actions?: ReactNode;
}

/** The page's only h1, with the way that led here. */
export function PageHeader(props: PageHeaderProps) {
  return (
    <header className="page-header">
      {props.breadcrumbs?.length ? (
        <nav className="breadcrumbs" aria-label={props.breadcrumbsLabel}>
          <ol>
            {props.breadcrumbs.map((crumb) => (
              <li key={crumb.label}>
                {crumb.to ? (
                  <Link to={crumb.to}>{crumb.label}</Link>
                ) : (
                  <span aria-current="page">{crumb.label}</span>
                )}
              </li>
            ))}
          </ol>
        </nav>
      ) : null}
      <div className="page-header-line">
        <div className="page-header-text">
          <h1 className="page-title">{props.title}</h1>
          {props.status ? <div className="page-header-status cluster">{props.status}</div> : null}
          {props.lead ? <div className="page-lead">{props.lead}</div> : null}
        </div>
        {props.actions ? <div className="page-header-actions cluster">{props.actions}</div> : null}
      </div>
    </header>
  );
}
