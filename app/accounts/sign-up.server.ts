import { createHash } from 'node:crypto';
import { recordEvent } from '~/events/record-event.server';
import { type Outcome, RefusedError, refusable } from '~/operations/refusal';
import { departmentOfPostcode } from '~/organisations/department-of-postcode';
import { database, type OpenTransaction } from '~db/client.server';
import type { SignUpForm } from './account-forms';
import { hashPassword, verifyPassword } from './hash-password.server';
import { countAttempt, forgiveAttempt } from './limit-attempts.server';
import { openSession } from './open-session.server';

export interface SignUpCircumstances {
  locale: 'fr' | 'en';
  clientAddress: string;
  userAgent: string;
  previousToken: string | null;
}

/**
 * Register an organisation and the person who signs it up, its first administrator, and open a session.
 *
 * Done once per operation id: the organisation's id is made from it, so a second sending meets the first one's row
 * (and waits for it when it is still being written), and answers with a session if its password opens it.
 *
 * Refused: 400 on `siren` when the organisation is there already (nothing is said of its members), 400 on `email` when
 * the address has an account; 409 `operation-reused`; 429.
 */
export function signUp(
  form: SignUpForm,
  circumstances: SignUpCircumstances,
): Promise<Outcome<{ token: string }>> {
  return refusable(async () => {
    const counted = await countAttempt(form.email, circumstances.clientAddress);
    // Hashed before the transaction: 20 ms of processor hold no row, and each outcome takes as long.
    const passwordHash = await hashPassword(form.password);
    return database()
      .transaction()
      .execute(async (trx) => {
        const organisationId = organisationIdOf(form.operationId);
        const isNew = await insertOrganisation(trx, organisationId, form);
        const personId = isNew
          ? await insertAdministrator(trx, organisationId, form, passwordHash, circumstances.locale)
          : await findEarlierSignUp(trx, organisationId, form);
        await forgiveAttempt(trx, counted);
        const { userAgent, previousToken } = circumstances;
        const token = await openSession(trx, { personId, organisationId, userAgent, previousToken });
        return { token };
      });
  });
}

/** Hashed, so that the id that stands in the form chooses no row's id. */
function organisationIdOf(operationId: string): string {
  const hex = createHash('sha256').update(`sign-up ${operationId}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** @returns false when this operation has made it before. @throws RefusedError when another has this SIREN */
async function insertOrganisation(trx: OpenTransaction, id: string, form: SignUpForm): Promise<boolean> {
  const slug = slugOf(form.organisationName);
  // The second reference is free for sure: a SIREN is one organisation's.
  for (const ref of [`org-${slug}`, `org-${slug}-${form.siren}`]) {
    const inserted = await trx
      .insertInto('organisations')
      .values({
        id,
        ref,
        kind: form.kind,
        name: form.organisationName,
        siren: form.siren,
        vat: form.vat,
        street: form.street,
        postcode: form.postcode,
        city: form.city,
        department: departmentOfPostcode(form.postcode),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (inserted) return true;
    const met = await trx
      .selectFrom('organisations')
      .where((eb) => eb.or([eb('id', '=', id), eb('siren', '=', form.siren)]))
      .select('id')
      .executeTakeFirst();
    if (met?.id === id) return false;
    if (met) refuseField('siren', 'organisation-registered');
  }
  throw new RefusedError({ status: 409, code: 'operation-reused' });
}

/** 'Maison Vauthrin & Fils' -> 'maison-vauthrin-fils'; never empty. */
export function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  return slug || 'sans-nom';
}

async function insertAdministrator(
  trx: OpenTransaction,
  organisationId: string,
  form: SignUpForm,
  passwordHash: string,
  locale: 'fr' | 'en',
): Promise<string> {
  const person = await trx
    .insertInto('persons')
    .values({ email: form.email, name: form.personName, locale, password_hash: passwordHash })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst();
  // Whoever has the address already signs in instead: an address alone proves nothing.
  if (!person) return refuseField('email', 'email-taken');
  await trx
    .insertInto('members')
    .values({ organisation_id: organisationId, person_id: person.id, role: 'administrator' })
    .execute();
  await recordEvent(
    trx,
    { personId: person.id, organisationId },
    { kind: 'organisation.registered', aggregateId: organisationId, payload: {} },
  );
  return person.id;
}

/** The same form again: its SIREN, its address, its password. Anything else is another body under a used id. */
async function findEarlierSignUp(
  trx: OpenTransaction,
  organisationId: string,
  form: SignUpForm,
): Promise<string> {
  const earlier = await trx
    .selectFrom('organisations')
    .innerJoin('members', 'members.organisation_id', 'organisations.id')
    .innerJoin('persons', 'persons.id', 'members.person_id')
    .where('organisations.id', '=', organisationId)
    .where('organisations.siren', '=', form.siren)
    .where('persons.email', '=', form.email)
    .select(['persons.id', 'password_hash'])
    .executeTakeFirst();
  if (earlier && (await verifyPassword(earlier.password_hash, form.password))) return earlier.id;
  throw new RefusedError({ status: 409, code: 'operation-reused' });
}

function refuseField(field: string, code: string): never {
  throw new RefusedError({ status: 400, code: 'form-invalid', fields: { [field]: [code] } });
}
