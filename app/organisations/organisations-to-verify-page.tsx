import { Form } from '@remix-run/react';
import { paths } from '~/http/paths';
import { formatDay } from '~/i18n/format';
import { useLocale, useMessages } from '~/i18n/locale-context';
import { verificationMessages } from '~/i18n/messages/verification';
import { Button } from '~/ui/button';
import { Callout } from '~/ui/callout';
import { type Column, DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { PageHeader } from '~/ui/page-header';
import type { OrganisationToVerify } from './verification-queries.server';

/** An organisation with the operation id of its form; null for who may only read. */
export type ListedOrganisation = OrganisationToVerify & { operationId: string | null };

export interface OrganisationsToVerifyPageProps {
  organisations: readonly ListedOrganisation[];
  /** One was verified just now. */
  done: boolean;
}

export function OrganisationsToVerifyPage({ organisations, done }: OrganisationsToVerifyPageProps) {
  const words = useMessages(verificationMessages);
  return (
    <div className="stack-large">
      <PageHeader
        title={words.title}
        lead={words.lead}
        breadcrumbsLabel={words.breadcrumbs}
        breadcrumbs={[{ label: words.home, to: paths.home() }, { label: words.title }]}
      />
      {done ? (
        <Callout tone="good" live>
          {words.done}
        </Callout>
      ) : null}
      {organisations.length === 0 ? (
        <EmptyState title={words.nothing}>{words.nothingText}</EmptyState>
      ) : (
        <>
          <p className="prose">{words.howTo}</p>
          <OrganisationsTable organisations={organisations} />
        </>
      )}
    </div>
  );
}

function OrganisationsTable({ organisations }: { organisations: readonly ListedOrganisation[] }) {
  const words = useMessages(verificationMessages);
  const locale = useLocale();
  const columns: Column<ListedOrganisation>[] = [
    { key: 'name', header: words.name, render: (row) => row.name },
    {
      key: 'kind',
      header: words.kind,
      render: (row) => (row.kind === 'brand' || row.kind === 'maker' ? words[row.kind] : words.other),
    },
    { key: 'siren', header: words.siren, render: (row) => <span className="num">{row.siren}</span> },
    { key: 'vat', header: words.vat, render: (row) => <span className="num">{row.vat}</span> },
    { key: 'city', header: words.city, render: (row) => [row.postcode, row.city].join(' ').trim() },
    { key: 'date', header: words.signedUpAt, render: (row) => formatDay(row.signedUpAt, locale) },
    { key: 'contact', header: words.contact, render: (row) => <Contact organisation={row} /> },
  ];
  if (organisations.some((row) => row.operationId !== null))
    columns.push({ key: 'action', header: words.action, render: (row) => <Verify organisation={row} /> });
  return (
    <DataTable
      caption={words.caption(organisations.length)}
      columns={columns}
      rows={organisations}
      rowKey={(row) => row.id}
    />
  );
}

function Contact({ organisation: { contact } }: { organisation: ListedOrganisation }) {
  if (!contact) return null;
  return (
    <>
      {contact.name} <a href={`mailto:${contact.email}`}>{contact.email}</a>
    </>
  );
}

function Verify({ organisation }: { organisation: ListedOrganisation }) {
  const words = useMessages(verificationMessages);
  if (organisation.operationId === null) return null;
  return (
    <Form method="post" action={paths.organisationVerification(organisation.id)} preventScrollReset>
      <input type="hidden" name="operationId" value={organisation.operationId} />
      <Button variant="secondary">
        {words.verify} <span className="visually-hidden">{organisation.name}</span>
      </Button>
    </Form>
  );
}
