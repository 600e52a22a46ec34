import { Form } from '@remix-run/react';
import type { RejectedForm } from '~/http/forms.server';
import { paths } from '~/http/paths';
import { useMessages } from '~/i18n/locale-context';
import { accountMessages } from '~/i18n/messages/accounts';
import { Button } from '~/ui/button';
import { type Column, DataTable } from '~/ui/data-table';
import { SelectField } from '~/ui/select-field';
import { TextField } from '~/ui/text-field';
import { AccountFormErrors } from './account-form-errors';
import { memberRoles } from './actor';
import { showInvitationCode } from './invitation-code';
import type { SentInvitation } from './invitation-queries.server';
import { useAccountField } from './use-account-field';

/** An open invitation with the operation id of its withdrawal. */
export interface ListedInvitation extends SentInvitation {
  operationId: string;
}

/** The organisation's open invitations, each with the name that was typed for it and a way to take it back. */
export function SentInvitations({ invitations }: { invitations: readonly ListedInvitation[] }) {
  const words = useMessages(accountMessages);
  const columns: Column<ListedInvitation>[] = [
    { key: 'name', header: words.name, render: ({ name }) => name },
    { key: 'email', header: words.email, render: ({ email }) => email },
    { key: 'role', header: words.role, render: ({ role }) => words[role] },
    {
      key: 'code',
      header: words.code,
      render: ({ code }) => (code ? <code>{showInvitationCode(code)}</code> : words.codeOfAnother),
    },
    {
      key: 'actions',
      header: words.actions,
      render: (invitation) => (
        <Form method="post" action={paths.invitationWithdrawal(invitation.id)} preventScrollReset>
          <input type="hidden" name="operationId" value={invitation.operationId} />
          <Button variant="secondary" aria-label={words.withdrawOf(invitation.name)}>
            {words.withdraw}
          </Button>
        </Form>
      ),
    },
  ];
  return (
    <section className="stack" aria-labelledby="sent-invitations">
      <h2 id="sent-invitations">{words.sentTitle}</h2>
      {invitations.length === 0 ? (
        <p className="muted">{words.sentNone}</p>
      ) : (
        <>
          <p>{words.sentLead}</p>
          <DataTable
            caption={words.sentCaption(invitations.length)}
            columns={columns}
            rows={invitations}
            rowKey={({ id }) => id}
          />
        </>
      )}
    </section>
  );
}

export function InvitationForm(props: { operationId: string; rejected: RejectedForm | undefined }) {
  const words = useMessages(accountMessages);
  const field = useAccountField(props.rejected);
  const labels = { email: words.email, personName: words.personName, role: words.role };
  return (
    <section className="stack" aria-labelledby="new-invitation">
      <h2 id="new-invitation">{words.inviteTitle}</h2>
      <p>{words.inviteLead}</p>
      {/* a new form for a new operation: what was typed for the last one does not stay */}
      <Form method="post" action={paths.members()} className="form stack" noValidate key={props.operationId}>
        <AccountFormErrors rejected={props.rejected} labels={labels} />
        <input type="hidden" name="operationId" value={props.operationId} />
        <TextField {...field('email')} label={words.email} type="email" autoComplete="off" required />
        <TextField {...field('personName')} label={words.personName} autoComplete="off" required />
        <SelectField
          {...field('role', 'reader')}
          label={words.role}
          options={memberRoles.map((role) => ({ value: role, label: words[role] }))}
        />
        <Button variant="primary">{words.invite}</Button>
      </Form>
    </section>
  );
}
