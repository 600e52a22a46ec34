import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from '~/accounts/actor';
import { makeGroupPurchase } from '~db/factories/group-purchases.server';
import { makeOrganisation } from '~db/factories/organisations.server';
import { type MadeMember, makeMember } from '~db/factories/people.server';
import { testDatabase } from '../../tests/database';
import { charterVersion } from './charter';
import { applyCommitmentChanges } from './commit-batch.server';
import { findGroupPurchasePage, listGroupPurchases } from './group-purchase-queries.server';
import { recomputePool } from './recompute-pool.server';

const { db } = await testDatabase();

const brand = async (verified: boolean) =>
  makeMember(db, {
    organisation: await makeOrganisation(db, verified ? {} : { verified_at: null }),
  });

async function market(verified: readonly number[]) {
  const purchase = await makeGroupPurchase(db, { tier_quantities: [500, 1000, 2000, 5000] });
  const reader = await brand(true);
  const actor: Actor = {
    personId: reader.person.id,
    name: reader.person.name,
    email: reader.person.email,
    locale: 'fr',
    organisation: { ...reader.organisation, kind: 'brand' },
    role: 'administrator',
  };
  const set = async (member: MadeMember, quantity: number) => {
    const schedule = [{ quantity, maxUnitPriceCents: 500 }];
    const demand = {
      schedule,
      firmness: 'firm' as const,
      fallback: 'cancel' as const,
      acceptsCharter: charterVersion,
    };
    const [outcome] = await applyCommitmentChanges(db, purchase.id, [
      {
        operationId: randomUUID(),
        organisationId: member.organisation.id,
        personId: member.person.id,
        demand: quantity > 0 ? demand : null,
      },
    ]);
    expect(outcome?.ok).toBe(true);
    await recompute();
  };
  const recompute = () => db.transaction().execute((trx) => recomputePool(trx, purchase.id));
  const members: MadeMember[] = [];
  for (const quantity of verified) {
    const member = await brand(true);
    members.push(member);
    await set(member, quantity);
  }
  return { purchase, actor, set, recompute, members, published: () => published(purchase, actor) };
}

/** Every byte that follows from the pool: page and list for a reader and a visitor, publications, events. */
async function published(purchase: { id: string; ref: string }, actor: Actor): Promise<string> {
  const filter = { text: '', family: null, phase: null, page: 1 };
  const reading = async (who: Actor | null) => ({
    page: (await findGroupPurchasePage(who, purchase.ref))?.reading,
    list: (await listGroupPurchases(who, filter)).items.find((item) => item.ref === purchase.ref)?.reading,
  });
  const publications = await db
    .selectFrom('pool_publications')
    .where('group_purchase_id', '=', purchase.id)
    .orderBy('id')
    .selectAll()
    .execute();
  const events = await db
    .selectFrom('events')
    .where('aggregate_id', '=', purchase.id)
    .where('kind', 'like', 'pool.%')
    .orderBy('id')
    .select(['kind', 'payload'])
    .execute();
  return JSON.stringify([await reading(actor), await reading(null), publications, events]);
}

const poolOf = (id: string) =>
  db
    .selectFrom('pools')
    .where('group_purchase_id', '=', id)
    .select(['total_quantity', 'participants'])
    .executeTakeFirstOrThrow();

/** The reviewer's attack: move three organisations, read, and halve the interval of what is left to the tier. */
async function bisect(
  { set, published }: Pick<Awaited<ReturnType<typeof market>>, 'set' | 'published'>,
  puppets: readonly MadeMember[],
): Promise<Set<string>> {
  const seen = new Set([await published()]);
  let [low, high] = [3, 1500];
  for (let round = 0; round < 5; round += 1) {
    const third = Math.floor((low + high) / 6);
    for (const [place, puppet] of puppets.entries()) await set(puppet, third + place + round);
    seen.add(await published());
    if (round % 2 === 0) high = third * 3;
    else low = third * 3;
  }
  for (const puppet of puppets) await set(puppet, 0);
  return seen.add(await published());
}

