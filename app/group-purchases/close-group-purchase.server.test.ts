import { randomUUID } from 'node:crypto';
import type { Insertable } from 'kysely';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { makeGroupPurchase, makeOffer } from '~db/factories/group-purchases.server';
import { type MadeMember, makeMember } from '~db/factories/people.server';
import type { GroupPurchases } from '~db/schema.generated';
import { loadDemo } from '~db/seeds/load-demo.server';
import { testDatabase } from '../../tests/database';
import { charterVersion } from './charter';
import { clearClosedPurchase } from './clear-closed-purchase.server';
import { closeGroupPurchase, findGroupPurchasesToClose } from './close-group-purchase.server';
import { applyCommitmentChanges } from './commit-batch.server';
import type { DeclaredFirmness } from './commitment';

const { db, url } = await testDatabase();

afterEach(() => {
  vi.useRealTimers();
});

const close = (id: string) => db.transaction().execute((trx) => closeGroupPurchase(trx, id));
const clear = (id: string) => db.transaction().execute((trx) => clearClosedPurchase(trx, id));

async function commit(
  groupPurchaseId: string,
  member: MadeMember,
  quantity: number,
  firmness: DeclaredFirmness = 'firm',
) {
  const [outcome] = await applyCommitmentChanges(db, groupPurchaseId, [
    {
      operationId: randomUUID(),
      organisationId: member.organisation.id,
      personId: member.person.id,
      demand: {
        schedule: [{ quantity, maxUnitPriceCents: 900 }],
        firmness,
        fallback: 'cancel',
        acceptsCharter: charterVersion,
      },
    },
  ]);
  return outcome;
}

/** An order that collected and whose deadline has just passed. */
async function makeDue(quantities: readonly number[], overrides: Partial<Insertable<GroupPurchases>> = {}) {
  const purchase = await makeGroupPurchase(db, overrides);
  await makeOffer(db, purchase.id);
  const members: MadeMember[] = [];
  for (const quantity of quantities) {
    const member = await makeMember(db);
    members.push(member);
    expect(await commit(purchase.id, member, quantity)).toMatchObject({ ok: true });
  }
  await passDeadline(purchase.id);
  return { ...purchase, members };
}

async function passDeadline(id: string): Promise<void> {
  await db
    .updateTable('group_purchases')
    .set({ closes_at: new Date(Date.now() - 60_000) })
    .where('id', '=', id)
    .execute();
}

const stateOf = async (id: string) =>
  (
    await db
      .selectFrom('group_purchases')
      .where('id', '=', id)
      .select(['state', 'ref'])
      .executeTakeFirstOrThrow()
  ).state;

async function stepsOf(id: string): Promise<string[]> {
  const rows = await db
    .selectFrom('group_purchase_steps')
    .where('group_purchase_id', '=', id)
    .orderBy('id')
    .select('state')
    .execute();
  return rows.map((row) => row.state);
}

async function eventsOf(id: string): Promise<string[]> {
  const rows = await db
    .selectFrom('events')
    .where('aggregate_id', '=', id)
    .where('kind', 'like', 'group-purchase.%')
    .orderBy('id')
    .select('kind')
    .execute();
  return rows.map((row) => row.kind);
}

async function clearingsOf(id: string) {
  const clearings = await db
    .selectFrom('clearings')
    .where('group_purchase_id', '=', id)
    .selectAll()
    .execute();
  const shares = await db
    .selectFrom('clearing_shares')
    .innerJoin('clearings', 'clearings.id', 'clearing_id')
    .where('group_purchase_id', '=', id)
    .selectAll('clearing_shares')
    .execute();
  return { clearings, shares };
}

