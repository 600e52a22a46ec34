import { useId } from 'react';
import { formatInteger } from '~/i18n/format';
import { useLocale, useMessages } from '~/i18n/locale-context';
import { groupPurchaseMessages } from '~/i18n/messages/group-purchases';
import { DataTable } from '~/ui/data-table';
import { Disclosure } from '~/ui/disclosure';
import type { Reading } from './publication';

interface PoolLadderProps {
  /** Rising. */
  tierQuantities: readonly number[];
  reading: Reading;
  /** A visitor reads the rungs, not where the group stands. */
  mayRead: boolean;
}

const rungHeight = 30;
const rails = { left: 24, right: 128 };

/** The tiers as the rungs of a ladder, the reached ones inked, and the same as a table for who does not see it. */
export function PoolLadder(props: PoolLadderProps) {
  const words = useMessages(groupPurchaseMessages);
  const locale = useLocale();
  if (props.tierQuantities.length === 0) return <p className="muted">{words.noTiers}</p>;
  const shown = props.mayRead && props.reading.stage !== 'forming';
  const isReached = (tier: number) => shown && tier <= (props.reading.tierQuantity ?? 0);
  const standing = (tier: number) => {
    if (!shown) return words.notShown;
    return isReached(tier) ? words.reached : words.notReached;
  };
  return (
    <div className="stack-small">
      <LadderDrawing {...props} isReached={isReached} />
      <Disclosure summary={words.ladderTable}>
        <DataTable
          caption={words.ladder}
          captionHidden
          columns={[
            {
              key: 'tier',
              header: words.tierColumn,
              align: 'end',
              render: (tier) => formatInteger(tier, locale),
            },
            { key: 'standing', header: words.standingColumn, render: standing },
          ]}
          rows={props.tierQuantities}
          rowKey={String}
        />
      </Disclosure>
    </div>
  );
}

function LadderDrawing(props: PoolLadderProps & { isReached: (tier: number) => boolean }) {
  const words = useMessages(groupPurchaseMessages);
  const locale = useLocale();
  const titleId = useId();
  const { tierQuantities, reading, isReached } = props;
  const height = tierQuantities.length * rungHeight + 24;
  const yOf = (place: number) => height - 12 - (place + 0.75) * rungHeight;
  const current = tierQuantities.findLastIndex(isReached);
  return (
    <svg className="ladder" viewBox={`0 0 340 ${height}`} role="img" aria-labelledby={titleId}>
      <title id={titleId}>{words.ladder}</title>
      <path className="ladder-rail" d={`M${rails.left} 4V${height - 4}M${rails.right} 4V${height - 4}`} />
      {tierQuantities.map((tier, place) => (
        <g key={tier} className={isReached(tier) ? 'ladder-rung ladder-reached' : 'ladder-rung'}>
          <line x1={rails.left} x2={rails.right} y1={yOf(place)} y2={yOf(place)} />
          <text x={rails.right + 18} y={yOf(place)} dominantBaseline="central">
            {words.pieces(tier)}
          </text>
        </g>
      ))}
      {current >= 0 ? (
        <g className="ladder-mark">
          <circle cx={(rails.left + rails.right) / 2} cy={yOf(current)} r={7} />
          {reading.roundedTotal === null ? null : (
            <text x={rails.left} y={yOf(current) - 14}>
              ≥ {formatInteger(reading.roundedTotal, locale)}
            </text>
          )}
        </g>
      ) : null}
    </svg>
  );
}
