import { Form, Link } from '@remix-run/react';
import { paths } from '~/http/paths';
import { formatDeadline } from '~/i18n/format';
import { useLocale, useMessages } from '~/i18n/locale-context';
import { groupPurchaseMessages } from '~/i18n/messages/group-purchases';
import { families, labelOf } from '~/taxonomy/taxonomy';
import { Badge } from '~/ui/badge';
import { Button } from '~/ui/button';
import { ButtonLink } from '~/ui/button-link';
import { type Column, DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { PageHeader } from '~/ui/page-header';
import { Pagination } from '~/ui/pagination';
import { SelectField } from '~/ui/select-field';
import { TextField } from '~/ui/text-field';
import { collectingPhases } from './group-purchase';
import type { GroupPurchaseFilter, GroupPurchaseListItem } from './group-purchase-queries.server';
import { describeReading } from './pool-words';

interface GroupPurchasesPageProps {
  items: GroupPurchaseListItem[];
  count: number;
  filter: GroupPurchaseFilter;
  pageCount: number;
  signedIn: boolean;
}

export function GroupPurchasesPage(props: GroupPurchasesPageProps) {
  const words = useMessages(groupPurchaseMessages);
  return (
    <div className="stack-large">
      <PageHeader
        title={words.title}
        lead={words.lead}
        breadcrumbsLabel={words.breadcrumbs}
        breadcrumbs={[{ label: words.home, to: paths.home() }, { label: words.title }]}
      />
      <section className="stack" aria-label={words.title}>
        <Filters filter={props.filter} />
        <p className="muted num" role="status">
          {words.found(props.count)}
        </p>
        <Found {...props} />
      </section>
    </div>
  );
}

function Filters({ filter }: { filter: GroupPurchaseFilter }) {
  const words = useMessages(groupPurchaseMessages);
  const locale = useLocale();
  return (
    <Form method="get" role="search" className="cluster cluster-end">
      <TextField
        name="q"
        type="search"
        label={words.search}
        placeholder={words.searchHint}
        defaultValue={filter.text}
        maxLength={200}
      />
      <SelectField
        name="famille"
        label={words.familyFilter}
        defaultValue={filter.family ?? ''}
        options={[
          { value: '', label: words.allFamilies },
          ...families.map((family) => ({ value: family.code, label: family[locale] })),
        ]}
      />
      <SelectField
        name="etat"
        label={words.phaseFilter}
        defaultValue={filter.phase ?? ''}
        options={[
          { value: '', label: words.allPhases },
          ...collectingPhases.map((phase) => ({ value: phase, label: words[phase] })),
        ]}
      />
      <Button type="submit" variant="secondary">
        {words.filter}
      </Button>
    </Form>
  );
}

function useColumns(signedIn: boolean): Column<GroupPurchaseListItem>[] {
  const words = useMessages(groupPurchaseMessages);
  const locale = useLocale();
  return [
    {
      key: 'purchase',
      header: words.purchaseColumn,
      rowHeader: true,
      render: (item) => (
        <>
          <Link to={paths.groupPurchase(item.ref)}>{item.title}</Link>
          {item.mine ? (
            <>
              {' '}
              <Badge tone="accent">{words.mine}</Badge>
            </>
          ) : null}
        </>
      ),
    },
    { key: 'family', header: words.familyColumn, render: (item) => labelOf(item.family, locale) },
    {
      key: 'closes',
      header: words.closesColumn,
      render: (item) => <time dateTime={item.closesAt}>{formatDeadline(item.closesAt, locale)}</time>,
    },
    { key: 'phase', header: words.phaseColumn, render: (item) => words[item.phase] },
    {
      key: 'pool',
      header: words.poolColumn,
      render: (item) => {
        const { tone, text } = describeReading(item.reading, signedIn, locale);
        return <Badge tone={tone}>{text}</Badge>;
      },
    },
  ];
}

function Found({ items, filter, pageCount, signedIn }: GroupPurchasesPageProps) {
  const words = useMessages(groupPurchaseMessages);
  const columns = useColumns(signedIn);
  if (items.length === 0)
    return (
      <EmptyState
        title={words.nothingFound}
        action={
          <ButtonLink to={paths.groupPurchases()} variant="secondary">
            {words.clearFilters}
          </ButtonLink>
        }
      >
        {words.nothingFoundText}
      </EmptyState>
    );
  const hrefFor = (page: number) => {
    const search = new URLSearchParams({
      ...(filter.text ? { q: filter.text } : {}),
      ...(filter.family ? { famille: filter.family } : {}),
      ...(filter.phase ? { etat: filter.phase } : {}),
      page: String(page),
    });
    return paths.groupPurchases(`?${search}`);
  };
  return (
    <>
      <DataTable
        caption={words.listCaption}
        captionHidden
        columns={columns}
        rows={items}
        rowKey={(item) => item.ref}
      />
      <Pagination
        page={filter.page}
        pageCount={pageCount}
        hrefFor={hrefFor}
        labels={{ nav: words.pages, previous: words.previous, next: words.next, page: words.pageNumber }}
      />
    </>
  );
}