describe('organisations that nobody has verified', () => {
  it.each([
    ['a pool that shows a tier', [410, 390, 500], 'tier'],
    ['a pool that shows a total', [330, 290, 280, 310, 340, 300], 'total'],
    ['a pool of two that shows nothing', [410, 390], 'forming'],
  ])('change no published byte of %s, whatever they commit to', async (_, quantities, stage) => {
    const order = await market(quantities);
    expect(JSON.parse(await order.published())[0].page.stage).toBe(stage);
    const puppets = [await brand(false), await brand(false), await brand(false)];
    expect((await bisect(order, puppets)).size).toBe(1);
    // Kept all the same: the ledger, the commitments and the pool know them (invariant 1).
    for (const puppet of puppets) await order.set(puppet, 100);
    const pool = {
      total_quantity: quantities.reduce((a, b) => a + b, 300),
      participants: quantities.length + 3,
    };
    expect(await poolOf(order.purchase.id)).toEqual(pool);
    // And each is told so, on its own part of the page.
    const own = async (organisation: Actor['organisation']) =>
      (await findGroupPurchasePage({ ...order.actor, organisation }, order.purchase.ref))?.own;
    for (const { organisation } of puppets)
      expect(await own({ ...organisation, kind: 'brand' })).toMatchObject({
        verified: false,
        commitment: { quantity: 100 },
      });
    expect((await own(order.actor.organisation))?.verified).toBe(true);
  });

  it('would read the pool if they counted: the same attack by three verified ones changes what is shown', async () => {
    const order = await market([410, 390, 500]);
    const seen = await bisect(order, [await brand(true), await brand(true), await brand(true)]);
    expect(seen.size).toBeGreaterThan(1);
  });

  it('are not there: with and without them, in any order, the same is published', async () => {
    const step = fc.record({
      place: fc.integer({ min: 0, max: 6 }),
      quantity: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 1500 })),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 16 }), async (steps) => {
        const [mixed, alone] = [await market([]), await market([])];
        const everybody = await Promise.all([0, 1, 2, 3, 4, 5, 6].map((place) => brand(place < 4)));
        for (const { place, quantity } of steps) {
          const member = everybody[place];
          if (!member) continue;
          const began = await committed(member);
          if (quantity === 0 && !began) continue;
          await mixed.set(member, quantity);
          if (place < 4) await alone.set(member, quantity);
          const readings = [mixed, alone].map(async (order) =>
            JSON.parse(await order.published()).slice(0, 2),
          );
          const [with_, without] = await Promise.all(readings);
          expect(with_).toEqual(without);
        }
      }),
      { numRuns: 4 },
    );
  });

  it('begin to count once they are verified, as a change like any other', async () => {
    const { purchase, set, recompute, members, published } = await market([400, 300]);
    const newcomer = await brand(false);
    await set(newcomer, 350);
    expect(JSON.parse(await published())[0].page.stage).toBe('forming');
    const verify = (member: MadeMember) =>
      db
        .updateTable('organisations')
        .set({ verified_at: new Date() })
        .where('id', '=', member.organisation.id)
        .execute();
    await verify(newcomer);
    expect(await recompute()).toEqual({ published: true, tierReached: 1000 });
    expect(await recompute()).toEqual({ published: false, tierReached: null });

    // Weighed with the first three. Two that come later by verification, and one change, are a batch of three.
    const later = [await brand(false), await brand(false)];
    for (const member of later) await set(member, 450);
    for (const member of later) await verify(member);
    expect(await recompute()).toEqual({ published: false, tierReached: null });
    const [first] = members;
    if (!first) throw new Error('no first participant');
    await set(first, 480);
    expect(JSON.parse(await published())[0].page.tierQuantity).toBe(2000);
    expect(await poolOf(purchase.id)).toEqual({ total_quantity: 2030, participants: 5 });
  });

  it('are weighed where the ledger stands when verification alone makes the batch', async () => {
    const { set, recompute, published } = await market([400, 300, 350]);
    const later = [await brand(false), await brand(false), await brand(false)];
    for (const member of later) await set(member, 400);
    await db
      .updateTable('organisations')
      .set({ verified_at: new Date() })
      .where(
        'id',
        'in',
        later.map((member) => member.organisation.id),
      )
      .execute();
    expect(await recompute()).toEqual({ published: true, tierReached: 2000 });
    const shown = await published();
    const [one] = later;
    if (one) await set(one, 401); // one change after a weighing without a new ledger row: still one
    expect(await published()).toBe(shown);
  });
});

async function committed({ organisation }: MadeMember): Promise<boolean> {
  const row = await db
    .selectFrom('commitments')
    .where('organisation_id', '=', organisation.id)
    .select('id')
    .executeTakeFirst();
  return row !== undefined;
}
