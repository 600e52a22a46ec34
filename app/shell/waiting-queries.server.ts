import { sql } from 'kysely';
import { type Actor, mayBuy, maySell } from '~/accounts/actor';
import { database } from '~db/client.server';
import type { Waiting } from './waiting';

/** What waits for the actor, counted now; what its role cannot act on is zero. */
export async function countWaiting(actor: Actor): Promise<Waiting> {
  const { id: organisationId } = actor.organisation;
  const own = sql`${organisationId}::uuid`;
  return await database()
    .selectNoFrom([
      sql<number>`(
        select count(*) from notices
        where person_id = ${actor.personId} and organisation_id = ${own} and read_at is null
      )`.as('unreadNotices'),
      sql<number>`(
        select count(*) from need_drafts
        where organisation_id = ${own} and need_id is null and ${mayBuy(actor)}
      )`.as('drafts'),
      sql<number>`(
        select count(distinct n.id)
        from matches m
        join capabilities c on c.id = m.capability_id and c.organisation_id = ${own}
        join needs n on n.id = m.need_id
        where m.proposed and n.state in ('published', 'quoting') and ${maySell(actor)}
      )`.as('proposedNeeds'),
      sql<number>`(
        select count(*)
        from group_purchases g
        join commitments c on c.group_purchase_id = g.id and c.organisation_id = ${own}
        where g.state = 'collecting' and g.closes_at between now() and now() + interval '14 days'
          and c.firmness <> 'withdrawn' and ${mayBuy(actor)}
      )`.as('closingPurchases'),
    ])
    .executeTakeFirstOrThrow();
}
