import { Form, useNavigation } from '@remix-run/react';
import type { RejectedForm } from '~/http/forms.server';
import { paths } from '~/http/paths';
import { useMessages } from '~/i18n/locale-context';
import { groupPurchaseMessages, groupPurchaseText } from '~/i18n/messages/group-purchases';
import { ActingFor } from '~/shell/acting-for';
import { Button } from '~/ui/button';
import { CheckboxField } from '~/ui/checkbox-field';
import { Disclosure } from '~/ui/disclosure';
import { FormErrors } from '~/ui/form-errors';
import { RadioGroup } from '~/ui/radio-group';
import { CharterText } from './charter-text';
import { declaredFirmnesses, fallbacks } from './commitment';
import { DemandGrid } from './demand-grid';
import type { OwnPart } from './group-purchase-queries.server';
import type { Operations, Signer } from './load-group-purchase-page.server';

interface CommitmentFormProps {
  purchaseRef: string;
  own: OwnPart;
  signer: Signer;
  operations: Operations;
  rejected: RejectedForm | null;
}

/** Join an order or change what one takes; the charter comes with the first time. */
export function CommitmentForm(props: CommitmentFormProps) {
  const words = useMessages(groupPurchaseMessages);
  const { rejected, own } = props;
  const taking = own.commitment && own.commitment.firmness !== 'withdrawn' ? own.commitment : null;
  const busy = useNavigation().state !== 'idle';
  const say = (name: string) => rejected?.errors[name]?.map((code) => groupPurchaseText(words, code) ?? code);
  return (
    <Form method="post" action={paths.commitment(props.purchaseRef)} className="form stack" noValidate>
      <CommitmentErrors rejected={rejected} />
      <ActingFor />
      <input type="hidden" name="operationId" value={props.operations.commit} />
      <DemandGrid rejected={rejected} schedule={own.commitment?.schedule ?? []} />
      <RadioGroup
        name="firmness"
        legend={words.firmness}
        required
        defaultValue={rejected ? rejected.sent['firmness']?.[0] : (taking?.firmness ?? 'conditional')}
        options={declaredFirmnesses.map((value) => ({
          value,
          label: (
            <>
              {words[value]} <span className="muted small">{words[`${value}Hint`]}</span>
            </>
          ),
        }))}
        errors={say('firmness')}
      />
      <RadioGroup
        name="fallback"
        legend={words.fallback}
        required
        defaultValue={rejected ? rejected.sent['fallback']?.[0] : (own.commitment?.fallback ?? 'cancel')}
        options={fallbacks.map((value) => ({ value, label: words[value] }))}
        errors={say('fallback')}
      />
      {own.charter ? null : (
        <section className="stack-small section" aria-labelledby="charter-to-accept">
          <h3 id="charter-to-accept">{words.charter}</h3>
          <Disclosure summary={words.charterRead} open>
            <CharterText />
          </Disclosure>
          <input type="hidden" name="charterVersion" value={props.signer.charterVersion} />
          <CheckboxField
            name="charterAccepted"
            label={words.charterAccept(props.signer.name, props.signer.organisation)}
            required
            defaultChecked={rejected?.sent['charterAccepted']?.[0] === 'on'}
            errors={say('charterAccepted')}
          />
        </section>
      )}
      <p className="small muted">{words.commitNote}</p>
      <Button type="submit" disabled={busy}>
        {words.commit}
      </Button>
    </Form>
  );
}

function CommitmentErrors({ rejected }: { rejected: RejectedForm | null }) {
  const words = useMessages(groupPurchaseMessages);
  const labelOf = (name: string): string => {
    const cell = /^demand\[(\d+)\]\.(quantity|maxUnitPrice)$/.exec(name);
    if (cell)
      return `${words.rowLegend(Number(cell[1]) + 1)}, ${cell[2] === 'quantity' ? words.quantity : words.maxUnitPrice}`;
    if (name === 'firmness') return words.firmness;
    if (name === 'fallback') return words.fallback;
    return name === 'charterAccepted' ? words.charter : '';
  };
  return (
    <FormErrors
      title={words.errorsTitle}
      errors={Object.entries(rejected?.errors ?? {}).map(([name, codes]) => ({
        name: labelOf(name) ? name : '',
        label: labelOf(name),
        messages: codes.map((code) => groupPurchaseText(words, code) ?? code),
      }))}
    />
  );
}

/** Leave the order; asked for in a place of its own, so that nobody does it by the way. */
export function WithdrawalForm(props: { purchaseRef: string; operationId: string }) {
  const words = useMessages(groupPurchaseMessages);
  const busy = useNavigation().state !== 'idle';
  return (
    <Disclosure summary={words.withdraw}>
      <p>{words.withdrawText}</p>
      <Form method="post" action={paths.commitmentWithdrawal(props.purchaseRef)}>
        <ActingFor />
        <input type="hidden" name="operationId" value={props.operationId} />
        <Button type="submit" variant="danger" disabled={busy}>
          {words.withdrawConfirm}
        </Button>
      </Form>
    </Disclosure>
  );
}
