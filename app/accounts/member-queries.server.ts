import { database } from '~db/client.server';
import type { Actor, MemberRole, OrganisationKind } from './actor';

export interface MemberRow {
  id: string;
  name: string;
  email: string;
  role: MemberRole;
  isSelf: boolean;
  since: string;
}

/** Who belongs to the actor's organisation, by name. */
export async function listMembers(actor: Actor): Promise<MemberRow[]> {
  const rows = await database()
    .selectFrom('members')
    .innerJoin('persons', 'persons.id', 'members.person_id')
    .where('members.organisation_id', '=', actor.organisation.id)
    .orderBy('persons.name')
    .orderBy('members.id')
    .select([
      'members.id',
      'persons.id as personId',
      'persons.name',
      'persons.email',
      'members.role',
      'members.created_at',
    ])
    .limit(500)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role as MemberRole, // held by the table's check
    isSelf: row.personId === actor.personId,
    since: row.created_at.toISOString(),
  }));
}

export interface OwnOrganisation {
  id: string;
  ref: string;
  name: string;
  kind: OrganisationKind;
  role: MemberRole;
}

/** The organisations that a person may act for, by name. */
export async function listOwnOrganisations(personId: string): Promise<OwnOrganisation[]> {
  const rows = await database()
    .selectFrom('members')
    .innerJoin('organisations', 'organisations.id', 'members.organisation_id')
    .where('members.person_id', '=', personId)
    .orderBy('organisations.name')
    .orderBy('organisations.id')
    .select(['organisations.id', 'ref', 'name', 'kind', 'role'])
    .execute();
  // kind and role are held by the tables' checks
  return rows.map((row) => ({ ...row, kind: row.kind as OrganisationKind, role: row.role as MemberRole }));
}
