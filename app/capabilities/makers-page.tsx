import { Form, Link } from '@remix-run/react';
import { paths } from '~/http/paths';
import { useMessages } from '~/i18n/locale-context';
import { directoryMessages } from '~/i18n/messages/directory';
import { Badge } from '~/ui/badge';
import { Button } from '~/ui/button';
import { ButtonLink } from '~/ui/button-link';
import { Card } from '~/ui/card';
import { EmptyState } from '~/ui/empty-state';
import { PageHeader } from '~/ui/page-header';
import { Pagination } from '~/ui/pagination';
import { SelectField } from '~/ui/select-field';
import { TextField } from '~/ui/text-field';

export interface MakersPageProps {
  text: string;
  department: string;
  family: string;
  page: number;
  pageCount: number;
  total: number;
  makers: {
    ref: string;
    name: string;
    place: string;
    description: string;
    capabilities: number;
    families: string[];
    certifications: string[];
  }[];
  departments: { value: string; label: string }[];
  families: { value: string; label: string }[];
}

export function MakersPage(props: MakersPageProps) {
  const words = useMessages(directoryMessages);
  return (
    <div className="stack">
      <PageHeader
        title={words.makersTitle}
        lead={words.makersLead}
        breadcrumbsLabel={words.breadcrumbs}
        breadcrumbs={[{ label: words.home, to: paths.home() }, { label: words.makersTitle }]}
        actions={
          <ButtonLink to={paths.directory()} variant="secondary">
            {words.seeDirectory}
          </ButtonLink>
        }
      />
      <Filter {...props} />
      <section className="stack" aria-labelledby="makers">
        <h2 id="makers" className="results-title num">
          {words.makersCount(props.total)}
        </h2>
        {props.makers.length > 0 ? (
          <ul className="grid plain-list">
            {props.makers.map((maker) => (
              <li key={maker.ref}>
                <MakerCard maker={maker} />
              </li>
            ))}
          </ul>
        ) : (
          <EmptyState title={words.noMakers}>
            <p>{words.noMakersText}</p>
          </EmptyState>
        )}
        <Pagination
          page={props.page}
          pageCount={props.pageCount}
          hrefFor={(page) => paths.makers(searchOf({ ...props, page }))}
          labels={{
            nav: words.pagination,
            previous: words.previous,
            next: words.next,
            page: words.pageNumber,
          }}
        />
      </section>
    </div>
  );
}

function searchOf(state: Pick<MakersPageProps, 'text' | 'department' | 'family' | 'page'>): string {
  const parameters = new URLSearchParams();
  if (state.text !== '') parameters.set('q', state.text);
  if (state.department !== '') parameters.set('departement', state.department);
  if (state.family !== '') parameters.set('famille', state.family);
  if (state.page > 1) parameters.set('page', String(state.page));
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

function Filter(props: MakersPageProps) {
  const words = useMessages(directoryMessages);
  return (
    <Form
      key={searchOf(props)}
      method="get"
      action={paths.makers()}
      role="search"
      className="cluster makers-filter"
    >
      <TextField
        type="search"
        name="q"
        label={words.makerSearchLabel}
        defaultValue={props.text}
        maxLength={200}
      />
      <SelectField
        name="departement"
        label={words.department}
        defaultValue={props.department}
        options={[{ value: '', label: words.allDepartments }, ...props.departments]}
      />
      <SelectField
        name="famille"
        label={words.family}
        defaultValue={props.family}
        options={[{ value: '', label: words.allFamilies }, ...props.families]}
      />
      <Button>{words.search}</Button>
    </Form>
  );
}

function MakerCard({ maker }: { maker: MakersPageProps['makers'][number] }) {
  const words = useMessages(directoryMessages);
  return (
    <Card
      title={<Link to={paths.maker(maker.ref)}>{maker.name}</Link>}
      footer={
        <span className="num">
          {words.capabilitiesCount(maker.capabilities)} · {maker.families.join(', ')}
        </span>
      }
    >
      <p className="small muted">{maker.place}</p>
      <p>{maker.description}</p>
      {maker.certifications.length > 0 ? (
        <ul className="cluster plain-list">
          {maker.certifications.map((certification) => (
            <li key={certification}>
              <Badge tone="accent">{certification}</Badge>
            </li>
          ))}
        </ul>
      ) : null}
    </Card>
  );
}
