import type { Actor } from '~/accounts/actor';
import { countReceivedInvitations } from '~/accounts/invitation-queries.server';
import { countUnreadNotices } from '~/notifications/notice-queries.server';
import { database } from '~db/client.server';
import type { OrganisationChoice, Viewer } from './viewer';

/** What the frame of every page says about who looks at it. */
export async function findViewer(actor: Actor): Promise<Viewer> {
  const [unreadNotices, otherOrganisations, openInvitations] = await Promise.all([
    countUnreadNotices(actor),
    listOtherOrganisations(actor),
    countReceivedInvitations(actor),
  ]);
  const { id, ref, name, kind } = actor.organisation;
  return {
    name: actor.name,
    organisation: { id, ref, name, kind },
    otherOrganisations,
    unreadNotices,
    openInvitations,
  };
}

function listOtherOrganisations(actor: Actor): Promise<OrganisationChoice[]> {
  return database()
    .selectFrom('members')
    .innerJoin('organisations', 'organisations.id', 'members.organisation_id')
    .where('members.person_id', '=', actor.personId)
    .where('organisations.id', '<>', actor.organisation.id)
    .select(['organisations.id', 'organisations.name'])
    .orderBy('organisations.name')
    .orderBy('organisations.id')
    .limit(50)
    .execute();
}
