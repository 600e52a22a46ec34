import { sql } from 'kysely';
import type { Actor } from '~/accounts/actor';
import { database } from '~db/client.server';
import type { OrganisationChoice, Viewer } from './viewer';

/** What the frame of every page says about who looks at it. One round trip: it runs on each request. */
export async function findViewer(actor: Actor): Promise<Viewer> {
  const row = await database()
    .selectNoFrom([
      sql<number>`(
        select count(*) from notices
        where person_id = ${actor.personId} and organisation_id = ${actor.organisation.id} and read_at is null
      )`.as('unreadNotices'),
      sql<OrganisationChoice[]>`(
        select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name) order by o.name, o.id), '[]')
        from members m join organisations o on o.id = m.organisation_id
        where m.person_id = ${actor.personId} and o.id <> ${actor.organisation.id}
      )`.as('otherOrganisations'),
    ])
    .executeTakeFirstOrThrow();
  const { id, ref, name, kind } = actor.organisation;
  return { name: actor.name, organisation: { id, ref, name, kind }, ...row };
}
