import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { charterVersion } from '~/group-purchases/charter';
import { applyCommitmentChanges } from '~/group-purchases/commit-batch.server';
import { makeGroupPurchase, makeOffer } from '~db/factories/group-purchases.server';
import { makeMember } from '~db/factories/people.server';
import { testDatabase } from '../tests/database';
import { runWorker } from '../tests/workers/run-worker';

const { db, url } = await testDatabase();
const environment = { DATABASE_URL: url, REDIS_URL: '', SMTP_URL: '', MEILI_URL: '' };

const orders = 8;
const participants = 4;

async function makeDueOrders(): Promise<void> {
  const members = [];
  for (let count = 0; count < participants; count += 1) members.push(await makeMember(db));
  for (let count = 0; count < orders; count += 1) {
    const { id } = await makeGroupPurchase(db);
    await makeOffer(db, id);
    for (const { organisation, person } of members)
      await applyCommitmentChanges(db, id, [
        {
          operationId: randomUUID(),
          organisationId: organisation.id,
          personId: person.id,
          demand: {
            schedule: [{ quantity: 400 + count, maxUnitPriceCents: 900 }],
            firmness: 'firm',
            fallback: 'cancel',
            acceptsCharter: charterVersion,
          },
        },
      ]);
  }
  await db
    .updateTable('group_purchases')
    .set({ closes_at: new Date(Date.now() - 1_000) })
    .execute();
}

async function counts() {
  const steps = await db
    .selectFrom('group_purchase_steps')
    .select(['state', (eb) => eb.fn.countAll<number>().as('count')])
    .groupBy('state')
    .orderBy('state')
    .execute();
  const [clearings, shares, notices, states] = await Promise.all([
    db.selectFrom('clearings').select('id').execute(),
    db.selectFrom('clearing_shares').select('clearing_id').execute(),
    db.selectFrom('notices').where('kind', '=', 'purchase-result').select('id').execute(),
    db.selectFrom('group_purchases').select('state').distinct().execute(),
  ]);
  return {
    steps: Object.fromEntries(steps.map((row) => [row.state, row.count])),
    clearings: clearings.length,
    shares: shares.length,
    notices: notices.length,
    states: states.map((row) => row.state),
  };
}

describe('orders whose deadline passed while nobody worked', () => {
  it('close, clear and are told once each, by workers that are killed on the way', async () => {
    await makeDueOrders();
    for (const limitMs of [60, 300, 900]) {
      const [one, two] = await Promise.all([runWorker(environment), runWorker(environment)]);
      await new Promise((resolve) => setTimeout(resolve, limitMs));
      await Promise.all([one.kill('SIGKILL'), two.kill('SIGKILL')]);
    }
    const last = await Promise.all([runWorker(environment), runWorker(environment)]);
    const owed = () => db.selectFrom('events').where('completed_at', 'is', null).select('id').execute();
    const collecting = () =>
      db.selectFrom('group_purchases').where('state', '<>', 'confirming').select('id').execute();
    await expect
      .poll(async () => [...(await collecting()), ...(await owed())], { timeout: 200_000, interval: 200 })
      .toEqual([]);
    await Promise.all(last.map((worker) => worker.kill('SIGTERM')));
    expect(await counts()).toEqual({
      steps: { clearing: orders, collecting: orders, confirming: orders },
      clearings: orders,
      shares: orders * participants,
      notices: orders * participants,
      states: ['confirming'],
    });
    expect(await db.selectFrom('dead_letters').selectAll().execute()).toEqual([]);
  }, 400_000);
});
