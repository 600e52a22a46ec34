import type { Actor } from './actor';

/** Who decides who belongs to the organisation and what each may do. Everybody in it may see who does. */
export function canManageMembers(actor: Actor): boolean {
  return actor.role === 'administrator';
}
