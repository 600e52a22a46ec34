import { Form, Link, useNavigation } from '@remix-run/react';
import type { RejectedForm } from '~/http/forms.server';
import { paths } from '~/http/paths';
import { useMessages } from '~/i18n/locale-context';
import { accountMessages } from '~/i18n/messages/accounts';
import { Button } from '~/ui/button';
import { PageHeader } from '~/ui/page-header';
import { RadioGroup } from '~/ui/radio-group';
import { TextField } from '~/ui/text-field';
import { AccountFormErrors } from './account-form-errors';
import { useAccountField } from './use-account-field';

interface SignUpPageProps {
  operationId: string;
  rejected: RejectedForm | undefined;
}

export function SignUpPage(props: SignUpPageProps) {
  const words = useMessages(accountMessages);
  const busy = useNavigation().state !== 'idle';
  const labels = {
    kind: words.kind,
    organisationName: words.organisationName,
    siren: words.siren,
    vat: words.vat,
    street: words.street,
    postcode: words.postcode,
    city: words.city,
    personName: words.personName,
    email: words.email,
    password: words.password,
  };
  return (
    <div className="stack-large">
      <PageHeader title={words.signUpTitle} lead={words.signUpLead} />
      <Form method="post" className="form stack-large" noValidate>
        <AccountFormErrors rejected={props.rejected} labels={labels} />
        <input type="hidden" name="operationId" value={props.operationId} />
        <OrganisationFields {...props} />
        <PersonFields {...props} />
        <Button variant="primary" disabled={busy}>
          {words.signUp}
        </Button>
      </Form>
      <p>
        {words.alreadyHere} <Link to={paths.signIn()}>{words.signIn}</Link>
      </p>
      <p>
        {words.invitedHere} <Link to={paths.join()}>{words.joinLink}</Link>
      </p>
    </div>
  );
}

function OrganisationFields({ rejected }: SignUpPageProps) {
  const words = useMessages(accountMessages);
  const field = useAccountField(rejected);
  return (
    <section className="stack" aria-labelledby="sign-up-organisation">
      <h2 id="sign-up-organisation">{words.organisation}</h2>
      <RadioGroup
        {...field('kind')}
        legend={words.kind}
        required
        options={[
          { value: 'brand', label: words.kindBrand },
          { value: 'maker', label: words.kindMaker },
        ]}
      />
      <TextField
        {...field('organisationName')}
        label={words.organisationName}
        autoComplete="organization"
        required
      />
      <TextField
        {...field('siren')}
        label={words.siren}
        hint={words.sirenHint}
        inputMode="numeric"
        required
      />
      <TextField {...field('vat')} label={words.vat} hint={words.vatHint} spellCheck={false} />
      <TextField {...field('street')} label={words.street} autoComplete="street-address" required />
      <div className="switcher">
        <TextField
          {...field('postcode')}
          label={words.postcode}
          autoComplete="postal-code"
          inputMode="numeric"
          required
        />
        <TextField {...field('city')} label={words.city} autoComplete="address-level2" required />
      </div>
    </section>
  );
}

function PersonFields({ rejected }: SignUpPageProps) {
  const words = useMessages(accountMessages);
  const field = useAccountField(rejected);
  return (
    <section className="stack" aria-labelledby="sign-up-person">
      <h2 id="sign-up-person">{words.person}</h2>
      <TextField {...field('personName')} label={words.personName} autoComplete="name" required />
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
        hint={words.passwordHint}
        type="password"
        autoComplete="new-password"
        required
      />
    </section>
  );
}
