import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Actor } from '~/accounts/actor';
import { makeGroupPurchase, makeOffer } from '~db/factories/group-purchases.server';
import { makeOrganisation } from '~db/factories/organisations.server';
import { makeMember } from '~db/factories/people.server';
import { testDatabase } from '../../tests/database';
import { charterVersion } from './charter';
import { applyCommitmentChanges, type CommitmentChange } from './commit-batch.server';
import { commitDemand, commitmentQueue } from './commit-demand.server';
import type { CommitmentForm } from './commitment-forms.server';
import { withdrawCommitment } from './withdraw-commitment.server';

const { db } = await testDatabase();

async function makeActor(kind: 'brand' | 'maker' = 'brand', role: Actor['role'] = 'buyer'): Promise<Actor> {
  const organisation = await makeOrganisation(db, { kind });
  const { person } = await makeMember(db, { organisation, role });
  return {
    personId: person.id,
    name: person.name,
    email: person.email,
    locale: 'fr',
    organisation: { ...organisation, kind },
    role,
  };
}

function demand(quantity: number, overrides: Partial<CommitmentForm> = {}): CommitmentForm {
  return {
    operationId: randomUUID(),
    demand: [{ quantity, maxUnitPriceCents: 500 }],
    firmness: 'firm',
    fallback: 'cancel',
    charterVersion,
    charterAccepted: 'on',
    ...overrides,
  };
}

async function ledgerOf(groupPurchaseId: string, organisationId?: string) {
  const rows = await db
    .selectFrom('commitment_ledger')
    .where('group_purchase_id', '=', groupPurchaseId)
    .orderBy('id')
    .select(['organisation_id', 'quantity_delta', 'quantity_after', 'firmness'])
    .execute();
  return rows.filter((row) => organisationId === undefined || row.organisation_id === organisationId);
}

async function eventsOf(groupPurchaseId: string): Promise<number> {
  const rows = await db
    .selectFrom('events')
    .where('aggregate_id', '=', groupPurchaseId)
    .where('kind', '=', 'commitment.changed')
    .select('id')
    .execute();
  return rows.length;
}

