import { type ReactNode, useId } from 'react';
import { classNames } from './class-names';

export interface Column<Row> {
  key: string;
  header: string;
  /** 'end' for figures, which are then tabular. */
  align?: 'start' | 'end' | undefined;
  /** The cell that names its row; the first column unless one says so. */
  rowHeader?: boolean | undefined;
  render: (row: Row) => ReactNode;
}

export interface DataTableProps<Row> {
  caption: ReactNode;
  /** Kept for screen readers only, when a heading just above says the same. */
  captionHidden?: boolean | undefined;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Totals, under the rows. */
  footer?: readonly ReactNode[] | undefined;
}

/** Below 640 px each row becomes a small card, with its headers beside the values. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const captionId = useId();
  const headerKey = (props.columns.find((column) => column.rowHeader) ?? props.columns[0])?.key;
  return (
    // A group, not a section: a table under a heading of the same name would be a second landmark of that name.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className="table-scroll" role="group" aria-labelledby={captionId} tabIndex={0}>
      <table className="table">
        <caption
          className={classNames('table-caption', props.captionHidden && 'visually-hidden')}
          id={captionId}
        >
          {props.caption}
        </caption>
        <thead>
          <tr>
            {props.columns.map((column) => (
              <th key={column.key} scope="col" className={cellClass(column)}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={props.rowKey(row)}>
              {props.columns.map((column) =>
                column.key === headerKey ? (
                  <th key={column.key} scope="row" className={cellClass(column)}>
                    {column.render(row)}
                  </th>
                ) : (
                  <td key={column.key} className={cellClass(column)} data-label={column.header}>
                    {column.render(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {props.footer ? (
          <tfoot>
            <tr>
              {props.columns.map((column, position) => (
                <td
                  key={column.key}
                  className={cellClass(column)}
                  data-label={position > 0 ? column.header : undefined}
                >
                  {props.footer?.[position]}
                </td>
              ))}
            </tr>
          </tfoot>
        ) : null}
      </table>
    </div>
  );
}

function cellClass<Row>(column: Column<Row>): string | undefined {
  return column.align === 'end' ? 'cell-end num' : undefined;
}
