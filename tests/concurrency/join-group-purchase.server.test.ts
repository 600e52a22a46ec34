import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { charterVersion } from '~/group-purchases/charter';
import type { CommitmentChange } from '~/group-purchases/commit-batch.server';
import { CommitmentQueue } from '~/group-purchases/commitment-queue.server';
import { recomputePool } from '~/group-purchases/recompute-pool.server';
import { createDatabase, type Database } from '~db/client.server';
import { makeGroupPurchase } from '~db/factories/group-purchases.server';
import { makeMember } from '~db/factories/people.server';
import { testDatabase } from '../database';

const { db, url } = await testDatabase();

/** Two processes' worth of queues: each with a pool of its own, meeting only at the order's row. */
const pools: Database[] = [createDatabase(url, 3), createDatabase(url, 3)];
const queues = pools.map((pool) => new CommitmentQueue(() => pool));
afterAll(() => Promise.all(pools.map((pool) => pool.destroy())));

type Firmness = 'interest' | 'conditional' | 'firm';
interface Member {
  organisationId: string;
  personId: string;
}

function change(member: Member, quantity: number, firmness: Firmness | null): CommitmentChange {
  return {
    operationId: randomUUID(),
    organisationId: member.organisationId,
    personId: member.personId,
    demand: firmness && {
      schedule: [{ quantity, maxUnitPriceCents: 400 }],
      firmness,
      fallback: 'cancel',
      acceptsCharter: charterVersion,
    },
  };
}

async function makeMembers(count: number): Promise<Member[]> {
  const made = await Promise.all(Array.from({ length: count }, () => makeMember(db)));
  return made.map(({ organisation, person }) => ({ organisationId: organisation.id, personId: person.id }));
}

/** Invariant 1: ledger = commitments = pool, a participant at a time and in all. */
async function checkSums(groupPurchaseId: string): Promise<Map<string, number>> {
  await db.transaction().execute((trx) => recomputePool(trx, groupPurchaseId));
  const commitments = await db
    .selectFrom('commitments')
    .where('group_purchase_id', '=', groupPurchaseId)
    .select(['organisation_id', 'quantity'])
    .execute();
  const ledger = await db
    .selectFrom('commitment_ledger')
    .where('group_purchase_id', '=', groupPurchaseId)
    .orderBy('id')
    .select(['organisation_id', 'quantity_delta', 'quantity_after'])
    .execute();
  const summed = new Map<string, number>();
  for (const row of ledger) {
    const after = (summed.get(row.organisation_id) ?? 0) + row.quantity_delta;
    expect(row.quantity_after).toBe(after);
    summed.set(row.organisation_id, after);
  }
  expect(new Map(commitments.map((row) => [row.organisation_id, row.quantity]))).toEqual(summed);
  const pool = await db
    .selectFrom('pools')
    .where('group_purchase_id', '=', groupPurchaseId)
    .select(['total_quantity', 'participants'])
    .executeTakeFirstOrThrow();
  const quantities = [...summed.values()];
  expect(pool).toEqual({
    total_quantity: quantities.reduce((sum, quantity) => sum + quantity, 0),
    participants: quantities.filter((quantity) => quantity > 0).length,
  });
  return summed;
}

interface Model {
  quantities: Map<number, number>;
  committed: Set<number>;
  sent: { member: number; change: CommitmentChange; ok: boolean }[];
  open: boolean;
}
interface Real {
  id: string;
  members: Member[];
}

const memberCount = 5;
const place = fc.nat({ max: memberCount - 1 });

/** What one change does to the reference. */
function expectedAfter(model: Model, member: number, sent: CommitmentChange): boolean {
  if (!model.open || (!sent.demand && !model.committed.has(member))) return false;
  const { demand } = sent;
  model.committed.add(member);
  const counted = demand && demand.firmness !== 'interest' ? (demand.schedule[0]?.quantity ?? 0) : 0;
  model.quantities.set(member, counted);
  return true;
}

class Send implements fc.AsyncCommand<Model, Real> {
  constructor(
    readonly process: number,
    readonly member: number,
    readonly quantity: number,
    readonly firmness: Firmness | null,
  ) {}
  check = () => true;
  async run(model: Model, real: Real): Promise<void> {
    const member = real.members[this.member];
    if (!member) throw new Error('no such member');
    const sent = change(member, this.quantity, this.firmness);
    const outcome = await queues[this.process]?.enqueue(real.id, sent);
    const ok = expectedAfter(model, this.member, sent);
    expect(outcome?.ok).toBe(ok);
    model.sent.push({ member: this.member, change: sent, ok });
  }
  toString = () =>
    `member ${this.member} ${this.firmness ?? 'withdraws'} ${this.quantity} by ${this.process}`;
}

/** Something sent before arrives again, perhaps at the other process: what was done stays, what was refused is new. */
class Again implements fc.AsyncCommand<Model, Real> {
  constructor(
    readonly process: number,
    readonly which: number,
  ) {}
  check = (model: Readonly<Model>) => model.sent.length > 0;
  async run(model: Model, real: Real): Promise<void> {
    const earlier = model.sent[this.which % model.sent.length];
    if (!earlier) return;
    const outcome = await queues[this.process]?.enqueue(real.id, earlier.change);
    if (!earlier.ok) earlier.ok = expectedAfter(model, earlier.member, earlier.change);
    expect(outcome?.ok).toBe(earlier.ok);
  }
  toString = () => `again ${this.which} by ${this.process}`;
}

