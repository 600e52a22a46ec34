import { paths } from '~/http/paths';
import { formatInteger } from '~/i18n/format';
import { useLocale, useMessages } from '~/i18n/locale-context';
import { directoryMessages } from '~/i18n/messages/directory';
import { Badge } from '~/ui/badge';
import { ButtonLink } from '~/ui/button-link';
import { Callout } from '~/ui/callout';
import { type Definition, DefinitionList } from '~/ui/definition-list';
import { EmptyState } from '~/ui/empty-state';
import { PageHeader } from '~/ui/page-header';
import { useLimitWords } from './capability-limits';
import type { MakerCapability, MakerPageData } from './maker-queries.server';

export function MakerPage({ maker }: { maker: MakerPageData }) {
  const words = useMessages(directoryMessages);
  return (
    <div className="stack">
      <PageHeader
        title={maker.name}
        lead={maker.place}
        breadcrumbsLabel={words.breadcrumbs}
        breadcrumbs={[
          { label: words.home, to: paths.home() },
          { label: words.makersTitle, to: paths.makers() },
          { label: maker.name },
        ]}
      />
      <div className="switcher switcher-aside-end">
        <section className="stack" aria-labelledby="capabilities">
          {maker.description === '' ? null : <p className="prose">{maker.description}</p>}
          <h2 id="capabilities">{words.capabilities}</h2>
          {maker.capabilities.length > 0 ? (
            maker.capabilities.map((capability) => (
              <CapabilitySection key={capability.ref} capability={capability} />
            ))
          ) : (
            <EmptyState title={words.noCapabilities} />
          )}
        </section>
        <Facts maker={maker} />
      </div>
    </div>
  );
}

function Facts({ maker }: { maker: MakerPageData }) {
  const words = useMessages(directoryMessages);
  const locale = useLocale();
  const items: Definition[] = [{ term: words.place, description: maker.place }];
  if (maker.headcount !== null)
    items.push({
      term: words.headcount,
      description: words.headcountPeople(formatInteger(maker.headcount, locale)),
    });
  if (maker.certifications.length > 0)
    items.push({ term: words.certifications, description: maker.certifications.join(', ') });
  if (maker.website !== null)
    items.push({
      term: words.website,
      description: (
        <a href={maker.website} rel="noreferrer nofollow">
          {new URL(maker.website).host}
        </a>
      ),
    });
  return (
    <aside className="stack maker-facts" aria-labelledby="facts">
      <h2 id="facts">{words.facts}</h2>
      <DefinitionList items={items} />
      <Callout>
        <p>{words.askMakerText}</p>
        <p>
          <ButtonLink to={paths.newNeed()} variant="secondary">
            {words.askMaker}
          </ButtonLink>
        </p>
      </Callout>
    </aside>
  );
}

function CapabilitySection({ capability }: { capability: MakerCapability }) {
  const words = useMessages(directoryMessages);
  const limits = useLimitWords(capability.limits);
  const specs = capability.specs.map(({ term, description }) => ({ term: capitalised(term), description }));
  const standards =
    capability.standards.length > 0
      ? [{ term: words.standards, description: capability.standards.join(', ') }]
      : [];
  return (
    <article className="section stack-small capability" id={capability.ref}>
      <p className="label">{capability.family}</p>
      <h3>{capability.title}</h3>
      {capability.description === '' ? null : <p className="prose">{capability.description}</p>}
      <ul className="cluster plain-list">
        {capability.leaves.map((leaf) => (
          <li key={leaf}>
            <Badge>{leaf}</Badge>
          </li>
        ))}
      </ul>
      <DefinitionList items={[...specs, ...limits, ...standards]} />
    </article>
  );
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
