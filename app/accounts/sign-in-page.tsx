import { Form, Link, useNavigation } from '@remix-run/react';
import type { RejectedForm } from '~/http/forms.server';
import { paths } from '~/http/paths';
import { useMessages } from '~/i18n/locale-context';
import { accountMessages } from '~/i18n/messages/accounts';
import { Button } from '~/ui/button';
import { PageHeader } from '~/ui/page-header';
import { TextField } from '~/ui/text-field';
import { AccountFormErrors } from './account-form-errors';
import { useAccountField } from './use-account-field';

/** @param next where to go on to afterwards, inside the site */
export function SignInPage({ next, rejected }: { next: string; rejected: RejectedForm | undefined }) {
  const words = useMessages(accountMessages);
  const field = useAccountField(rejected);
  const busy = useNavigation().state !== 'idle';
  return (
    <div className="stack-large">
      <PageHeader title={words.signInTitle} lead={words.signInLead} />
      <Form method="post" className="form stack" noValidate>
        <AccountFormErrors rejected={rejected} labels={{ email: words.email, password: words.password }} />
        <input type="hidden" name="next" value={next} />
        <TextField
          {...field('email')}
          label={words.email}
          type="email"
          autoComplete="username"
          spellCheck={false}
          required
        />
        <TextField
          {...field('password')}
          label={words.password}
          type="password"
          autoComplete="current-password"
          required
        />
        <Button variant="primary" disabled={busy}>
          {words.signIn}
        </Button>
      </Form>
      <p>
        {words.noAccountYet} <Link to={paths.signUp()}>{words.signUpLink}</Link>
      </p>
      <p>
        {words.invitedHere} <Link to={paths.join()}>{words.joinLink}</Link>
      </p>
    </div>
  );
}
