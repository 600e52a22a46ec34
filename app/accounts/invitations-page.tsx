import { Form } from '@remix-run/react';
import type { RejectedForm } from '~/http/forms.server';
import { paths } from '~/http/paths';
import { useMessages } from '~/i18n/locale-context';
import { accountMessages } from '~/i18n/messages/accounts';
import { Button } from '~/ui/button';
import { Callout } from '~/ui/callout';
import { Card } from '~/ui/card';
import { EmptyState } from '~/ui/empty-state';
import { PageHeader } from '~/ui/page-header';
import { TextField } from '~/ui/text-field';
import { showInvitationCode } from './invitation-code';
import type { ReceivedInvitation } from './invitation-queries.server';
import { useAccountField, useAccountSentence } from './use-account-field';

/** An invitation with an operation id for each answer. */
export interface AnswerableInvitation extends ReceivedInvitation {
  operationIds: { acceptance: string; refusal: string };
}

export interface InvitationsPageProps {
  invitations: readonly AnswerableInvitation[];
  done: 'joined' | 'declined' | null;
  /** A refused acceptance, and of which invitation. */
  rejected?: { invitationId: string; form: RejectedForm } | undefined;
}

/** Who asks this person to join them. */
export function InvitationsPage({ invitations, done, rejected }: InvitationsPageProps) {
  const words = useMessages(accountMessages);
  return (
    <div className="stack-large">
      <PageHeader
        title={words.invitationsTitle}
        lead={words.invitationsLead}
        breadcrumbsLabel={words.breadcrumbs}
        breadcrumbs={[{ label: words.home, to: paths.home() }, { label: words.invitationsTitle }]}
      />
      {done ? (
        <Callout tone="good" live>
          {words[done]}
        </Callout>
      ) : null}
      {invitations.length === 0 ? (
        <EmptyState title={words.invitationsNone}>{words.invitationsNoneText}</EmptyState>
      ) : (
        invitations.map((invitation) => (
          <InvitationCard
            key={invitation.id}
            invitation={invitation}
            rejected={rejected?.invitationId === invitation.id ? rejected.form : undefined}
          />
        ))
      )}
    </div>
  );
}

function InvitationCard(props: { invitation: AnswerableInvitation; rejected: RejectedForm | undefined }) {
  const words = useMessages(accountMessages);
  const say = useAccountSentence();
  const { id, organisationName, siren, role, operationIds } = props.invitation;
  const field = useAccountField(props.rejected);
  const whole = props.rejected?.errors[''] ?? [];
  return (
    <Card title={organisationName} titleLevel={2}>
      <p>
        {siren ? <span className="num">SIREN {siren.replace(/(\d{3})(?=\d)/g, '$1\u00a0')}</span> : null}
        {siren ? ', ' : null}
        {words.asRole(words[role], words[`${role}May`])}
      </p>
      {whole.length > 0 ? (
        <Callout tone="bad" live>
          {whole.map(say).join(' ')}
        </Callout>
      ) : null}
      <Form
        method="post"
        action={paths.invitationAcceptance(id)}
        className="form stack"
        noValidate
        preventScrollReset
      >
        <input type="hidden" name="operationId" value={operationIds.acceptance} />
        <TextField
          {...field('code')}
          id={`code-${id}`}
          label={words.code}
          hint={words.codeHint(showInvitationCode('K7QX2M9PB4TD'))}
          autoComplete="off"
          spellCheck={false}
          required
        />
        <Button variant="primary">{words.accept}</Button>
      </Form>
      <Form method="post" action={paths.invitationRefusal(id)} preventScrollReset>
        <input type="hidden" name="operationId" value={operationIds.refusal} />
        <Button variant="secondary" aria-label={words.refuseOf(organisationName)}>
          {words.refuse}
        </Button>
      </Form>
    </Card>
  );
}
