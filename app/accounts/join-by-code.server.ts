import { type Outcome, RefusedError, refusable } from '~/operations/refusal';
import { database, type OpenTransaction } from '~db/client.server';
import type { JoiningForm } from './account-forms';
import type { MemberRole } from './actor';
import { joinByInvitation } from './answer-invitation.server';
import { hashPassword, verifyPassword } from './hash-password.server';
import { countAttempt, forgiveAttempt } from './limit-attempts.server';
import { openSession } from './open-session.server';
import { findOrganisationToActFor } from './sign-in.server';
import type { SignUpCircumstances } from './sign-up.server';

/**
 * Join the organisation that invited an address, by the invitation's code, and open a session: for who has no account
 * yet and no organisation of its own to sign up, and for who has an account and no organisation left. Whoever has
 * both may join so too, and acts on for the organisation that it acted for.
 *
 * Sent again, it finds the invitation accepted and the account made, and only opens a session.
 * Refused: 400 on `code` when no invitation of this address has this code, whatever is known of the address; with the
 * right code, 400 on `password` when the address has an account with another one; 429.
 */
export function joinByCode(
  form: JoiningForm,
  circumstances: SignUpCircumstances,
): Promise<Outcome<{ token: string }>> {
  return refusable(async () => {
    const counted = await countAttempt(form.email, circumstances.clientAddress);
    // Hashed before the transaction, and whatever the code: each outcome takes as long, and holds no row meanwhile.
    const passwordHash = await hashPassword(form.password);
    return database()
      .transaction()
      .execute(async (trx) => {
        const invitation = await lockInvitation(trx, form);
        const personId = await findOrMakePerson(trx, form, passwordHash, circumstances.locale);
        const before = await findOrganisationToActFor(trx, personId);
        if (!invitation.isAccepted) await joinByInvitation(trx, invitation, personId);
        else if (!before) refuseField('code', 'invitation-unknown'); // joined once, and removed since
        await forgiveAttempt(trx, counted);
        const { userAgent, previousToken } = circumstances;
        const organisationId = before ?? invitation.organisationId;
        return { token: await openSession(trx, { personId, organisationId, userAgent, previousToken }) };
      });
  });
}

async function lockInvitation(trx: OpenTransaction, { email, code }: JoiningForm) {
  const row = await trx
    .selectFrom('invitations')
    .where('email', '=', email)
    .where('code', '=', code)
    .where('refused_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .select(['id', 'organisation_id', 'role', 'accepted_at'])
    .forUpdate()
    .executeTakeFirst();
  if (!row) return refuseField('code', 'invitation-unknown');
  return {
    id: row.id,
    organisationId: row.organisation_id,
    role: row.role as MemberRole, // held by the table's check
    isAccepted: row.accepted_at !== null,
  };
}

async function findOrMakePerson(
  trx: OpenTransaction,
  form: JoiningForm,
  passwordHash: string,
  locale: 'fr' | 'en',
): Promise<string> {
  const made = await trx
    .insertInto('persons')
    .values({ email: form.email, name: form.personName, locale, password_hash: passwordHash })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (made) return made.id;
  const person = await trx
    .selectFrom('persons')
    .where('email', '=', form.email)
    .select(['id', 'password_hash'])
    .executeTakeFirstOrThrow();
  if (await verifyPassword(person.password_hash, form.password)) return person.id;
  return refuseField('password', 'account-password');
}

function refuseField(field: string, code: string): never {
  throw new RefusedError({ status: 400, code: 'form-invalid', fields: { [field]: [code] } });
}
