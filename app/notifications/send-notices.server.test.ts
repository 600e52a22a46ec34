import { describe, expect, it } from 'vitest';
import type { Actor } from '~/accounts/actor';
import { findActor } from '~/accounts/session-queries.server';
import { recordEvent } from '~/events/record-event.server';
import { type RecordedEvent, readEvent } from '~/events/recorded-event';
import { makeGroupPurchase, makeOffer } from '~db/factories/group-purchases.server';
import { makeOrganisation } from '~db/factories/organisations.server';
import { makeMember, makeSession } from '~db/factories/people.server';
import { makeCapability, makeNeed } from '~db/factories/supply-and-demand.server';
import { testDatabase } from '../../tests/database';
import { markNoticesRead } from './mark-notices-read.server';
import { countUnreadNotices, listNotices } from './notice-queries.server';
import { sendNotices } from './send-notices.server';

const { db } = await testDatabase();

type Event = Parameters<typeof recordEvent>[2];

async function record(event: Event): Promise<RecordedEvent> {
  await db.transaction().execute((trx) => recordEvent(trx, null, event));
  return readEvent(
    await db.selectFrom('events').orderBy('id', 'desc').limit(1).selectAll().executeTakeFirstOrThrow(),
  );
}

const send = (event: RecordedEvent) => db.transaction().execute((trx) => sendNotices(trx, event));
const tell = async (event: Event) => send(await record(event));

async function actorOf(member: Awaited<ReturnType<typeof makeMember>>): Promise<Actor> {
  const actor = await findActor((await makeSession(db, member)).token);
  if (!actor) throw new Error('no actor');
  return actor;
}

async function maker() {
  const organisation = await makeOrganisation(db, { kind: 'maker' });
  const seller = await makeMember(db, { organisation, role: 'sales' });
  const capability = await makeCapability(db, { organisation_id: organisation.id });
  return { organisation, seller, capability };
}

async function match(needId: string, capabilityId: string, proposed = true): Promise<void> {
  await db
    .insertInto('matches')
    .values({ need_id: needId, capability_id: capabilityId, score: 0.8, proposed, reasons: '[]' })
    .execute();
}

const matched = (needId: string, ...capabilityIds: string[]): Event => ({
  kind: 'need.matched',
  aggregateId: needId,
  payload: { capabilityIds },
});

describe('a need that matches', () => {
  it('is told to the maker’s sellers, once for all its capabilities', async () => {
    const need = await makeNeed(db, { title: 'Cadrans laqués' });
    const { organisation, seller, capability } = await maker();
    const administrator = await makeMember(db, { organisation });
    const reader = await makeMember(db, { organisation, role: 'reader' });
    const second = await makeCapability(db, { organisation_id: organisation.id });
    await match(need.id, capability.id);
    await match(need.id, second.id);
    const event = await record(matched(need.id, capability.id));
    expect(await send(event)).toBe(2);
    expect(await send(event)).toBe(0);
    await tell(matched(need.id, second.id));
    for (const member of [seller, administrator]) {
      const { notices } = await listNotices(await actorOf(member));
      expect(notices.map(({ words }) => words)).toEqual([
        {
          line: 'Un besoin correspond à votre savoir-faire : Cadrans laqués',
          path: `/besoins/${need.id}`,
        },
      ]);
    }
    expect((await listNotices(await actorOf(reader))).notices).toEqual([]);
  });

  it('is told as the policy of the moment of sending says', async () => {
    const { seller, capability } = await maker();
    const withdrawn = await makeNeed(db, { state: 'cancelled' });
    const unlikely = await makeNeed(db);
    await match(withdrawn.id, capability.id);
    await match(unlikely.id, capability.id, false);
    await tell(matched(withdrawn.id, capability.id));
    await tell(matched(unlikely.id, capability.id));
    expect(await countUnreadNotices(await actorOf(seller))).toBe(0);
  });

  it('is told to the brand when a maker is found later, not when it was shown them on posting', async () => {
    const brand = await makeMember(db, { role: 'buyer' });
    const need = await makeNeed(db, { organisation_id: brand.organisation.id, title: 'Glaces' });
    const [first, second] = [await maker(), await maker()];
    await match(need.id, first.capability.id);
    await tell(matched(need.id, first.capability.id));
    const actor = await actorOf(brand);
    expect(await countUnreadNotices(actor)).toBe(0);
    await match(need.id, second.capability.id);
    await tell(matched(need.id, second.capability.id));
    const { notices } = await listNotices(actor);
    expect(notices.map(({ words }) => words?.line)).toEqual([
      '1 nouveau fabricant correspond à votre besoin : Glaces',
    ]);
  });

  it('keeps no word of it in the notice itself', async () => {
    const brand = await makeOrganisation(db, { name: 'Maison Secrète' });
    const need = await makeNeed(db, { organisation_id: brand.id, visibility: 'anonymous' });
    const { capability } = await maker();
    await match(need.id, capability.id);
    await tell(matched(need.id, capability.id));
    const rows = await db.selectFrom('notices').where('subject_id', '=', need.id).selectAll().execute();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain('Secrète');
    expect(JSON.stringify(rows)).not.toContain(brand.id);
  });
});

