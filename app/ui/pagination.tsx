import { Link } from '@remix-run/react';

export interface PaginationLabels {
  /** The name of the navigation. */
  nav: string;
  previous: string;
  next: string;
  /** 'Page 3' */
  page: (page: number) => string;
}

export interface PaginationProps {
  /** From 1. */
  page: number;
  pageCount: number;
  hrefFor: (page: number) => string;
  labels: PaginationLabels;
}

/** First, last, and the neighbours of this page; 0 stands for a gap. */
export function shownPages(page: number, pageCount: number): number[] {
  const near = [1, page - 1, page, page + 1, pageCount].filter((n) => n >= 1 && n <= pageCount);
  const shown = [...new Set(near)].sort((a, b) => a - b);
  return shown.flatMap((n, i) => {
    const before = shown[i - 1] ?? n - 1;
    if (n - before === 2) return [n - 1, n];
    return n - before > 2 ? [0, n] : [n];
  });
}

export function Pagination({ page, pageCount, hrefFor, labels }: PaginationProps) {
  if (pageCount <= 1) return null;
  return (
    <nav className="pagination" aria-label={labels.nav}>
      {page > 1 ? (
        <Link className="pagination-step" to={hrefFor(page - 1)} rel="prev">
          {labels.previous}
        </Link>
      ) : null}
      <ol className="pagination-pages num">
        {shownPages(page, pageCount).map((n, position) =>
          n === 0 ? (
            <li key={`gap-${position < 3 ? 'before' : 'after'}`} aria-hidden="true">
              …
            </li>
          ) : (
            <li key={n}>
              <Link
                className="pagination-page"
                to={hrefFor(n)}
                aria-current={n === page ? 'page' : undefined}
                aria-label={labels.page(n)}
              >
                {n}
              </Link>
            </li>
          ),
        )}
      </ol>
      {page < pageCount ? (
        <Link className="pagination-step" to={hrefFor(page + 1)} rel="next">
          {labels.next}
        </Link>
      ) : null}
    </nav>
  );
}
