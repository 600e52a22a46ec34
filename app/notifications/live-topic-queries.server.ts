import type { Actor } from '~/accounts/actor';
import type { GroupPurchaseState } from '~/group-purchases/group-purchase';
import { canSeeGroupPurchase } from '~/group-purchases/group-purchase-policy';
import { database } from '~db/client.server';
import type { LiveRequest } from './live-request';
import type { LiveTopic } from './live-topic';

/**
 * The topics that a reader asks for, if it may follow every one of them: its own notices; a group purchase whose page
 * it can read. @returns null otherwise, and for what does not exist, alike
 */
export async function followableTopics(
  actor: Actor | null,
  { topics }: LiveRequest,
): Promise<LiveTopic[] | null> {
  const found: LiveTopic[] = [];
  for (const topic of topics) {
    if (topic === 'person') {
      if (!actor) return null;
      found.push(`person:${actor.personId}`);
    } else {
      if (!(await mayFollowPurchase(actor, topic.slice('group-purchase:'.length)))) return null;
      found.push(topic);
    }
  }
  return found;
}

async function mayFollowPurchase(actor: Actor | null, id: string): Promise<boolean> {
  const purchase = await database()
    .selectFrom('group_purchases')
    .where('id', '=', id)
    .select(['state', 'lead_organisation_id as leadOrganisationId'])
    .executeTakeFirst();
  if (!purchase) return false;
  const state = purchase.state as GroupPurchaseState; // held by the table's check
  return canSeeGroupPurchase(actor, { ...purchase, state });
}
