import { randomUUID } from 'node:crypto';
import type { Actor } from './actor';
import { canManageMembers } from './member-policy';
import { listMembers } from './member-queries.server';

/** What the members page shows to this actor; the operation ids are for its forms, new at each reading. */
export async function readMembersScreen(actor: Actor) {
  const manages = canManageMembers(actor);
  const members = await listMembers(actor);
  return {
    organisationName: actor.organisation.name,
    members: members.map((member) => ({
      ...member,
      operationIds: manages ? { role: randomUUID(), removal: randomUUID() } : null,
    })),
    operationId: manages ? randomUUID() : null,
  };
}
