import { formatCents, formatDeadline, formatInteger } from '~/i18n/format';
import { useLocale, useMessages } from '~/i18n/locale-context';
import { groupPurchaseMessages } from '~/i18n/messages/group-purchases';
import { Badge } from '~/ui/badge';
import { Callout } from '~/ui/callout';
import { DataTable } from '~/ui/data-table';
import { Disclosure } from '~/ui/disclosure';
import { CharterText } from './charter-text';
import type { DemandSchedule } from './demand-schedule';
import type { OwnHistoryRow, OwnPart } from './group-purchase-queries.server';

/** What the reader's organisation has committed to, and whether it counts already in what everybody reads. */
export function OwnCommitment({ own }: { own: OwnPart }) {
  const words = useMessages(groupPurchaseMessages);
  if (own.verified || own.whyNot) return <OwnRows own={own} />;
  return (
    <>
      <Callout tone="warn" title={words.notVerified}>
        {words.notVerifiedText}
      </Callout>
      <OwnRows own={own} />
    </>
  );
}

/** When and by whom: the organisation's own rows of the ledger. */
function OwnRows({ own }: { own: OwnPart }) {
  const words = useMessages(groupPurchaseMessages);
  const locale = useLocale();
  if (!own.commitment) return <p className="muted">{words.noCommitment}</p>;
  const { quantity, firmness } = own.commitment;
  return (
    <div className="stack-small">
      <p className="cluster">
        <Badge tone={quantity > 0 ? 'good' : 'neutral'}>{words[firmness]}</Badge>
        <span className="num">
          {quantity > 0 ? words.committedTo(words.pieces(quantity)) : words.notCounted}
        </span>
      </p>
      {firmness === 'withdrawn' ? null : <Schedule schedule={own.commitment.schedule} />}
      {own.charter ? (
        <Disclosure
          summary={words.charterAcceptedBy(
            own.charter.person ?? words.formerMember,
            formatDeadline(own.charter.at, locale),
          )}
        >
          <CharterText />
        </Disclosure>
      ) : null}
      <Disclosure summary={words.yourHistory}>
        <History rows={own.history} />
      </Disclosure>
    </div>
  );
}

function Schedule({ schedule }: { schedule: DemandSchedule }) {
  const words = useMessages(groupPurchaseMessages);
  const locale = useLocale();
  return (
    <ul className="plain-list num">
      {schedule.map((step) => (
        <li key={step.maxUnitPriceCents}>
          {words.scheduleStep(words.pieces(step.quantity), formatCents(step.maxUnitPriceCents, locale))}
        </li>
      ))}
    </ul>
  );
}

function History({ rows }: { rows: readonly OwnHistoryRow[] }) {
  const words = useMessages(groupPurchaseMessages);
  const locale = useLocale();
  return (
    <DataTable
      caption={words.yourHistory}
      captionHidden
      columns={[
        { key: 'at', header: words.historyAt, render: (row) => formatDeadline(row.at, locale) },
        { key: 'who', header: words.historyWho, render: (row) => row.person ?? words.formerMember },
        { key: 'what', header: words.historyWhat, render: (row) => words[row.firmness] },
        {
          key: 'quantity',
          header: words.historyQuantity,
          align: 'end',
          render: (row) => formatInteger(row.quantity, locale),
        },
        {
          key: 'schedule',
          header: words.historySchedule,
          render: (row) => <Schedule schedule={row.schedule} />,
        },
      ]}
      rows={rows}
      rowKey={(row) => String(row.place)}
    />
  );
}