/** Members of both processes at the same instant: the last word of each is one of those that it said. */
class Burst implements fc.AsyncCommand<Model, Real> {
  constructor(readonly sends: readonly { process: number; member: number; quantity: number }[]) {}
  check = () => true;
  async run(model: Model, real: Real): Promise<void> {
    const sent = this.sends.flatMap(({ process, member: at, quantity }) => {
      const member = real.members[at];
      return member ? [{ process, at, change: change(member, quantity, 'firm') }] : [];
    });
    const outcomes = await Promise.all(sent.map((one) => queues[one.process]?.enqueue(real.id, one.change)));
    for (const outcome of outcomes) expect(outcome?.ok).toBe(model.open);
    if (!model.open) return;
    const sums = await checkSums(real.id);
    for (const { at } of sent) {
      const now = sums.get(real.members[at]?.organisationId ?? '') ?? 0;
      const said = sent.filter((one) => one.at === at).map((one) => one.change.demand?.schedule[0]?.quantity);
      expect(said).toContain(now);
      model.quantities.set(at, now);
      model.committed.add(at);
    }
    for (const one of sent) model.sent.push({ member: one.at, change: one.change, ok: true });
  }
  toString = () => `burst ${JSON.stringify(this.sends)}`;
}

class Close implements fc.AsyncCommand<Model, Real> {
  check = () => true;
  async run(model: Model, real: Real): Promise<void> {
    await db
      .updateTable('group_purchases')
      .where('id', '=', real.id)
      .set((eb) => ({ closes_at: eb.fn<Date>('clock_timestamp') }))
      .execute();
    model.open = false;
  }
  toString = () => 'close';
}

class Recompute implements fc.AsyncCommand<Model, Real> {
  check = () => true;
  async run(model: Model, real: Real): Promise<void> {
    const sums = await checkSums(real.id);
    const known = real.members.map((member) => sums.get(member.organisationId) ?? 0);
    expect(known).toEqual(real.members.map((_, at) => model.quantities.get(at) ?? 0));
  }
  toString = () => 'recompute';
}

describe('joining one order', () => {
  it('does what the reference does, whatever comes in whatever order', async () => {
    const quantity = fc.integer({ min: 1, max: 5000 });
    const process = fc.nat({ max: 1 });
    const firmness = fc.constantFrom<Firmness | null>('interest', 'conditional', 'firm', 'firm', null);
    const commands = [
      fc.tuple(process, place, quantity, firmness).map((sent) => new Send(...sent)),
      fc.tuple(process, fc.nat({ max: 50 })).map((sent) => new Again(...sent)),
      fc
        .array(fc.record({ process, member: place, quantity }), { minLength: 2, maxLength: 12 })
        .map((sends) => new Burst(sends)),
      fc.constant(new Recompute()),
      fc.constant(new Close()),
    ];
    await fc.assert(
      fc.asyncProperty(fc.commands(commands, { maxCommands: 30 }), async (run) => {
        const { id } = await makeGroupPurchase(db);
        const members = await makeMembers(memberCount);
        const model: Model = { quantities: new Map(), committed: new Set(), sent: [], open: true };
        await fc.asyncModelRun(() => ({ model, real: { id, members } }), run);
        await new Recompute().run(model, { id, members });
      }),
      { numRuns: 40 },
    );
  }, 240_000);

  it('loses and doubles nothing when one of two processes is killed and all is sent again', async () => {
    const { id } = await makeGroupPurchase(db);
    const members = await makeMembers(60);
    const changes = Array.from({ length: 600 }, (_, at) => {
      const member = members[at % members.length];
      if (!member) throw new Error('no such member');
      return change(member, 1 + at, 'firm');
    });
    const [first, second] = [changes.slice(0, 300), changes.slice(300)];
    const confirmed = new Set<string>();
    const doomed = startJoining(id, first, confirmed);
    const survivor = startJoining(id, second, confirmed);
    // As soon as something is confirmed: batches are in flight, more is waiting in memory.
    await new Promise<void>((resolve) =>
      doomed.process.on('message', (said) => said !== 'ready' && resolve()),
    );
    doomed.process.kill('SIGKILL');
    await Promise.all([doomed.ended, survivor.ended]);
    const kept = await db
      .selectFrom('operations')
      .where(
        'operation_id',
        'in',
        changes.map((one) => one.operationId),
      )
      .select('operation_id')
      .execute();
    const done = new Set(kept.map((row) => row.operation_id));
    for (const operationId of confirmed) expect(done).toContain(operationId);
    expect(second.every((one) => done.has(one.operationId))).toBe(true);
    await checkSums(id);
    const again = await Promise.all(changes.map((one) => queues[0]?.enqueue(id, one)));
    expect(again.every((outcome) => outcome?.ok)).toBe(true);
    await checkSums(id);
    const rows = await db
      .selectFrom('commitment_ledger')
      .where('group_purchase_id', '=', id)
      .select('operation_id')
      .execute();
    expect(rows).toHaveLength(600);
    expect(new Set(rows.map((row) => row.operation_id)).size).toBe(600);
  }, 60_000);
});

function startJoining(
  groupPurchaseId: string,
  changes: CommitmentChange[],
  confirmed: Set<string>,
): { process: ChildProcess; ended: Promise<void> } {
  const child = fork(fileURLToPath(new URL('joining-process.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, DATABASE_URL: url },
  });
  child.on('message', (said: 'ready' | { operationId: string; ok: boolean }) => {
    if (said === 'ready') child.send({ groupPurchaseId, changes });
    else if (said.ok) confirmed.add(said.operationId);
  });
  const ended = new Promise<void>((resolve) => {
    child.on('exit', () => resolve());
  });
  return { process: child, ended };
}
