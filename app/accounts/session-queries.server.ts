import { createHash } from 'node:crypto';
import { database } from '~db/client.server';
import type { Actor, MemberRole, OrganisationKind } from './actor';

/** Only the hash of a session's token is stored: a copy of the database opens no session. */
export function hashSessionToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/**
 * Who a session's token speaks for; null when unknown, expired, or the person left its last organisation.
 * A membership that ended falls back to another one of the same person.
 */
export async function findActor(token: string): Promise<Actor | null> {
  const row = await database()
    .selectFrom('sessions')
    .innerJoin('persons', 'persons.id', 'sessions.person_id')
    .innerJoin('members', 'members.person_id', 'persons.id')
    .innerJoin('organisations', 'organisations.id', 'members.organisation_id')
    .where('sessions.token_hash', '=', hashSessionToken(token))
    .where('sessions.expires_at', '>', (eb) => eb.fn<Date>('clock_timestamp'))
    .orderBy((eb) => eb('organisations.id', '=', eb.ref('sessions.organisation_id')), 'desc')
    .orderBy('members.created_at')
    .orderBy('organisations.name') // memberships of one import are of one instant
    .select([
      'persons.id as personId',
      'persons.name',
      'persons.email',
      'persons.locale',
      'members.role',
      'organisations.id as organisationId',
      'organisations.ref',
      'organisations.name as organisationName',
      'organisations.kind',
    ])
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  return {
    personId: row.personId,
    name: row.name,
    email: row.email,
    locale: row.locale === 'en' ? 'en' : 'fr',
    organisation: {
      id: row.organisationId,
      ref: row.ref,
      name: row.organisationName,
      kind: row.kind as OrganisationKind, // held by the table's check
    },
    role: row.role as MemberRole, // held by the table's check
  };
}