describe('committing', () => {
  it('writes ledger, commitment, charter and event at once', async () => {
    const { id } = await makeGroupPurchase(db);
    const actor = await makeActor();
    const form = demand(500, {
      demand: [
        { quantity: 300, maxUnitPriceCents: 420 },
        { quantity: 500, maxUnitPriceCents: 360 },
      ],
    });
    const outcome = await commitDemand(actor, id, form);
    expect(outcome).toEqual({ ok: true, value: { firmness: 'firm', quantity: 500 } });
    expect(await ledgerOf(id)).toEqual([
      { organisation_id: actor.organisation.id, quantity_delta: 500, quantity_after: 500, firmness: 'firm' },
    ]);
    const commitment = await db
      .selectFrom('commitments')
      .where('group_purchase_id', '=', id)
      .select(['demand', 'quantity', 'firmness', 'fallback'])
      .executeTakeFirstOrThrow();
    expect(commitment).toEqual({ demand: form.demand, quantity: 500, firmness: 'firm', fallback: 'cancel' });
    const charter = await db
      .selectFrom('charter_acceptances')
      .where('group_purchase_id', '=', id)
      .select(['organisation_id', 'person_id', 'charter_version'])
      .execute();
    expect(charter).toEqual([
      {
        organisation_id: actor.organisation.id,
        person_id: actor.personId,
        charter_version: charterVersion,
      },
    ]);
    expect(await eventsOf(id)).toBe(1);
  });

  it('has one effect for one operation id, and refuses the id for anything else', async () => {
    const { id } = await makeGroupPurchase(db);
    const actor = await makeActor();
    const form = demand(300);
    const outcomes = await Promise.all([1, 2, 3].map(() => commitDemand(actor, id, form)));
    for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
    expect(await commitDemand(actor, id, form)).toEqual(outcomes[0]);
    expect(await ledgerOf(id)).toHaveLength(1);
    const reused = { ok: false, refusal: { status: 409, code: 'operation-reused' } };
    expect(await commitDemand(actor, id, { ...form, firmness: 'interest' })).toEqual(reused);
    expect(await withdrawCommitment(actor, id, form.operationId)).toEqual(reused);
    const other = await makeGroupPurchase(db);
    // The same body for another order is another thing: nothing of it may be taken for done.
    const elsewhere = await commitDemand(actor, other.id, form);
    expect(elsewhere).toEqual(reused);
    expect(await ledgerOf(other.id)).toEqual([]);
  });

  it('counts an interest and a withdrawal for nothing, and lets a participant come back', async () => {
    const { id } = await makeGroupPurchase(db);
    const actor = await makeActor();
    await commitDemand(actor, id, demand(400, { firmness: 'interest' }));
    await commitDemand(actor, id, demand(400, { firmness: 'conditional' }));
    expect(await withdrawCommitment(actor, id, randomUUID())).toMatchObject({ ok: true });
    expect(await withdrawCommitment(actor, id, randomUUID())).toMatchObject({ ok: true });
    await commitDemand(actor, id, demand(350));
    const deltas = (await ledgerOf(id)).map((row) => [row.firmness, row.quantity_delta, row.quantity_after]);
    expect(deltas).toEqual([
      ['interest', 0, 0],
      ['conditional', 400, 400],
      ['withdrawn', -400, 0],
      ['firm', 350, 350],
    ]);
  });

  it('takes no quantity before the charter', async () => {
    const { id } = await makeGroupPurchase(db);
    const actor = await makeActor();
    const charter = { ok: false, refusal: { status: 400, fields: { charterAccepted: ['charter-missing'] } } };
    expect(await commitDemand(actor, id, demand(300, { charterAccepted: undefined }))).toMatchObject(charter);
    expect(await commitDemand(actor, id, demand(300, { charterVersion: '2020-01' }))).toMatchObject(charter);
    expect(await ledgerOf(id)).toEqual([]);
    await commitDemand(actor, id, demand(300));
    const change = demand(450, { charterVersion: undefined, charterAccepted: undefined });
    expect(await commitDemand(actor, id, change)).toMatchObject({ ok: true });
  });

  it('is for brands, by members who may buy, and not for who supplies the order', async () => {
    const { id } = await makeGroupPurchase(db);
    const refusedFor = async (actor: Actor) => {
      const outcome = await commitDemand(actor, id, demand(300));
      return outcome.ok ? null : [outcome.refusal.status, outcome.refusal.code];
    };
    expect(await refusedFor(await makeActor('maker', 'administrator'))).toEqual([403, 'not-a-brand']);
    expect(await refusedFor(await makeActor('brand', 'sales'))).toEqual([403, 'not-a-buyer']);
    expect(await refusedFor(await makeActor('brand', 'reader'))).toEqual([403, 'not-a-buyer']);
    const supplier = await makeActor();
    await makeOffer(db, id, { supplier_organisation_id: supplier.organisation.id });
    expect(await refusedFor(supplier)).toEqual([403, 'supplier-of-offer']);
    expect(await ledgerOf(id)).toEqual([]);
  });

  it('keeps to the calendar by the clock of the database', async () => {
    const actor = await makeActor();
    const at = (milliseconds: number) => new Date(Date.now() + milliseconds);
    const over = await makeGroupPurchase(db, { opens_at: at(-90_000), closes_at: at(-1) });
    const early = await makeGroupPurchase(db, { opens_at: at(60_000), closes_at: at(90_000) });
    const sealed = await makeGroupPurchase(db, { state: 'clearing' });
    const closed = { ok: false, refusal: { status: 409, code: 'commitments-closed' } };
    expect(await commitDemand(actor, over.id, demand(300))).toEqual(closed);
    expect(await withdrawCommitment(actor, over.id, randomUUID())).toEqual(closed);
    expect(await commitDemand(actor, sealed.id, demand(300))).toEqual(closed);
    const outcome = await commitDemand(actor, early.id, demand(300));
    expect(outcome).toEqual({ ok: false, refusal: { status: 409, code: 'commitments-not-open' } });
  });

  it('asks the time after its turn has come, not when it was sent', async () => {
    const { id } = await makeGroupPurchase(db);
    const actor = await makeActor();
    let late: ReturnType<typeof commitDemand> | undefined;
    await db.transaction().execute(async (trx) => {
      await trx
        .updateTable('group_purchases')
        .where('id', '=', id)
        .set((eb) => ({ closes_at: eb.fn<Date>('clock_timestamp') }))
        .execute();
      late = commitDemand(actor, id, demand(300)); // waits for the row that this transaction holds
    });
    expect(await late).toMatchObject({ ok: false, refusal: { code: 'commitments-closed' } });
  });

  it('answers for an unknown order and for a draft alike', async () => {
    const actor = await makeActor();
    const draft = await makeGroupPurchase(db, { state: 'draft' });
    const unknown = await commitDemand(actor, randomUUID(), demand(300));
    expect(unknown).toEqual({ ok: false, refusal: { status: 404, code: 'not-found' } });
    expect(await commitDemand(actor, draft.id, demand(300))).toEqual(unknown);
  });

  it('has nothing to withdraw for who never came', async () => {
    const { id } = await makeGroupPurchase(db);
    expect(await withdrawCommitment(await makeActor(), id, randomUUID())).toEqual({
      ok: false,
      refusal: { status: 409, code: 'nothing-to-withdraw' },
    });
  });
});

