import { randomUUID } from 'node:crypto';
import type { Actor } from './actor';
import { listReceivedInvitations, listSentInvitations } from './invitation-queries.server';
import { canManageMembers } from './member-policy';
import { listMembers } from './member-queries.server';

/** What the members page shows to this actor; the operation ids are for its forms, new at each reading. */
export async function readMembersScreen(actor: Actor) {
  const manages = canManageMembers(actor);
  const [members, invitations] = await Promise.all([
    listMembers(actor),
    manages ? listSentInvitations(actor) : [],
  ]);
  return {
    organisationName: actor.organisation.name,
    members: members.map((member) => ({
      ...member,
      operationIds: manages ? { role: randomUUID(), removal: randomUUID() } : null,
    })),
    invitations: invitations.map((invitation) => ({ ...invitation, operationId: randomUUID() })),
    operationId: manages ? randomUUID() : null,
  };
}

/** What the page of the invitations to answer shows to this actor. */
export async function readInvitationsScreen(actor: Actor) {
  const invitations = await listReceivedInvitations(actor);
  return {
    invitations: invitations.map((invitation) => ({
      ...invitation,
      operationIds: { acceptance: randomUUID(), refusal: randomUUID() },
    })),
  };
}