describe('closing', () => {
  it('waits for the deadline by the database’s clock, whatever the host’s says', async () => {
    const early = await makeGroupPurchase(db, { closes_at: new Date(Date.now() + 3_600_000) });
    const late = await makeDue([400]);
    const now = Date.now();
    for (const hours of [3, -3]) {
      vi.useFakeTimers({ toFake: ['Date'], now: now + hours * 3_600_000 });
      const due = await findGroupPurchasesToClose(db, 500);
      expect(due).not.toContain(early.id);
      expect(await close(early.id)).toBe(false);
      if (hours === 3) continue;
      expect(due).toContain(late.id);
      expect(await close(late.id)).toBe(true);
    }
    expect(await stateOf(early.id)).toBe('collecting');
  });

  it('happens once when many try at once, however late, and freezes what stood', async () => {
    const order = await makeDue([400, 500, 600], { state: 'extended' });
    await db
      .updateTable('group_purchases')
      .set({ closes_at: new Date(Date.now() + 60_000) })
      .where('id', '=', order.id)
      .execute();
    const gone = await makeMember(db);
    expect(await commit(order.id, gone, 300)).toMatchObject({ ok: true });
    const { organisation, person } = gone;
    const leaving = { operationId: randomUUID(), organisationId: organisation.id, personId: person.id };
    await applyCommitmentChanges(db, order.id, [{ ...leaving, demand: null }]);
    await passDeadline(order.id);
    const tries = await Promise.all(Array.from({ length: 5 }, () => close(order.id)));
    expect(tries.filter(Boolean)).toHaveLength(1);
    expect(await stepsOf(order.id)).toEqual(['extended', 'clearing']);
    expect(await eventsOf(order.id)).toEqual(['group-purchase.closed']);
    const frozen = await db
      .selectFrom('closing_commitments')
      .where('group_purchase_id', '=', order.id)
      .select(['organisation_id'])
      .execute();
    expect(frozen.map((row) => row.organisation_id).sort()).toEqual(
      order.members.map((member) => member.organisation.id).sort(),
    );
    expect(await findGroupPurchasesToClose(db, 500)).not.toContain(order.id);
  });

  it('leaves no trace of one that died before its commit', async () => {
    const order = await makeDue([400, 500, 600]);
    const dies = db.transaction().execute(async (trx) => {
      expect(await closeGroupPurchase(trx, order.id)).toBe(true);
      throw new Error('killed');
    });
    await expect(dies).rejects.toThrow('killed');
    expect([await stateOf(order.id), await eventsOf(order.id)]).toEqual(['collecting', []]);
    expect(await close(order.id)).toBe(true);
    const diesLater = db.transaction().execute(async (trx) => {
      expect(await clearClosedPurchase(trx, order.id)).toBe(true);
      throw new Error('killed');
    });
    await expect(diesLater).rejects.toThrow('killed');
    expect((await clearingsOf(order.id)).clearings).toEqual([]);
    expect(await clear(order.id)).toBe(true);
    expect(await stepsOf(order.id)).toEqual(['collecting', 'clearing', 'confirming']);
  });

  it('ends every edit: in words for a person, in the database for everything else', async () => {
    const order = await makeDue([400, 500, 600]);
    await close(order.id);
    // even if the calendar were moved, the state says no
    await db
      .updateTable('group_purchases')
      .set({ closes_at: new Date(Date.now() + 86_400_000) })
      .where('id', '=', order.id)
      .execute();
    const [member] = order.members;
    if (!member) throw new Error('three were made');
    for (const who of [member, await makeMember(db)])
      expect(await commit(order.id, who, 300)).toMatchObject({
        ok: false,
        refusal: { status: 409, code: 'commitments-closed' },
      });
    const late = { name: 'nothing_after_closing' };
    await expect(makeOffer(db, order.id)).rejects.toMatchObject({ constraint: late.name });
    const edits = [
      db.updateTable('commitments').set({ quantity: 1 }).where('group_purchase_id', '=', order.id),
      db.updateTable('offers').set({ capacity: 1 }).where('group_purchase_id', '=', order.id),
    ];
    for (const edit of edits) await expect(edit.execute()).rejects.toMatchObject({ constraint: late.name });
  });

  it('has whoever was committing at that instant either wholly in or wholly out', async () => {
    const order = await makeDue([400, 500, 600]);
    await db
      .updateTable('group_purchases')
      .set({ closes_at: new Date(Date.now() + 400) })
      .where('id', '=', order.id)
      .execute();
    const taken: string[] = [];
    const joins = Array.from({ length: 12 }, async (_, place) => {
      const member = await makeMember(db);
      await new Promise((resolve) => setTimeout(resolve, place * 60));
      if ((await commit(order.id, member, 100))?.ok) taken.push(member.organisation.id);
    });
    while (!(await close(order.id))) await new Promise((resolve) => setTimeout(resolve, 20));
    await Promise.all(joins);
    const frozen = await db
      .selectFrom('closing_commitments')
      .where('group_purchase_id', '=', order.id)
      .select('organisation_id')
      .execute();
    expect(frozen.map((row) => row.organisation_id).sort()).toEqual(
      [...order.members.map((member) => member.organisation.id), ...taken].sort(),
    );
  });
});

