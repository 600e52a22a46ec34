import { Form, useNavigation } from '@remix-run/react';
import { paths } from '~/http/paths';
import { useMessages } from '~/i18n/locale-context';
import { clearingResultMessages } from '~/i18n/messages/clearing-results';
import { ActingFor } from '~/shell/acting-for';
import { Button } from '~/ui/button';
import { Disclosure } from '~/ui/disclosure';
import type { Operations } from './load-group-purchase-page.server';
import type { OwnShare } from './own-result';

interface AnswerFormsProps {
  share: OwnShare;
  purchaseRef: string;
  operations: Operations;
}

/** Confirm one's own result, or refuse it in a place of its own, so that nobody does that by the way. */
export function AnswerForms({ share, purchaseRef, operations }: AnswerFormsProps) {
  const words = useMessages(clearingResultMessages);
  const busy = useNavigation().state !== 'idle';
  if (share.answer) return null;
  if (!share.mayAnswer) return <p className="muted">{words.askABuyer}</p>;
  return (
    <div className="stack">
      <h3>{words.decide}</h3>
      <p>{words.decideText}</p>
      <Form method="post" action={paths.resultConfirmation(purchaseRef)}>
        <ActingFor />
        <input type="hidden" name="operationId" value={operations.confirm} />
        <Button disabled={busy}>{words.confirm}</Button>
      </Form>
      <Disclosure summary={words.refuse}>
        <p>{words.refuseText}</p>
        <Form method="post" action={paths.resultRefusal(purchaseRef)}>
          <ActingFor />
          <input type="hidden" name="operationId" value={operations.refuse} />
          <Button variant="danger" disabled={busy}>
            {words.refuseConfirm}
          </Button>
        </Form>
      </Disclosure>
    </div>
  );
}
