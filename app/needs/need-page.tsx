import { useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { paths } from '~/http/paths';
import { formatCents, formatDay, formatInteger, formatNumber } from '~/i18n/format';
import { useLocale, useMessages } from '~/i18n/locale-context';
import { needMessages } from '~/i18n/messages/needs';
import { Badge } from '~/ui/badge';
import { Callout } from '~/ui/callout';
import { DefinitionList } from '~/ui/definition-list';
import { PageHeader } from '~/ui/page-header';
import type { NeedMatch } from './need-match-queries.server';
import { NeedMatches, type OwnMatch, OwnMatches } from './need-matches';
import type { NeedPage as NeedFacts } from './need-queries.server';

interface NeedPageProps {
  need: NeedFacts;
  /** The brand's own reading; empty for everybody else. */
  matches: NeedMatch[];
  /** A proposed maker's own reading; empty for everybody else. */
  ownMatches: OwnMatch[];
}

export function NeedPage({ need, matches, ownMatches }: NeedPageProps) {
  const words = useMessages(needMessages);
  const locale = useLocale();
  const published = words.publishedOn(formatDay(need.publishedAt, locale));
  return (
    <div className="stack-large">
      <PageHeader
        title={need.title}
        lead={`${published} ${words.byBrand(need.brandName ?? words.anonymousBrand.toLowerCase())}`}
        status={<VisibilityBadge need={need} />}
        breadcrumbsLabel={words.breadcrumbs}
        breadcrumbs={[
          { label: words.home, to: paths.home() },
          { label: words.title, to: paths.needs() },
          { label: need.title },
        ]}
      />
      <section className="stack" aria-labelledby="need-facts">
        <h2 id="need-facts">{words.factsTitle}</h2>
        {need.description ? <p className="prose">{need.description}</p> : null}
        <Facts need={need} />
      </section>
      {need.own ? (
        <section className="stack" aria-labelledby="need-matches" aria-live="polite">
          <h2 id="need-matches">{words.matchesTitle}</h2>
          {need.own.matchedAt ? <NeedMatches matches={matches} /> : <MatchingRunning />}
        </section>
      ) : null}
      {ownMatches.length > 0 ? (
        <section className="stack" aria-labelledby="need-own-matches">
          <h2 id="need-own-matches">{words.proposedForTitle}</h2>
          <OwnMatches matches={ownMatches} />
        </section>
      ) : null}
    </div>
  );
}

function VisibilityBadge({ need }: { need: NeedFacts }) {
  const words = useMessages(needMessages);
  const labels = {
    public: words.visibleToAll,
    matched: words.visibleToMatched,
    anonymous: words.visibleAnonymously,
  };
  return <Badge>{labels[need.visibility]}</Badge>;
}

function Facts({ need }: { need: NeedFacts }) {
  const words = useMessages(needMessages);
  const locale = useLocale();
  const pieces = (quantity: number | null) =>
    quantity === null ? [] : [`${formatInteger(quantity, locale)}\u00a0${words.pieces}`];
  const facts: [term: string, values: string[]][] = [
    [words.family, [need.familyLabel]],
    [words.leaves, need.leafLabels],
    [words.prototypeQuantity, pieces(need.prototypeQuantity)],
    [words.seriesQuantity, pieces(need.seriesQuantity)],
    [words.annualQuantity, pieces(need.annualQuantity)],
    [words.neededBy, need.neededBy ? [formatDay(need.neededBy, locale)] : []],
    ...need.specs.map(({ term, description }): [string, string[]] => [term, [description]]),
    [
      words.frenchOriginMinPct,
      need.frenchOriginMinPct === null ? [] : [`${formatNumber(need.frenchOriginMinPct, locale)}\u00a0%`],
    ],
    [words.standards, need.standards],
    [
      words.targetUnitPrice,
      need.own?.targetUnitPriceCents == null
        ? []
        : [`${formatCents(need.own.targetUnitPriceCents, locale)} (${words.budgetOnly})`],
    ],
  ];
  const items = facts
    .filter(([, values]) => values.length > 0)
    .map(([term, values]) => ({ term, description: values.join(', ') }));
  return <DefinitionList items={items} />;
}

const pollMs = 1500;

/** Matching takes a second or two: the page asks again until it is done. Without JavaScript, reloading does it. */
function MatchingRunning() {
  const words = useMessages(needMessages);
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const timer = setInterval(revalidate, pollMs);
    return () => clearInterval(timer);
  }, [revalidate]);
  return (
    <Callout tone="accent" title={words.matchesRunning}>
      {words.matchesRunningText}
    </Callout>
  );
}
