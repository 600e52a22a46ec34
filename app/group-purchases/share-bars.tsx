import { useId } from 'react';
import { formatCents } from '~/i18n/format';
import { useLocale, useMessages } from '~/i18n/locale-context';
import { clearingResultMessages } from '~/i18n/messages/clearing-results';
import { DataTable } from '~/ui/data-table';
import { Disclosure } from '~/ui/disclosure';

const width = 340;
const rowHeight = 52;

interface ShareBarsProps {
  shareCents: number;
  /** null: alone is impossible, and only the share is drawn. */
  aloneCents: number | null;
}

/** What the same quantity costs without the others and with them, drawn to one scale, and as a table. */
export function ShareBars({ shareCents, aloneCents }: ShareBarsProps) {
  const words = useMessages(clearingResultMessages);
  const locale = useLocale();
  const titleId = useId();
  const share = { key: 'share', label: words.together, cents: shareCents };
  const rows =
    aloneCents === null ? [share] : [{ key: 'alone', label: words.alone, cents: aloneCents }, share];
  const most = Math.max(1, ...rows.map((row) => row.cents));
  const title =
    aloneCents === null
      ? words.chartShareOnly(formatCents(shareCents, locale))
      : words.chart(formatCents(aloneCents, locale), formatCents(shareCents, locale));
  return (
    <div className="stack-small">
      <svg
        className="share-bars"
        viewBox={`0 0 ${width} ${rows.length * rowHeight}`}
        role="img"
        aria-labelledby={titleId}
      >
        <title id={titleId}>{title}</title>
        {rows.map((row, place) => (
          <g key={row.key} className={`share-bar share-bar-${row.key}`}>
            <text x={0} y={place * rowHeight + 14}>
              {row.label}
            </text>
            <text x={width} y={place * rowHeight + 14} textAnchor="end">
              {formatCents(row.cents, locale)}
            </text>
            <rect
              x={0}
              y={place * rowHeight + 22}
              height={16}
              width={Math.max(1, Math.round((row.cents / most) * width))}
            />
          </g>
        ))}
      </svg>
      <Disclosure summary={words.chartTable}>
        <DataTable
          caption={title}
          captionHidden
          columns={[
            { key: 'way', header: words.chartWay, render: (row) => row.label },
            {
              key: 'amount',
              header: words.chartAmount,
              align: 'end',
              render: (row) => formatCents(row.cents, locale),
            },
          ]}
          rows={rows}
          rowKey={(row) => row.key}
        />
      </Disclosure>
    </div>
  );
}