describe('a batch', () => {
  const change = (actor: Actor, quantity: number, overrides: Partial<CommitmentChange> = {}) => ({
    operationId: randomUUID(),
    organisationId: actor.organisation.id,
    personId: actor.personId,
    demand: {
      schedule: [{ quantity, maxUnitPriceCents: 500 }],
      firmness: 'firm' as const,
      fallback: 'cancel' as const,
      acceptsCharter: charterVersion,
    },
    ...overrides,
  });

  it('takes the same member twice, in order, and one operation twice, once', async () => {
    const { id } = await makeGroupPurchase(db);
    const actor = await makeActor();
    const first = change(actor, 300);
    const outcomes = await applyCommitmentChanges(db, id, [first, change(actor, 500), first]);
    expect(outcomes.map((outcome) => outcome.ok && outcome.value.quantity)).toEqual([300, 500, 300]);
    expect((await ledgerOf(id)).map((row) => row.quantity_after)).toEqual([300, 500]);
  });

  it('refuses one change without disturbing its neighbours', async () => {
    const { id } = await makeGroupPurchase(db);
    const [one, two, supplier] = await Promise.all([makeActor(), makeActor(), makeActor()]);
    await makeOffer(db, id, { supplier_organisation_id: supplier.organisation.id });
    const outcomes = await applyCommitmentChanges(db, id, [
      change(one, 300),
      change(supplier, 999),
      change(two, 400),
    ]);
    expect(outcomes.map((outcome) => outcome.ok)).toEqual([true, false, true]);
    expect((await ledgerOf(id)).map((row) => row.quantity_delta)).toEqual([300, 400]);
    expect(await eventsOf(id)).toBe(1);
  });

  it('lets a row that the database refuses fail alone', async () => {
    const { id } = await makeGroupPurchase(db);
    const actors = await Promise.all(Array.from({ length: 6 }, () => makeActor()));
    const results = await Promise.allSettled(
      actors.map((actor, index) =>
        commitmentQueue.enqueue(id, change(actor, 100, index === 3 ? { personId: randomUUID() } : {})),
      ),
    );
    expect(results.map((result) => result.status)).toEqual(
      actors.map((_, index) => (index === 3 ? 'rejected' : 'fulfilled')),
    );
    expect(await ledgerOf(id)).toHaveLength(5);
  });
});

describe('the ledger', () => {
  it('cannot be rewritten by the application', async () => {
    const { id } = await makeGroupPurchase(db);
    await commitDemand(await makeActor(), id, demand(300));
    const ledger = db.updateTable('commitment_ledger').where('group_purchase_id', '=', id);
    await expect(ledger.set({ quantity_delta: 1 }).execute()).rejects.toMatchObject({ code: '42501' });
    await expect(
      db.deleteFrom('commitment_ledger').where('group_purchase_id', '=', id).execute(),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it('adds up to its commitment, or the transaction fails', async () => {
    const { id } = await makeGroupPurchase(db);
    const actor = await makeActor();
    await commitDemand(actor, id, demand(300));
    const cheat = db.updateTable('commitments').where('group_purchase_id', '=', id).set({ quantity: 301 });
    await expect(cheat.execute()).rejects.toMatchObject({ constraint: 'commitment_ledger_adds_up' });
  });
});
