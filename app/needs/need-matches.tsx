import { Link } from '@remix-run/react';
import { paths } from '~/http/paths';
import { useMessages } from '~/i18n/locale-context';
import { needMessages } from '~/i18n/messages/needs';
import type { Outcome } from '~/matching/match-records';
import { Badge, type Tone } from '~/ui/badge';
import { Callout } from '~/ui/callout';
import { Card } from '~/ui/card';
import { Disclosure } from '~/ui/disclosure';
import type { NeedMatch, SaidReason } from './need-match-queries.server';

/** The makers, closest first, each with why; those that fall short stand apart, below. */
export function NeedMatches({ matches }: { matches: NeedMatch[] }) {
  const words = useMessages(needMessages);
  const proposed = matches.filter((match) => match.proposed);
  const others = matches.filter((match) => !match.proposed);
  return (
    <div className="stack-large">
      {proposed.length > 0 ? (
        <>
          <p>{words.matchesLead(proposed.length)}</p>
          <MatchList matches={proposed} />
        </>
      ) : (
        <Callout tone="warn" title={words.noMaker}>
          {words.noMakerText}
        </Callout>
      )}
      {others.length > 0 ? (
        <Disclosure summary={words.nearbyTitle} open={proposed.length === 0}>
          <p className="muted">{words.nearbyText}</p>
          <MatchList matches={others} />
        </Disclosure>
      ) : null}
    </div>
  );
}

/** To a maker: which of its capabilities this need was proposed for, and why. */
export function OwnMatches(props: { matches: OwnMatch[] }) {
  return (
    <ul className="plain-list stack">
      {props.matches.map((match) => (
        <li key={match.capabilityId}>
          <Card title={match.capabilityTitle}>
            <Reasons reasons={match.reasons} maker={match.capabilityTitle} />
          </Card>
        </li>
      ))}
    </ul>
  );
}

export type OwnMatch = Pick<NeedMatch, 'capabilityId' | 'capabilityTitle' | 'reasons'>;

function MatchList({ matches }: { matches: NeedMatch[] }) {
  return (
    <ol className="plain-list stack">
      {matches.map((match, position) => (
        <li key={match.capabilityId}>
          <MatchCard match={match} rank={position + 1} />
        </li>
      ))}
    </ol>
  );
}

function MatchCard({ match, rank }: { match: NeedMatch; rank: number }) {
  const words = useMessages(needMessages);
  const place = [match.makerCity, match.makerDepartment ? `(${match.makerDepartment})` : '']
    .filter(Boolean)
    .join(' ');
  return (
    <Card
      title={
        <>
          <span className="label num">{words.rank(rank)}</span>{' '}
          <Link to={paths.maker(match.makerRef)}>{match.makerName}</Link>
        </>
      }
    >
      <p className="muted">{[match.capabilityTitle, place].filter(Boolean).join(' · ')}</p>
      <Reasons reasons={match.reasons} maker={match.makerName} />
    </Card>
  );
}

const outcomeTones: Record<Outcome, Tone> = { fits: 'good', near: 'warn', unknown: 'neutral', fails: 'bad' };

/** What stands in the way first, on one side; what fits on the other: a buyer reads across, not down. */
function Reasons({ reasons, maker }: { reasons: SaidReason[]; maker: string }) {
  const words = useMessages(needMessages);
  const asks = reasons.flatMap((reason) => reason.ask ?? []);
  const remedies = reasons.flatMap((reason) => reason.remedy ?? []);
  return (
    <section className="switcher" aria-label={words.reasonsOf(maker)}>
      <ReasonGroup reasons={reasons} outcome="fits" />
      <div className="stack-small">
        <ReasonGroup reasons={reasons} outcome="fails" />
        <ReasonGroup reasons={reasons} outcome="near" />
        <ReasonGroup reasons={reasons} outcome="unknown" />
        <Todo title={words.toAsk} sentences={asks} />
        <Todo title={words.wouldFit} sentences={remedies} />
      </div>
    </section>
  );
}

function ReasonGroup(props: { reasons: SaidReason[]; outcome: Outcome }) {
  const words = useMessages(needMessages);
  const group = props.reasons.filter((reason) => reason.outcome === props.outcome);
  // What is unknown is asked: its questions say it better than the finding.
  const sentences = group.flatMap((reason) =>
    reason.outcome === 'unknown' && reason.ask ? [] : reason.sentence,
  );
  if (group.length === 0 || sentences.length === 0) return null;
  return (
    <div className="stack-small">
      <p>
        <Badge tone={outcomeTones[props.outcome]}>{words[props.outcome]}</Badge>
      </p>
      <ul className="small">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}

function Todo(props: { title: string; sentences: string[] }) {
  if (props.sentences.length === 0) return null;
  return (
    <div className="stack-small">
      <p>
        <Badge>{props.title}</Badge>
      </p>
      <ul className="small">
        {[...new Set(props.sentences)].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}
