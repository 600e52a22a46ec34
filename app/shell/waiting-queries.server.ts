import { sql } from 'kysely';
import { type Actor, mayBuy, maySell } from '~/accounts/actor';
import { countUnreadNotices } from '~/notifications/notice-queries.server';
import { canVerifyOrganisations } from '~/organisations/verification-policy';
import { countOrganisationsToVerify } from '~/organisations/verification-queries.server';
import { database } from '~db/client.server';
import type { Waiting } from './waiting';

/** What waits for the actor, counted now; what its role cannot act on is zero. */
export async function countWaiting(actor: Actor): Promise<Waiting> {
  const [unreadNotices, bought, sold, organisationsToVerify] = await Promise.all([
    countUnreadNotices(actor),
    mayBuy(actor) ? countForBuyer(actor.organisation.id) : { drafts: 0, closingPurchases: 0 },
    maySell(actor) ? countProposedNeeds(actor.organisation.id) : 0,
    canVerifyOrganisations(actor) ? countOrganisationsToVerify() : 0,
  ]);
  return { unreadNotices, ...bought, proposedNeeds: sold, organisationsToVerify };
}

async function countForBuyer(organisationId: string): Promise<Pick<Waiting, 'drafts' | 'closingPurchases'>> {
  return await database()
    .selectNoFrom((eb) => [
      eb
        .selectFrom('need_drafts')
        .where('organisation_id', '=', organisationId)
        .where('need_id', 'is', null)
        .select((count) => count.fn.countAll<number>().as('count'))
        .$asScalar()
        .$notNull()
        .as('drafts'),
      eb
        .selectFrom('commitments')
        .innerJoin('group_purchases', 'group_purchases.id', 'commitments.group_purchase_id')
        .where('commitments.organisation_id', '=', organisationId)
        .where('commitments.firmness', '<>', 'withdrawn')
        .where('group_purchases.state', '=', 'collecting')
        .where('group_purchases.closes_at', '>', sql<Date>`now()`)
        .where('group_purchases.closes_at', '<=', sql<Date>`now() + interval '14 days'`)
        .select((count) => count.fn.countAll<number>().as('count'))
        .$asScalar()
        .$notNull()
        .as('closingPurchases'),
    ])
    .executeTakeFirstOrThrow();
}

async function countProposedNeeds(organisationId: string): Promise<number> {
  const { count } = await database()
    .selectFrom('matches')
    .innerJoin('capabilities', 'capabilities.id', 'matches.capability_id')
    .innerJoin('needs', 'needs.id', 'matches.need_id')
    .where('capabilities.organisation_id', '=', organisationId)
    .where('matches.proposed', '=', true)
    .where('needs.state', 'in', ['published', 'quoting'])
    .select((eb) => eb.fn.count<number>('needs.id').distinct().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}
