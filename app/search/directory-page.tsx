import { Form, Link, useNavigation } from '@remix-run/react';
import { CapabilityCard } from '~/capabilities/capability-card';
import { paths } from '~/http/paths';
import { useMessages } from '~/i18n/locale-context';
import { directoryMessages } from '~/i18n/messages/directory';
import { Button } from '~/ui/button';
import { ButtonLink } from '~/ui/button-link';
import { Callout } from '~/ui/callout';
import { CheckboxGroup } from '~/ui/checkbox-group';
import { Disclosure } from '~/ui/disclosure';
import { EmptyState } from '~/ui/empty-state';
import { PageHeader } from '~/ui/page-header';
import { Pagination } from '~/ui/pagination';
import { TextField } from '~/ui/text-field';
import type { DirectoryPageData } from './directory-page.server';
import { type DirectoryState, facetParameter, formatDirectoryState, toggleFilter } from './directory-state';
import { useLiveForm } from './use-live-form';

const directory = (state: DirectoryState) => paths.directory(formatDirectoryState(state));

export function DirectoryPage(page: DirectoryPageData) {
  const words = useMessages(directoryMessages);
  const { formKey, send, sendSoon } = useLiveForm();
  return (
    <div className="stack">
      <PageHeader
        title={words.title}
        lead={words.lead}
        breadcrumbsLabel={words.breadcrumbs}
        breadcrumbs={[{ label: words.home, to: paths.home() }, { label: words.title }]}
      />
      {page.degraded ? (
        <Callout tone="warn" title={words.degradedTitle} live>
          <p>{words.degradedText}</p>
        </Callout>
      ) : null}
      <Form
        key={formKey}
        method="get"
        action={paths.directory()}
        role="search"
        className="stack"
        onChange={({ target, currentTarget }) => {
          if (target instanceof HTMLInputElement && target.type === 'checkbox')
            send(currentTarget, { replace: false });
          else sendSoon(currentTarget);
        }}
      >
        <TextField
          type="search"
          name="q"
          label={words.searchLabel}
          hint={words.searchHint}
          defaultValue={page.state.query}
          maxLength={400}
          autoComplete="off"
          enterKeyHint="search"
        />
        <div className="switcher switcher-aside-start">
          <Facets page={page} />
          <Results page={page} />
        </div>
      </Form>
    </div>
  );
}

/** Ticking a box sends the form; the button is for browsers without scripts. */
function Facets({ page }: { page: DirectoryPageData }) {
  const words = useMessages(directoryMessages);
  return (
    <div className="facets" id="filtres">
      <h2 className="visually-hidden">{words.filters}</h2>
      <ChosenFilters page={page} />
      {page.facets.map(({ name, choices }, place) => (
        <Disclosure
          key={name}
          summary={words[name]}
          open={place === 0 || choices.some(({ chosen }) => chosen)}
          className="facet"
        >
          <CheckboxGroup
            name={facetParameter(name)}
            legend={<span className="visually-hidden">{words[name]}</span>}
            options={choices.map(({ value, label, count }) => ({ value, label, detail: count }))}
            defaultValues={choices.filter(({ chosen }) => chosen).map(({ value }) => value)}
          />
        </Disclosure>
      ))}
      <noscript>
        <Button variant="secondary">{words.applyFilters}</Button>
      </noscript>
    </div>
  );
}

function ChosenFilters({ page }: { page: DirectoryPageData }) {
  const words = useMessages(directoryMessages);
  const chosen = page.facets.flatMap(({ name, choices }) =>
    choices.filter((choice) => choice.chosen).map((choice) => ({ name, ...choice })),
  );
  if (chosen.length === 0) return null;
  return (
    <div className="chosen-filters stack-small">
      <ul className="cluster" aria-label={words.chosenFilters}>
        {chosen.map(({ name, value, label }) => (
          <li key={`${name} ${value}`}>
            <Link
              className="chosen-filter"
              to={directory(toggleFilter(page.state, name, value))}
              aria-label={words.removeFilter(label)}
            >
              {label} <span aria-hidden="true">×</span>
            </Link>
          </li>
        ))}
      </ul>
      <Link className="small" to={directory({ query: page.state.query, filters: {}, page: 1 })}>
        {words.clearFilters}
      </Link>
    </div>
  );
}

function Results({ page }: { page: DirectoryPageData }) {
  const words = useMessages(directoryMessages);
  const busy = useNavigation().state !== 'idle';
  return (
    <section className="stack" aria-labelledby="results" aria-busy={busy}>
      <div className="cluster cluster-apart">
        <h2 id="results" className="results-title num" aria-live="polite">
          {words.results(page.total)}
        </h2>
        <a className="facets-link small" href="#filtres">
          {words.filters}
        </a>
        <noscript>
          <Button>{words.search}</Button>
        </noscript>
      </div>
      {page.understood.length > 0 ? (
        <p className="small muted">
          {words.understood} : {page.understood.join(' · ')}
        </p>
      ) : null}
      {page.capabilities.length > 0 ? (
        <ul className="capability-list">
          {page.capabilities.map((capability) => (
            <li key={capability.ref}>
              <CapabilityCard capability={capability} />
            </li>
          ))}
        </ul>
      ) : (
        <EmptyState
          title={words.noneTitle}
          action={
            <ButtonLink to={paths.newNeed()} variant="secondary">
              {words.postNeed}
            </ButtonLink>
          }
        >
          <p>{words.noneText}</p>
        </EmptyState>
      )}
      <Pagination
        page={page.state.page}
        pageCount={page.pageCount}
        hrefFor={(number) => directory({ ...page.state, page: number })}
        labels={{
          nav: words.pagination,
          previous: words.previous,
          next: words.next,
          page: words.pageNumber,
        }}
      />
    </section>
  );
}
