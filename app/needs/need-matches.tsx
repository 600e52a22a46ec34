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
const outcomeOrder: readonly Outcome[] = ['fails', 'fits', 'near', 'unknown'];

function Reasons({ reasons, maker }: { reasons: SaidReason[]; maker: string }) {
  const words = useMessages(needMessages);
  const ordered = [...reasons].sort(
    (a, b) => outcomeOrder.indexOf(a.outcome) - outcomeOrder.indexOf(b.outcome),
  );
  const asks = reasons.flatMap((reason) => reason.ask ?? []);
  const remedies = reasons.flatMap((reason) => reason.remedy ?? []);
  return (
    <>
      <ul className="plain-list reasons" aria-label={words.reasonsOf(maker)}>
        {ordered.map((reason) => (
          <li key={`${reason.rule} ${reason.sentence}`} className="reason">
            <Badge tone={outcomeTones[reason.outcome]}>{words[reason.outcome]}</Badge>
            <span>{reason.sentence}</span>
          </li>
        ))}
      </ul>
      <Todo title={words.toAsk} sentences={asks} />
      <Todo title={words.wouldFit} sentences={remedies} />
    </>
  );
}

function Todo(props: { title: string; sentences: string[] }) {
  if (props.sentences.length === 0) return null;
  return (
    <div>
      <p className="label">{props.title}</p>
      <ul className="small">
        {[...new Set(props.sentences)].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}