describe('clearing', () => {
  it('writes one outcome when two workers compute it at once; shares are the invoice to the cent', async () => {
    const order = await makeDue([401, 507, 613], { sharing_rule: 'shapley' });
    expect(await clear(order.id)).toBe(false);
    await close(order.id);
    expect((await Promise.all([clear(order.id), clear(order.id)])).filter(Boolean)).toHaveLength(1);
    expect(await clear(order.id)).toBe(false);
    const { clearings, shares } = await clearingsOf(order.id);
    // 1,521 pieces at 6.00 and 350.00 of tooling
    expect(clearings).toMatchObject([
      { attempt: 1, outcome: 'full', quantity: 1521, total_cents: 947_600, gap: 0, chosen_rule: 'shapley' },
    ]);
    expect(shares.reduce((sum, share) => sum + share.share_cents, 0)).toBe(947_600);
    expect(shares.map((share) => share.quantity).sort()).toEqual([401, 507, 613]);
    expect(await stepsOf(order.id)).toEqual(['collecting', 'clearing', 'confirming']);
    expect(await eventsOf(order.id)).toEqual(['group-purchase.closed', 'group-purchase.cleared']);
  });

  it('fails an order without an offer, or with too few, and says which', async () => {
    const none = await makeGroupPurchase(db);
    await passDeadline(none.id);
    const few = await makeDue([400, 500]);
    for (const [id, outcome] of [
      [none.id, 'no_offer'],
      [few.id, 'minimum_missed'],
    ] as const) {
      await close(id);
      await clear(id);
      expect(await stepsOf(id)).toEqual(['collecting', 'clearing', 'failed']);
      expect(await clearingsOf(id)).toMatchObject({ clearings: [{ outcome, quantity: 0 }], shares: [] });
    }
  });

  it('clears who is counted only: an interest is heard', async () => {
    const order = await makeGroupPurchase(db);
    await makeOffer(db, order.id);
    const members = [await makeMember(db), await makeMember(db), await makeMember(db), await makeMember(db)];
    for (const [place, member] of members.entries())
      await commit(order.id, member, 500, place === 3 ? 'interest' : 'firm');
    await passDeadline(order.id);
    await close(order.id);
    await clear(order.id);
    const { shares } = await clearingsOf(order.id);
    expect(shares.map((share) => share.organisation_id)).not.toContain(members[3]?.organisation.id);
    expect(shares).toHaveLength(3);
  });

  it('is refused by the database when it does not add up, and cannot be changed or added to', async () => {
    const order = await makeDue([400, 500, 600]);
    await close(order.id);
    const id = randomUUID();
    const clearing = {
      id,
      group_purchase_id: order.id,
      attempt: 1,
      outcome: 'full',
      total_cents: 1_000,
      quantity: 10,
      gap: 0,
      chosen_rule: 'equal',
      applied_rule: 'equal',
    };
    await expect(db.insertInto('clearings').values(clearing).execute()).rejects.toMatchObject({
      constraint: 'clearing_adds_up',
    });
    await clear(order.id);
    const { clearings, shares } = await clearingsOf(order.id);
    const [share] = shares;
    if (!share) throw new Error('three shares were written');
    const more = { ...share, organisation_id: order.leadOrganisationId };
    await expect(db.insertInto('clearing_shares').values(more).execute()).rejects.toMatchObject({
      constraint: 'clearing_sealed',
    });
    const over = { ...share, clearing_id: randomUUID(), share_cents: share.limit_cents * share.quantity + 1 };
    await expect(db.insertInto('clearing_shares').values(over).execute()).rejects.toMatchObject({
      constraint: 'clearing_shares_within_limit',
    });
    const denied = { code: '42501' };
    for (const edit of [
      db
        .updateTable('clearings')
        .set({ gap: 1 })
        .where('id', '=', clearings[0]?.id ?? ''),
      db.updateTable('clearing_shares').set({ share_cents: 0 }),
      db.updateTable('closing_commitments').set({ firmness: 'interest' }),
      db.deleteFrom('clearings'),
      db.deleteFrom('clearing_shares'),
      db.deleteFrom('clearing_answers'),
    ])
      await expect(edit.execute()).rejects.toMatchObject(denied);
  });
});

describe('the demonstration’s closed order', () => {
  it('ends as a missed minimum; the others go on collecting', async () => {
    await loadDemo(url);
    const due = await db
      .selectFrom('group_purchases')
      .where('id', 'in', await findGroupPurchasesToClose(db, 500))
      .where('ref', 'like', 'gp-0%')
      .select(['id', 'ref'])
      .execute();
    expect(due.map((row) => row.ref)).toEqual(['gp-005']);
    const [{ id } = { id: '' }] = due;
    expect([await close(id), await clear(id)]).toEqual([true, true]);
    expect(await stateOf(id)).toBe('failed');
    expect((await clearingsOf(id)).clearings).toMatchObject([{ outcome: 'minimum_missed' }]);
  });

  it('clears each open order as published when its deadline comes', async () => {
    const open = await db
      .selectFrom('group_purchases')
      .where('ref', 'in', ['gp-001', 'gp-003', 'gp-004', 'gp-009'])
      .orderBy('ref')
      .select(['id', 'ref'])
      .execute();
    const unitPrices: unknown[] = [];
    for (const { id, ref } of open) {
      await passDeadline(id);
      await close(id);
      await clear(id);
      const [cleared] = (await clearingsOf(id)).clearings;
      unitPrices.push([
        ref,
        cleared?.quantity,
        ((cleared?.total_cents ?? 0) / (cleared?.quantity ?? 1)).toFixed(4),
      ]);
    }
    expect(unitPrices).toEqual([
      ['gp-001', 3550, '494.8592'],
      ['gp-003', 11_850, '641.8143'],
      ['gp-004', 4600, '16008.6957'],
      ['gp-009', 103, '7652.4272'],
    ]);
  });
});