describe('a tier', () => {
  const reached = (id: string, tierQuantity: number): Event => ({
    kind: 'pool.tier-reached',
    aggregateId: id,
    payload: { tierQuantity },
  });
  const publish = (id: string, tier: number | null) =>
    db
      .insertInto('pool_publications')
      .values({
        group_purchase_id: id,
        stage: tier === null ? 'forming' : 'tier',
        tier_quantity: tier,
        weighed: true,
        ledger_id: 1,
      })
      .execute();

  it('is told to each supplier of the order and to its lead', async () => {
    const lead = await makeMember(db, { role: 'buyer' });
    const purchase = await makeGroupPurchase(db, { lead_organisation_id: lead.organisation.id });
    const { organisation, seller } = await maker();
    await makeOffer(db, purchase.id, { supplier_organisation_id: organisation.id });
    const stranger = await makeMember(db, { organisation: await makeOrganisation(db, { kind: 'maker' }) });
    await publish(purchase.id, 1000);
    await tell(reached(purchase.id, 1000));
    for (const member of [lead, seller]) {
      const { notices } = await listNotices(await actorOf(member));
      expect(notices).toHaveLength(1);
      expect(notices[0]?.words?.line).toMatch(/palier de 1\s000 pièces/u);
      expect(notices[0]?.words?.path).toBe(`/achats-groupes/${purchase.ref}`);
    }
    expect(await countUnreadNotices(await actorOf(stranger))).toBe(0);
  });

  it('is not told any more once the page no longer shows it', async () => {
    const purchase = await makeGroupPurchase(db);
    const { organisation, seller } = await maker();
    await makeOffer(db, purchase.id, { supplier_organisation_id: organisation.id });
    await publish(purchase.id, 1000);
    const event = await record(reached(purchase.id, 1000));
    await publish(purchase.id, null);
    await send(event);
    expect(await countUnreadNotices(await actorOf(seller))).toBe(0);
  });
});

describe('reading', () => {
  it('marks one’s own for the organisation acted for, and nobody else’s', async () => {
    const need = await makeNeed(db);
    const { organisation, seller, capability } = await maker();
    const other = await makeMember(db, { organisation, role: 'sales' });
    await match(need.id, capability.id);
    await tell(matched(need.id, capability.id));
    const [me, colleague] = [await actorOf(seller), await actorOf(other)];
    const theirs = (await listNotices(colleague)).notices.map(({ id }) => id);
    expect(await markNoticesRead(me, theirs)).toBe(0);
    expect(await markNoticesRead(me, null)).toBe(1);
    expect(await markNoticesRead(me, null)).toBe(0);
    expect([await countUnreadNotices(me), await countUnreadNotices(colleague)]).toEqual([0, 1]);
  });

  it('shows a notice without its words once its subject is gone', async () => {
    const need = await makeNeed(db);
    const { seller, capability } = await maker();
    await match(need.id, capability.id);
    await tell(matched(need.id, capability.id));
    await db.deleteFrom('matches').where('need_id', '=', need.id).execute();
    const { notices } = await listNotices(await actorOf(seller));
    expect(notices).toMatchObject([{ words: null, unread: true }]);
  });
});
