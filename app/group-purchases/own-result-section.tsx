import { formatCents, formatDeadline, formatInteger } from '~/i18n/format';
import { useLocale, useMessages } from '~/i18n/locale-context';
import { clearingResultMessages } from '~/i18n/messages/clearing-results';
import { Callout } from '~/ui/callout';
import { DefinitionList } from '~/ui/definition-list';
import { AnswerForms } from './answer-forms';
import type { Operations } from './load-group-purchase-page.server';
import { type OwnResult, type OwnShare, type OwnSupply, savingCents } from './own-result';
import { ShareBars } from './share-bars';
import { unitPriceText } from './unit-price';

interface OwnResultSectionProps {
  result: OwnResult;
  purchaseRef: string;
  operations: Operations;
}

/** What clearing gave to the reader's organisation, and to nobody else's knowledge. */
export function OwnResultSection({ result, purchaseRef, operations }: OwnResultSectionProps) {
  const words = useMessages(clearingResultMessages);
  return (
    <section className="section stack" aria-labelledby="your-result">
      <h2 id="your-result">{words.yourResult}</h2>
      {result.kind === 'miss' ? (
        <Callout title={words.missTitle}>
          <p>{words[result.why]}</p>
        </Callout>
      ) : null}
      {result.kind === 'supply' ? <Supply supply={result} /> : null}
      {result.kind === 'share' ? (
        <>
          <Share share={result} />
          <BetterApart share={result} />
          <Answered share={result} />
          <AnswerForms share={result} purchaseRef={purchaseRef} operations={operations} />
        </>
      ) : null}
    </section>
  );
}

function Share({ share }: { share: OwnShare }) {
  const words = useMessages(clearingResultMessages);
  const locale = useLocale();
  const cents = (amount: number) => formatCents(amount, locale);
  const saving = savingCents(share);
  return (
    <>
      <div className="switcher">
        <DefinitionList
          items={[
            { term: words.yourQuantity, description: formatInteger(share.quantity, locale) },
            { term: words.yourUnitPrice, description: unitPriceText(share, locale) },
            { term: words.yourShare, description: cents(share.shareCents) },
            {
              term: words.costAlone,
              description: share.aloneCents === null ? words.aloneImpossible : cents(share.aloneCents),
            },
            ...(saving === null
              ? []
              : [{ term: words.yourSaving, description: saving > 0 ? cents(saving) : words.noSaving }]),
          ]}
        />
        <ShareBars shareCents={share.shareCents} aloneCents={share.aloneCents} />
      </div>
      <p>
        {words.ruleIs(words[share.appliedRule])} {words[`${share.appliedRule}Text`]}{' '}
        {share.ruleReplaced ? words.ruleReplaced : null}
      </p>
      <p className="small muted">
        {words.withinLimit} {share.gap > 0 ? words.gap(share.gap) : words.proven} {words.seenByYou}
      </p>
    </>
  );
}

/** Said before anybody confirms, and only to whom it concerns. */
function BetterApart({ share }: { share: OwnShare }) {
  const words = useMessages(clearingResultMessages);
  const locale = useLocale();
  const saving = savingCents(share);
  if (saving !== null && saving < 0)
    return (
      <Callout tone="warn" title={words.betterAlone}>
        <p>{words.betterAloneText(formatCents(-saving, locale))}</p>
      </Callout>
    );
  return share.betterInSubgroup ? (
    <Callout tone="warn" title={words.betterInSubgroup}>
      <p>{words.betterInSubgroupText}</p>
    </Callout>
  ) : null;
}

function Answered({ share: { answer } }: { share: OwnShare }) {
  const words = useMessages(clearingResultMessages);
  const locale = useLocale();
  if (!answer) return null;
  return (
    <Callout tone={answer.answer === 'confirmed' ? 'good' : 'neutral'} title={words[answer.answer]}>
      <p>{words.answeredBy(answer.person ?? words.formerMember, formatDeadline(answer.at, locale))}</p>
    </Callout>
  );
}

function Supply({ supply }: { supply: OwnSupply }) {
  const words = useMessages(clearingResultMessages);
  const locale = useLocale();
  return (
    <>
      <Callout tone="good" title={words.supplyTitle}>
        <p>{words.supplyText}</p>
      </Callout>
      <DefinitionList
        items={[
          { term: words.supplyQuantity, description: formatInteger(supply.quantity, locale) },
          { term: words.supplyUnitPrice, description: formatCents(supply.unitPriceCents, locale) },
          { term: words.supplyFixedCost, description: formatCents(supply.fixedCostCents, locale) },
          { term: words.supplyTotal, description: formatCents(supply.costCents, locale) },
        ]}
      />
    </>
  );
}
