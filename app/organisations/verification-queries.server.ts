import type { OrganisationKind } from '~/accounts/actor';
import { database, type Queryable } from '~db/client.server';

export interface OrganisationToVerify {
  id: string;
  kind: OrganisationKind;
  name: string;
  siren: string | null;
  vat: string | null;
  postcode: string;
  city: string;
  signedUpAt: string;
  /** Who signed it up: its first administrator; null when that person is gone. */
  contact: { name: string; email: string } | null;
}

/** Shown at once; the rest follows as these are dealt with. */
export const toVerifyBound = 100;

/** Organisations that nobody has verified, the longest in wait first. The caller has checked who asks. */
export async function listOrganisationsToVerify(): Promise<OrganisationToVerify[]> {
  const rows = await database()
    .selectFrom('organisations')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('members')
          .innerJoin('persons', 'persons.id', 'members.person_id')
          .whereRef('members.organisation_id', '=', 'organisations.id')
          .where('members.role', '=', 'administrator')
          .orderBy('members.created_at')
          .orderBy('members.id')
          .select(['persons.name as contactName', 'persons.email as contactEmail'])
          .limit(1)
          .as('contact'),
      (join) => join.onTrue(),
    )
    .where('organisations.verified_at', 'is', null)
    .orderBy('organisations.created_at')
    .orderBy('organisations.id')
    .select([
      'organisations.id',
      'organisations.kind',
      'organisations.name',
      'organisations.siren',
      'organisations.vat',
      'organisations.postcode',
      'organisations.city',
      'organisations.created_at',
      'contact.contactName',
      'contact.contactEmail',
    ])
    .limit(toVerifyBound)
    .execute();
  return rows.map(({ created_at, contactName, contactEmail, ...row }) => ({
    ...row,
    kind: row.kind as OrganisationKind, // held by the table's check
    signedUpAt: created_at.toISOString(),
    contact: contactName && contactEmail ? { name: contactName, email: contactEmail } : null,
  }));
}

/** At most 100, which stands for that or more. */
export async function countOrganisationsToVerify(): Promise<number> {
  const { count } = await database()
    .selectFrom((eb) =>
      eb
        .selectFrom('organisations')
        .where('verified_at', 'is', null)
        .select('id')
        .limit(toVerifyBound)
        .as('waiting'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Whether somebody vouches for an organisation; asked at each reading, since it may come true at any time. */
export async function isVerified(db: Queryable, organisationId: string): Promise<boolean> {
  const row = await db
    .selectFrom('organisations')
    .where('id', '=', organisationId)
    .where('verified_at', 'is not', null)
    .select('id')
    .executeTakeFirst();
  return row !== undefined;
}
