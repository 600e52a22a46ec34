import { createHash, randomBytes } from 'node:crypto';
import type { Insertable } from 'kysely';
import type { Queryable } from '../client.server';
import type { Members, Persons, Sessions } from '../schema.generated';
import { type MadeOrganisation, makeOrganisation } from './organisations.server';
import { nextNumber } from './sequence';

export interface MadePerson {
  id: string;
  email: string;
  name: string;
}

/** A person without password (nobody signs in as it; `makeSession` opens a session all the same). */
export async function makePerson(
  db: Queryable,
  overrides: Partial<Insertable<Persons>> = {},
): Promise<MadePerson> {
  const number = nextNumber();
  return await db
    .insertInto('persons')
    .values({ email: `personne-${number}@rouage.example`, name: `Camille ${number}`, ...overrides })
    .returning(['id', 'email', 'name'])
    .executeTakeFirstOrThrow();
}

export interface MadeMember {
  id: string;
  person: MadePerson;
  organisation: MadeOrganisation;
}

/** An administrator; its person and its organisation are made where none is given. */
export async function makeMember(
  db: Queryable,
  given: {
    organisation?: MadeOrganisation;
    person?: MadePerson;
    role?: Insertable<Members>['role'];
  } = {},
): Promise<MadeMember> {
  const organisation = given.organisation ?? (await makeOrganisation(db));
  const person = given.person ?? (await makePerson(db));
  const { id } = await db
    .insertInto('members')
    .values({ organisation_id: organisation.id, person_id: person.id, role: given.role ?? 'administrator' })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, person, organisation };
}

export interface MadeSession {
  id: string;
  token: string;
  /** The `Cookie` header of a request in this session, as on a site without TLS. */
  cookie: string;
}

/** A session of a member, for its organisation. Expires in a day unless told otherwise. */
export async function makeSession(
  db: Queryable,
  member: { person: { id: string }; organisation: { id: string } },
  overrides: Partial<Insertable<Sessions>> = {},
): Promise<MadeSession> {
  const token = randomBytes(32).toString('base64url');
  const { id } = await db
    .insertInto('sessions')
    .values({
      token_hash: createHash('sha256').update(token).digest(),
      person_id: member.person.id,
      organisation_id: member.organisation.id,
      expires_at: new Date(Date.now() + 86_400_000),
      ...overrides,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, token, cookie: `rouage_session=${token}` };
}
