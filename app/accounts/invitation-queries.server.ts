import { database } from '~db/client.server';
import type { Actor, MemberRole } from './actor';

/** An open invitation as its organisation sees it: what was typed, and nothing that the platform knows. */
export interface SentInvitation {
  id: string;
  name: string;
  email: string;
  role: MemberRole;
  invitedAt: string;
  /** For the administrator who made it alone, to hand over; null for the others. */
  code: string | null;
}

const shownAtMost = 200;

/** The open invitations of the actor's organisation, the latest first. Does not look at who has an account. */
export async function listSentInvitations(actor: Actor): Promise<SentInvitation[]> {
  const rows = await openInvitations()
    .where('organisation_id', '=', actor.organisation.id)
    .orderBy('invited_at', 'desc')
    .orderBy('id')
    .select(['id', 'name', 'email', 'role', 'invited_at', 'invited_by', 'code'])
    .limit(shownAtMost)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role as MemberRole, // held by the table's check
    invitedAt: row.invited_at.toISOString(),
    code: row.invited_by === actor.personId ? row.code : null,
  }));
}

/** An open invitation as the invited person sees it. */
export interface ReceivedInvitation {
  id: string;
  organisationName: string;
  /** 9 digits; null for an organisation without one. */
  siren: string | null;
  role: MemberRole;
}

/** The open invitations that name the actor's address, the oldest first. */
export async function listReceivedInvitations(actor: Actor): Promise<ReceivedInvitation[]> {
  const rows = await openInvitations()
    .innerJoin('organisations', 'organisations.id', 'invitations.organisation_id')
    .innerJoin('persons', 'persons.email', 'invitations.email')
    .where('persons.id', '=', actor.personId)
    .orderBy('invitations.invited_at')
    .orderBy('invitations.id')
    .select(['invitations.id', 'organisations.name as organisationName', 'organisations.siren', 'role'])
    .limit(shownAtMost)
    .execute();
  return rows.map((row) => ({ ...row, role: row.role as MemberRole })); // held by the table's check
}

/** How many open invitations name the actor's address. */
export async function countReceivedInvitations(actor: Actor): Promise<number> {
  const { count } = await openInvitations()
    .innerJoin('persons', 'persons.email', 'invitations.email')
    .where('persons.id', '=', actor.personId)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function openInvitations() {
  return database()
    .selectFrom('invitations')
    .where('accepted_at', 'is', null)
    .where('refused_at', 'is', null)
    .where('withdrawn_at', 'is', null);
}
