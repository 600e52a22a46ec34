import { Form, Link } from '@remix-run/react';
import { paths } from '~/http/paths';
import { formatDay, formatDeadline, formatInteger } from '~/i18n/format';
import { useLocale, useMessages } from '~/i18n/locale-context';
import { needMessages } from '~/i18n/messages/needs';
import type { FamilyChoice } from '~/taxonomy/taxonomy-choices';
import { Badge } from '~/ui/badge';
import { Button } from '~/ui/button';
import { ButtonLink } from '~/ui/button-link';
import { type Column, DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { PageHeader } from '~/ui/page-header';
import { SelectField } from '~/ui/select-field';
import type { NeedDraft, NeedListItem } from './need-queries.server';

interface NeedsPageProps {
  /** null for who is no brand. */
  own: NeedListItem[] | null;
  drafts: NeedDraft[];
  open: NeedListItem[];
  family: string | null;
  families: FamilyChoice[];
  mayPost: boolean;
}

export function NeedsPage(props: NeedsPageProps) {
  const words = useMessages(needMessages);
  const post = props.mayPost ? (
    <ButtonLink to={paths.newNeed()} variant="primary">
      {words.post}
    </ButtonLink>
  ) : null;
  return (
    <div className="stack-large">
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={post}
        breadcrumbsLabel={words.breadcrumbs}
        breadcrumbs={[{ label: words.home, to: paths.home() }, { label: words.title }]}
      />
      {props.own ? <OwnNeeds own={props.own} action={post} /> : null}
      {props.drafts.length > 0 ? <Drafts drafts={props.drafts} /> : null}
      <OpenNeeds open={props.open} family={props.family} families={props.families} />
    </div>
  );
}

/** The columns that every list of needs shares. */
function useColumns(): Record<
  'need' | 'family' | 'quantity' | 'neededBy' | 'brand' | 'makers',
  Column<NeedListItem>
> {
  const words = useMessages(needMessages);
  const locale = useLocale();
  return {
    need: {
      key: 'need',
      header: words.needColumn,
      rowHeader: true,
      render: (need) => (
        <>
          <Link to={paths.need(need.id)}>{need.title}</Link>{' '}
          {need.proposedToReader ? <Badge tone="accent">{words.proposedToYou}</Badge> : null}
        </>
      ),
    },
    family: { key: 'family', header: words.familyColumn, render: (need) => need.familyLabel },
    quantity: {
      key: 'quantity',
      header: words.quantityColumn,
      align: 'end',
      render: (need) => (need.seriesQuantity === null ? '–' : formatInteger(need.seriesQuantity, locale)),
    },
    neededBy: {
      key: 'neededBy',
      header: words.neededByColumn,
      render: (need) => (need.neededBy ? formatDay(need.neededBy, locale) : '–'),
    },
    brand: {
      key: 'brand',
      header: words.brandColumn,
      render: (need) => need.brandName ?? words.anonymousBrand,
    },
    makers: {
      key: 'makers',
      header: words.makersColumn,
      align: 'end',
      render: (need) => (need.proposedMakers === null ? words.matchingNow : need.proposedMakers),
    },
  };
}

function OwnNeeds(props: { own: NeedListItem[]; action: React.ReactNode }) {
  const words = useMessages(needMessages);
  const columns = useColumns();
  return (
    <section className="stack" aria-labelledby="own-needs">
      <h2 id="own-needs">{words.ownNeeds}</h2>
      {props.own.length === 0 ? (
        <EmptyState title={words.ownNeedsEmpty} action={props.action}>
          {words.ownNeedsEmptyText}
        </EmptyState>
      ) : (
        <DataTable
          caption={words.ownNeeds}
          captionHidden
          columns={[columns.need, columns.family, columns.quantity, columns.neededBy, columns.makers]}
          rows={props.own}
          rowKey={(need) => need.id}
        />
      )}
    </section>
  );
}

function Drafts(props: { drafts: NeedDraft[] }) {
  const words = useMessages(needMessages);
  const locale = useLocale();
  return (
    <section className="stack" aria-labelledby="need-drafts">
      <h2 id="need-drafts">{words.drafts}</h2>
      <ul className="plain-list stack-small">
        {props.drafts.map((draft) => (
          <li key={draft.id} className="cluster">
            <Link to={paths.needDraft(draft.id)}>{draft.content['title']?.[0] || words.untitled}</Link>
            <span className="muted">{words.savedAt(formatDeadline(draft.updatedAt, locale))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function OpenNeeds(props: Pick<NeedsPageProps, 'open' | 'family' | 'families'>) {
  const words = useMessages(needMessages);
  const columns = useColumns();
  return (
    <section className="stack" aria-labelledby="open-needs">
      <h2 id="open-needs">{words.openNeeds}</h2>
      <Form method="get" className="cluster cluster-end">
        <SelectField
          name="famille"
          label={words.familyColumn}
          defaultValue={props.family ?? ''}
          options={[{ value: '', label: words.allFamilies }, ...props.families]}
        />
        <Button type="submit">{words.filter}</Button>
      </Form>
      {props.open.length === 0 ? (
        <EmptyState title={words.openNeedsEmpty}>{words.openNeedsEmptyText}</EmptyState>
      ) : (
        <DataTable
          caption={words.openNeeds}
          captionHidden
          columns={[columns.need, columns.family, columns.brand, columns.quantity, columns.neededBy]}
          rows={props.open}
          rowKey={(need) => need.id}
        />
      )}
    </section>
  );
}
