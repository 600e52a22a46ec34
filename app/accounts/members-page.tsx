import { Form } from '@remix-run/react';
import type { RejectedForm } from '~/http/forms.server';
import { paths } from '~/http/paths';
import { useMessages } from '~/i18n/locale-context';
import { accountMessages } from '~/i18n/messages/accounts';
import { Badge } from '~/ui/badge';
import { Button } from '~/ui/button';
import { Callout } from '~/ui/callout';
import { type Column, DataTable } from '~/ui/data-table';
import { DefinitionList } from '~/ui/definition-list';
import { Disclosure } from '~/ui/disclosure';
import { PageHeader } from '~/ui/page-header';
import { SelectField } from '~/ui/select-field';
import { memberRoles } from './actor';
import { InvitationForm, type ListedInvitation, SentInvitations } from './invitation-section';
import type { MemberRow } from './member-queries.server';
import { useAccountSentence } from './use-account-field';

export type MembersChange = 'invited' | 'withdrawn' | 'changed' | 'removed';

/** A member, with an operation id for each thing that may be done to it; none for who may do nothing. */
export interface ListedMember extends MemberRow {
  operationIds: { role: string; removal: string } | null;
}

export interface MembersPageProps {
  organisationName: string;
  members: readonly ListedMember[];
  invitations: readonly ListedInvitation[];
  /** For the form that invites somebody; null for who may not. */
  operationId: string | null;
  done: MembersChange | null;
  rejected?: RejectedForm | undefined;
  /** A refusal of what was asked about a member of the list. */
  refusal?: string | undefined;
}

export function MembersPage(props: MembersPageProps) {
  const words = useMessages(accountMessages);
  const say = useAccountSentence();
  return (
    <div className="stack-large">
      <PageHeader
        title={words.membersTitle}
        lead={words.membersLead(props.organisationName)}
        breadcrumbsLabel={words.breadcrumbs}
        breadcrumbs={[{ label: words.home, to: paths.home() }, { label: words.membersTitle }]}
      />
      {props.done ? (
        <Callout tone="good" live>
          {words[props.done]}
        </Callout>
      ) : null}
      {props.refusal ? (
        <Callout tone="bad" live>
          {say(props.refusal)}
        </Callout>
      ) : null}
      <MembersTable members={props.members} canManage={props.operationId !== null} />
      {props.operationId === null ? null : (
        <>
          <SentInvitations invitations={props.invitations} />
          <InvitationForm operationId={props.operationId} rejected={props.rejected} />
        </>
      )}
      <section className="stack" aria-labelledby="roles">
        <h2 id="roles">{words.rolesTitle}</h2>
        <DefinitionList
          items={memberRoles.map((role) => ({ term: words[role], description: words[`${role}May`] }))}
        />
      </section>
    </div>
  );
}

function MembersTable(props: { members: readonly ListedMember[]; canManage: boolean }) {
  const words = useMessages(accountMessages);
  const columns: Column<ListedMember>[] = [
    { key: 'name', header: words.name, render: (member) => <MemberName member={member} /> },
    { key: 'email', header: words.email, render: (member) => member.email },
    { key: 'role', header: words.role, render: (member) => <MemberRoleCell member={member} /> },
  ];
  if (props.canManage)
    columns.push({
      key: 'actions',
      header: words.actions,
      render: (member) => <MemberRemoval member={member} />,
    });
  return (
    <DataTable
      caption={words.membersCaption(props.members.length)}
      columns={columns}
      rows={props.members}
      rowKey={(member) => member.id}
    />
  );
}

function MemberName({ member }: { member: ListedMember }) {
  const words = useMessages(accountMessages);
  return (
    <span className="cluster">
      {member.name}
      {member.isSelf ? <Badge tone="accent">{words.you}</Badge> : null}
    </span>
  );
}

function MemberRoleCell({ member }: { member: ListedMember }) {
  const words = useMessages(accountMessages);
  if (!member.operationIds) return words[member.role];
  return (
    <Form method="post" action={paths.memberRole(member.id)} className="cluster" preventScrollReset>
      <input type="hidden" name="operationId" value={member.operationIds.role} />
      <SelectField
        key={member.role}
        id={`role-${member.id}`}
        name="role"
        label={<span className="visually-hidden">{words.changeRoleOf(member.name)}</span>}
        options={memberRoles.map((role) => ({ value: role, label: words[role] }))}
        defaultValue={member.role}
      />
      <Button variant="secondary">{words.changeRole}</Button>
    </Form>
  );
}

/** Two steps, the second one out of sight until the first is taken; both without JavaScript. */
function MemberRemoval({ member }: { member: ListedMember }) {
  const words = useMessages(accountMessages);
  if (!member.operationIds) return null;
  return (
    <Disclosure summary={words.remove}>
      <Form method="post" action={paths.memberRemoval(member.id)} preventScrollReset>
        <input type="hidden" name="operationId" value={member.operationIds.removal} />
        <Button variant="danger">{words.removeOf(member.name)}</Button>
      </Form>
    </Disclosure>
  );
}
