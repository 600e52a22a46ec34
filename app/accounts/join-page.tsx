import { Form, Link, useNavigation } from '@remix-run/react';
import type { RejectedForm } from '~/http/forms.server';
import { paths } from '~/http/paths';
import { useMessages } from '~/i18n/locale-context';
import { accountMessages } from '~/i18n/messages/accounts';
import { Button } from '~/ui/button';
import { PageHeader } from '~/ui/page-header';
import { TextField } from '~/ui/text-field';
import { AccountFormErrors } from './account-form-errors';
import { showInvitationCode } from './invitation-code';
import { useAccountField } from './use-account-field';

/** For who was invited and has no account yet. */
export function JoinPage({ rejected }: { rejected: RejectedForm | undefined }) {
  const words = useMessages(accountMessages);
  const field = useAccountField(rejected);
  const busy = useNavigation().state !== 'idle';
  const { code, email, personName, password } = words;
  return (
    <div className="stack-large">
      <PageHeader title={words.joinTitle} lead={words.joinLead} />
      <Form method="post" className="form stack" noValidate>
        <AccountFormErrors rejected={rejected} labels={{ code, email, personName, password }} />
        <TextField
          {...field('code')}
          label={code}
          hint={words.codeHint(showInvitationCode('K7QX2M9PB4TD'))}
          autoComplete="off"
          spellCheck={false}
          required
        />
        <TextField
          {...field('email')}
          label={email}
          hint={words.joinEmailHint}
          type="email"
          autoComplete="username"
          spellCheck={false}
          required
        />
        <TextField {...field('personName')} label={personName} autoComplete="name" required />
        <TextField
          {...field('password')}
          label={password}
          hint={words.passwordHint}
          type="password"
          autoComplete="new-password"
          required
        />
        <Button variant="primary" disabled={busy}>
          {words.join}
        </Button>
      </Form>
      <p>
        {words.alreadyHere} <Link to={paths.signIn()}>{words.signIn}</Link>
      </p>
    </div>
  );
}
