import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeGroupPurchase } from '~db/factories/group-purchases.server';
import { makeMember } from '~db/factories/people.server';
import { testDatabase } from '../../tests/database';
import { charterVersion } from './charter';
import { applyCommitmentChanges } from './commit-batch.server';
import { recomputePool } from './recompute-pool.server';

const { db } = await testDatabase();

async function order(tierQuantities = [500, 1000, 2000]) {
  const { id } = await makeGroupPurchase(db, { tier_quantities: tierQuantities });
  const members = await Promise.all(Array.from({ length: 7 }, () => makeMember(db)));
  /** `quantity` 0 withdraws. */
  const set = async (place: number, quantity: number) => {
    const member = members[place];
    if (!member) throw new Error('no such member');
    const demand = {
      schedule: [{ quantity, maxUnitPriceCents: 500 }],
      firmness: 'firm' as const,
      fallback: 'cancel' as const,
      acceptsCharter: charterVersion,
    };
    const change = {
      operationId: randomUUID(),
      organisationId: member.organisation.id,
      personId: member.person.id,
      demand: quantity > 0 ? demand : null,
    };
    const [outcome] = await applyCommitmentChanges(db, id, [change]);
    expect(outcome).toMatchObject({ ok: true });
  };
  const recompute = () => db.transaction().execute((trx) => recomputePool(trx, id));
  const pool = () =>
    db
      .selectFrom('pools')
      .where('group_purchase_id', '=', id)
      .select(['total_quantity', 'participants'])
      .executeTakeFirst();
  const events = async (kind: string) => {
    const rows = await db
      .selectFrom('events')
      .where('aggregate_id', '=', id)
      .where('kind', '=', kind)
      .orderBy('id')
      .select('payload')
      .execute();
    return rows.map((row) => row.payload);
  };
  const shown = () =>
    db
      .selectFrom('pool_publications')
      .where('group_purchase_id', '=', id)
      .orderBy('id', 'desc')
      .select(['stage', 'tier_quantity', 'rounded_total'])
      .limit(1)
      .executeTakeFirst();
  return { id, members, set, recompute, pool, events, shown };
}

describe('the pool', () => {
  it('adds up what is new, and the same again adds nothing', async () => {
    const { set, recompute, pool } = await order();
    await set(0, 300);
    await set(1, 400);
    await recompute();
    expect(await pool()).toEqual({ total_quantity: 700, participants: 2 });
    await recompute();
    expect(await pool()).toEqual({ total_quantity: 700, participants: 2 });
    await set(0, 250);
    await set(1, 0);
    await set(2, 100);
    await set(3, 50);
    await set(3, 0);
    await recompute();
    expect(await pool()).toEqual({ total_quantity: 350, participants: 2 });
  });

  it('adds up a change of the last minute after the closing, and publishes nothing more', async () => {
    const { id, set, recompute, pool, shown } = await order();
    for (const place of [0, 1, 2]) await set(place, 300);
    await db.updateTable('group_purchases').set({ state: 'clearing' }).where('id', '=', id).execute();
    expect(await recompute()).toEqual({ published: false, tierReached: null });
    expect(await pool()).toEqual({ total_quantity: 900, participants: 3 });
    expect(await shown()).toBeUndefined();
  });

  it('counts organisations that share a person as one participant, whoever came first', async () => {
    const { members, set, recompute, pool, shown } = await order();
    const [first, second, third] = members;
    if (!first || !second || !third) throw new Error('no members');
    await makeMember(db, { organisation: second.organisation, person: first.person, role: 'buyer' });
    await set(0, 250);
    await recompute();
    await set(1, 200);
    await set(2, 150);
    await recompute();
    // Three organisations in the ledger, two who could not work out each other's quantity.
    expect(await pool()).toEqual({ total_quantity: 600, participants: 3 });
    expect((await shown())?.stage ?? 'forming').toBe('forming');
    await set(3, 200);
    await recompute();
    expect(await shown()).toMatchObject({ stage: 'tier', tier_quantity: 500 });
  });

  it('turns from forming to a tier with the third participant, and tells the tier once', async () => {
    const { set, recompute, shown, events } = await order();
    await set(0, 400);
    await recompute();
    await set(1, 300);
    expect(await recompute()).toEqual({ published: false, tierReached: null });
    expect(await shown()).toBeUndefined();
    await set(2, 350);
    expect(await recompute()).toEqual({ published: true, tierReached: 1000 });
    expect(await recompute()).toEqual({ published: false, tierReached: null });
    expect(await shown()).toEqual({ stage: 'tier', tier_quantity: 1000, rounded_total: null });
    expect(await events('pool.tier-reached')).toEqual([{ tierQuantity: 1000 }]);
    expect(await events('pool.published')).toHaveLength(1);
  });

  it('waits for three changed participants, however often one changes', async () => {
    const { set, recompute, shown } = await order();
    for (const place of [0, 1, 2]) await set(place, 300);
    await recompute();
    expect(await shown()).toMatchObject({ tier_quantity: 500 });
    for (const quantity of [900, 1000, 1100]) {
      await set(0, quantity);
      expect(await recompute()).toEqual({ published: false, tierReached: null });
    }
    await set(1, 500);
    await set(3, 500);
    expect(await recompute()).toEqual({ published: true, tierReached: 2000 });
  });

  it('hides everything at once below three, and does not tell a tier again', async () => {
    const { set, recompute, shown, events } = await order();
    for (const place of [0, 1, 2]) await set(place, 400);
    await recompute();
    await set(2, 0);
    expect(await recompute()).toEqual({ published: true, tierReached: null });
    expect(await shown()).toMatchObject({ stage: 'forming', tier_quantity: null });
    await set(2, 400); // back as it was: no change to anybody
    expect(await recompute()).toEqual({ published: false, tierReached: null });
    await set(0, 450);
    await set(1, 450);
    await set(2, 450);
    expect(await recompute()).toEqual({ published: true, tierReached: null });
    expect(await shown()).toMatchObject({ stage: 'tier', tier_quantity: 1000 });
    expect(await events('pool.tier-reached')).toHaveLength(1);
  });

  it('publishes a rounded total from five, none above a quarter', async () => {
    const { set, recompute, shown } = await order();
    for (const [place, quantity] of [330, 290, 280, 310, 340].entries()) await set(place, quantity);
    await recompute();
    expect(await shown()).toEqual({ stage: 'total', tier_quantity: 1000, rounded_total: 1400 });
  });

  it('cuts with what was told before', async () => {
    const { set, recompute, shown } = await order([32, 101, 131]);
    await set(0, 1);
    await set(1, 10);
    await set(2, 10);
    await recompute();
    expect(await shown()).toMatchObject({ stage: 'tier', tier_quantity: null });
    await set(0, 83);
    await set(2, 0);
    await set(3, 10);
    await recompute();
    expect(await shown()).toMatchObject({ stage: 'forming' });
  });

  it('has nothing to do for an order that is not there', async () => {
    const nothing = await db.transaction().execute((trx) => recomputePool(trx, randomUUID()));
    expect(nothing).toEqual({ published: false, tierReached: null });
  });
});
