import { Link } from '@remix-run/react';
import { paths } from '~/http/paths';
import { Badge } from '~/ui/badge';
import { Card } from '~/ui/card';
import type { CapabilitySummary } from './capability';
import { useLimitWords } from './capability-limits';

const shownLeaves = 5;

/** One capability in a list: what, who, where, within which limits. */
export function CapabilityCard({ capability }: { capability: CapabilitySummary }) {
  const { maker } = capability;
  const limits = useLimitWords(capability.limits);
  return (
    <Card
      className="capability-card"
      title={<Link to={`${paths.maker(maker.ref)}#${capability.ref}`}>{capability.title}</Link>}
      footer={
        limits.length > 0 ? (
          <dl className="capability-limits num">
            {limits.map(({ term, description }) => (
              <div key={term}>
                <dt>{term}</dt>
                <dd>{description}</dd>
              </div>
            ))}
          </dl>
        ) : null
      }
    >
      <p className="small">
        <Link to={paths.maker(maker.ref)}>{maker.name}</Link>
        {maker.place === '' ? null : <span className="muted"> · {maker.place}</span>}
      </p>
      <p>{capability.description}</p>
      <ul className="cluster capability-leaves">
        {capability.leaves.slice(0, shownLeaves).map((leaf) => (
          <li key={leaf}>
            <Badge>{leaf}</Badge>
          </li>
        ))}
        {capability.standards.map((standard) => (
          <li key={standard}>
            <Badge tone="accent">{standard}</Badge>
          </li>
        ))}
      </ul>
    </Card>
  );
}
