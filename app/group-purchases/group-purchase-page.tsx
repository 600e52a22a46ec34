import { describeSpecs } from '~/capabilities/spec-words';
import type { RejectedForm } from '~/http/forms.server';
import { paths } from '~/http/paths';
import { formatDeadline } from '~/i18n/format';
import { useLocale, useMessages } from '~/i18n/locale-context';
import { clearingResultMessages } from '~/i18n/messages/clearing-results';
import { groupPurchaseMessages, groupPurchaseText } from '~/i18n/messages/group-purchases';
import { useLiveRevalidation } from '~/notifications/live-revalidation';
import { labelOf } from '~/taxonomy/taxonomy';
import { Badge } from '~/ui/badge';
import { ButtonLink } from '~/ui/button-link';
import { Callout } from '~/ui/callout';
import { DefinitionList } from '~/ui/definition-list';
import { PageHeader } from '~/ui/page-header';
import { CommitmentForm, WithdrawalForm } from './commitment-form';
import type { GroupPurchaseFacts } from './group-purchase-queries.server';
import type { LoadedPage } from './load-group-purchase-page.server';
import { OwnCommitment } from './own-commitment';
import { OwnResultSection } from './own-result-section';
import { PoolLadder } from './pool-ladder';
import { describeReading } from './pool-words';
import type { Reading } from './publication';
import { SharingRuleWords } from './sharing-rule-words';

interface GroupPurchasePageProps extends LoadedPage {
  /** What the last form on this page was refused for. */
  refused: { code: string | null; rejected: RejectedForm | null; answering?: boolean } | null;
}

export function GroupPurchasePage(props: GroupPurchasePageProps) {
  const words = useMessages(groupPurchaseMessages);
  const results = useMessages(clearingResultMessages);
  const locale = useLocale();
  const { purchase, reading, own, refused } = props;
  useLiveRevalidation([`group-purchase:${purchase.id}`]);
  const standing = describeReading(reading, own !== null, locale);
  return (
    <div className="stack-large">
      <PageHeader
        title={purchase.title}
        lead={purchase.description}
        breadcrumbsLabel={words.breadcrumbs}
        breadcrumbs={[
          { label: words.home, to: paths.home() },
          { label: words.title, to: paths.groupPurchases() },
          { label: purchase.title },
        ]}
        status={
          <>
            <Badge>{words[purchase.phase]}</Badge>
            <Badge tone={standing.tone}>{standing.text}</Badge>
          </>
        }
      />
      {refused?.code ? (
        <Callout tone="bad" title={(refused.answering ? results : words).refusedTitle} live>
          <p>
            {groupPurchaseText(results, refused.code) ??
              groupPurchaseText(words, refused.code) ??
              refused.code}
          </p>
        </Callout>
      ) : null}
      <div className="switcher">
        <Facts purchase={purchase} />
        <PoolStanding purchase={purchase} reading={reading} mayRead={own !== null} />
      </div>
      {props.result ? (
        <OwnResultSection result={props.result} purchaseRef={purchase.ref} operations={props.operations} />
      ) : null}
      <OwnSection {...props} />
    </div>
  );
}

function Facts({ purchase }: { purchase: GroupPurchaseFacts }) {
  const words = useMessages(groupPurchaseMessages);
  const results = useMessages(clearingResultMessages);
  const locale = useLocale();
  const deadline = (at: string) => <time dateTime={at}>{words.parisTime(formatDeadline(at, locale))}</time>;
  return (
    <div className="stack">
      <section className="stack-small" aria-labelledby="pooled">
        <h2 id="pooled">{words.whatIsPooled}</h2>
        <DefinitionList
          items={[
            { term: words.familyColumn, description: labelOf(purchase.family, locale) },
            {
              term: words.components,
              description: purchase.leaves.map((leaf) => labelOf(leaf, locale)).join(', '),
            },
            ...describeSpecs(purchase.specs, locale),
          ].filter((item) => item.description)}
        />
      </section>
      <section className="stack-small" aria-labelledby="calendar">
        <h2 id="calendar">{words.calendar}</h2>
        <DefinitionList
          items={[
            { term: words.step, description: words[purchase.state] },
            { term: words.opensAt, description: deadline(purchase.opensAt) },
            { term: words.closesAt, description: deadline(purchase.closesAt) },
            { term: words.minimumQuantity, description: words.pieces(purchase.minimumQuantity) },
            { term: words.minimumParticipants, description: String(purchase.minimumParticipants) },
            { term: results.sharing, description: <SharingRuleWords rule={purchase.sharingRule} /> },
          ]}
        />
      </section>
    </div>
  );
}

function PoolStanding(props: { purchase: GroupPurchaseFacts; reading: Reading; mayRead: boolean }) {
  const words = useMessages(groupPurchaseMessages);
  const locale = useLocale();
  const { reading } = props;
  const { text } = describeReading(reading, props.mayRead, locale);
  return (
    <section className="stack-small" aria-labelledby="pool">
      <h2 id="pool">{words.pool}</h2>
      <div role="status" className="stack-small">
        <p>
          <strong>{text}</strong>
          {reading.roundedTotal === null ? null : (
            <span className="num"> · {words.atLeast(words.pieces(reading.roundedTotal))}</span>
          )}
        </p>
        <p className="small muted">
          {reading.stage === 'forming' ? words.formingText : `${words.batches} ${words.countedAs}`}
        </p>
      </div>
      <PoolLadder tierQuantities={props.purchase.tierQuantities} reading={reading} mayRead={props.mayRead} />
    </section>
  );
}

function OwnSection(props: GroupPurchasePageProps) {
  const words = useMessages(groupPurchaseMessages);
  const { own, signer, purchase } = props;
  if (!own || !signer)
    return (
      <section className="section cluster" aria-label={words.yourCommitment}>
        <p>{words.signInToRead}</p>
        <ButtonLink to={paths.signIn(paths.groupPurchase(purchase.ref))}>{words.signIn}</ButtonLink>
      </section>
    );
  const open = purchase.phase === 'open' && own.whyNot === null;
  const taking = own.commitment !== null && own.commitment.firmness !== 'withdrawn';
  return (
    <section className="section stack" aria-labelledby="your-commitment">
      <h2 id="your-commitment">{words.yourCommitment}</h2>
      <OwnCommitment own={own} />
      {own.whyNot ? <Callout>{words[own.whyNot]}</Callout> : null}
      {!own.whyNot && purchase.phase === 'closed' ? <Callout>{words['commitments-closed']}</Callout> : null}
      {!own.whyNot && purchase.phase === 'not-yet-open' ? (
        <Callout>{words['commitments-not-open']}</Callout>
      ) : null}
      {open || props.refused?.rejected ? (
        <>
          <h3>{taking ? words.change : words.join}</h3>
          <CommitmentForm
            purchaseRef={purchase.ref}
            own={own}
            signer={signer}
            operations={props.operations}
            rejected={props.refused?.rejected ?? null}
          />
        </>
      ) : null}
      {open && taking ? (
        <WithdrawalForm purchaseRef={purchase.ref} operationId={props.operations.withdraw} />
      ) : null}
    </section>
  );
}
