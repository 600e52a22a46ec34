import { useEffect, useState } from 'react';
import type { RejectedForm } from '~/http/forms.server';
import { useMessages } from '~/i18n/locale-context';
import { groupPurchaseMessages, groupPurchaseText } from '~/i18n/messages/group-purchases';
import { Button } from '~/ui/button';
import { TextField } from '~/ui/text-field';
import { type DemandSchedule, demandRowsMax, demandRowsShown } from './demand-schedule';

interface DemandGridProps {
  /** What was sent and refused; null when the form is fresh. */
  rejected: RejectedForm | null;
  /** What stands now. */
  schedule: DemandSchedule;
}

const quantityName = (row: number) => `demand[${row}].quantity`;
const priceName = (row: number) => `demand[${row}].maxUnitPrice`;

/** The fields of the grid that may carry faults, for the summary above the form. */
export function demandFieldNames(row: number): { quantity: string; maxUnitPrice: string } {
  return { quantity: quantityName(row), maxUnitPrice: priceName(row) };
}

function writtenPrice(cents: number): string {
  return (cents / 100).toFixed(2).replace('.', ',');
}

function writtenRows({ rejected, schedule }: DemandGridProps): { quantity: string; price: string }[] {
  if (!rejected)
    return schedule.map((step) => ({
      quantity: String(step.quantity),
      price: writtenPrice(step.maxUnitPriceCents),
    }));
  const rows = Array.from({ length: demandRowsMax }, (_, row) => ({
    quantity: rejected.sent[quantityName(row)]?.[0] ?? '',
    price: rejected.sent[priceName(row)]?.[0] ?? '',
  }));
  return rows.slice(0, rows.findLastIndex((row) => row.quantity || row.price) + 1);
}

/**
 * "At which price would you take how much": rows that work without JavaScript, and a button for more with it. Empty
 * rows are no rows, their order does not matter.
 */
export function DemandGrid(props: DemandGridProps) {
  const words = useMessages(groupPurchaseMessages);
  const written = writtenRows(props);
  const [rows, setRows] = useState(Math.min(demandRowsMax, Math.max(demandRowsShown, written.length + 1)));
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  const errorsOf = (name: string) =>
    props.rejected?.errors[name]?.map((code) => groupPurchaseText(words, code) ?? code);
  return (
    <fieldset className="demand-grid stack-small">
      <legend className="field-label">{words.demandLegend}</legend>
      <p className="field-hint">{words.demandHint}</p>
      <p className="field-hint">{words.demandExample}</p>
      {Array.from({ length: rows }, (_, row) => (
        <fieldset className="demand-row" key={quantityName(row)}>
          <legend className="visually-hidden">{words.rowLegend(row + 1)}</legend>
          <TextField
            name={quantityName(row)}
            label={words.quantity}
            inputMode="numeric"
            autoComplete="off"
            className="num"
            defaultValue={written[row]?.quantity ?? ''}
            errors={errorsOf(quantityName(row))}
          />
          <TextField
            name={priceName(row)}
            label={words.maxUnitPrice}
            unit="€"
            inputMode="decimal"
            autoComplete="off"
            className="num"
            defaultValue={written[row]?.price ?? ''}
            errors={errorsOf(priceName(row))}
          />
        </fieldset>
      ))}
      {scripted && rows < demandRowsMax ? (
        <Button type="button" variant="quiet" onClick={() => setRows(rows + 1)}>
          {words.addRow}
        </Button>
      ) : null}
    </fieldset>
  );
}
