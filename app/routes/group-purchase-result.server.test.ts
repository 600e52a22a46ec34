import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { findActor } from '~/accounts/session-queries.server';
import { type RecordedEvent, readEvent } from '~/events/recorded-event';
import { charterVersion } from '~/group-purchases/charter';
import { clearClosedPurchase } from '~/group-purchases/clear-closed-purchase.server';
import { closeGroupPurchase } from '~/group-purchases/close-group-purchase.server';
import { applyCommitmentChanges } from '~/group-purchases/commit-batch.server';
import { composeNoticeMail } from '~/mail/compose-notice-mail.server';
import { mimeOf } from '~/mail/smtp.server';
import { listNotices } from '~/notifications/notice-queries.server';
import { sendNotices } from '~/notifications/send-notices.server';
import { makeGroupPurchase, makeOffer } from '~db/factories/group-purchases.server';
import { makeOrganisation } from '~db/factories/organisations.server';
import { type MadeMember, makeMember, makeSession } from '~db/factories/people.server';
import { testDatabase } from '../../tests/database';
import { loader } from './group-purchase';
import { action as confirm } from './group-purchase-confirmation';
import { action as refuse } from './group-purchase-refusal';

const { db } = await testDatabase();

const url = 'http://localhost/achats-groupes';
const args = (request: Request, ref: string) => ({ request, params: { ref }, context: {} as never });
const get = (cookie?: string) => new Request(url, { headers: cookie ? { cookie } : {} });

type Reader = MadeMember & { cookie: string; token: string };

async function withSession(member: MadeMember): Promise<Reader> {
  return { ...member, ...(await makeSession(db, member)), id: member.id };
}

const makeReader = async (kind: 'brand' | 'maker' = 'brand') =>
  withSession(await makeMember(db, { organisation: await makeOrganisation(db, { kind }) }));

/** The page's data as bytes. */
async function page(ref: string, cookie?: string): Promise<string> {
  const body = await loader(args(get(cookie), ref));
  return JSON.stringify(body, (key, value: unknown) => (key === 'operations' ? null : value));
}

const resultOf = async (ref: string, cookie?: string) => JSON.parse(await page(ref, cookie)).result;

async function commit(
  groupPurchaseId: string,
  member: MadeMember,
  quantity: number,
  maxUnitPriceCents: number,
) {
  const [outcome] = await applyCommitmentChanges(db, groupPurchaseId, [
    {
      operationId: randomUUID(),
      organisationId: member.organisation.id,
      personId: member.person.id,
      demand: {
        schedule: [{ quantity, maxUnitPriceCents }],
        firmness: 'firm',
        fallback: 'cancel',
        acceptsCharter: charterVersion,
      },
    },
  ]);
  expect(outcome).toMatchObject({ ok: true });
}

// Primes, so that a figure is found again only where it was meant to stand.
const quantities = [4001, 5003, 6007] as const;

/** Three who get in at 4.98 or so, one whose limit is too low, one retained supplier and one that is not. */
async function makeCleared(limits: readonly number[] = [907, 911, 919]) {
  const lead = await makeReader();
  const purchase = await makeGroupPurchase(db, {
    lead_organisation_id: lead.organisation.id,
    title: 'Glaces saphir',
  });
  const supplier = await makeReader('maker');
  const dear = await makeReader('maker');
  await makeOffer(db, purchase.id, {
    supplier_organisation_id: supplier.organisation.id,
    capacity: 50_000,
    fixed_cost_cents: 35_003,
  });
  await makeOffer(db, purchase.id, {
    supplier_organisation_id: dear.organisation.id,
    tiers: JSON.stringify([{ minQuantity: 1, unitPriceCents: 9_973 }]),
    fixed_cost_cents: 77_773,
  });
  const members: Reader[] = [];
  for (const [place, quantity] of quantities.entries()) {
    const member = await makeReader();
    members.push(member);
    await commit(purchase.id, member, quantity, limits[place] ?? 900);
  }
  const low = await makeReader();
  await commit(purchase.id, low, 7019, 101);
  await db
    .updateTable('group_purchases')
    .set({ closes_at: new Date(Date.now() - 1_000) })
    .where('id', '=', purchase.id)
    .execute();
  await db.transaction().execute((trx) => closeGroupPurchase(trx, purchase.id));
  await db.transaction().execute((trx) => clearClosedPurchase(trx, purchase.id));
  const [first, second, third] = members;
  if (!first || !second || !third) throw new Error('three were made');
  return { ...purchase, lead, members: [first, second, third] as const, low, supplier, dear };
}

interface Answer {
  status: number;
  body: unknown;
}

async function post(
  route: typeof confirm | typeof refuse,
  ref: string,
  cookie: string,
  id: string = randomUUID(),
) {
  const request = new Request(url, {
    method: 'POST',
    headers: { cookie },
    body: new URLSearchParams({ operationId: id }),
  });
  const said: unknown = await route(args(request, ref)).catch((thrown: unknown) => thrown);
  if (said instanceof Response) return { status: said.status, body: null } satisfies Answer;
  if (said instanceof Error) throw said;
  const wrapped = said as { data: unknown; init?: { status?: number } | null };
  return { status: wrapped.init?.status ?? 200, body: wrapped.data } satisfies Answer;
}

const stateOf = async (id: string) =>
  (await db.selectFrom('group_purchases').where('id', '=', id).select('state').executeTakeFirstOrThrow())
    .state;

describe('the result on the page', () => {
  it('is each participant’s own, and tells no participant another’s organisation, quantity or share', async () => {
    const order = await makeCleared();
    const shares = await db
      .selectFrom('clearing_shares')
      .innerJoin('clearings', 'clearings.id', 'clearing_id')
      .where('group_purchase_id', '=', order.id)
      .select(['organisation_id', 'clearing_shares.quantity', 'share_cents', 'alone_cents', 'total_cents'])
      .execute();
    expect(shares.reduce((sum, share) => sum + share.share_cents, 0)).toBe(shares[0]?.total_cents);
    for (const [place, member] of order.members.entries()) {
      const own = shares.find((share) => share.organisation_id === member.organisation.id);
      const body = await page(order.ref, member.cookie);
      expect(JSON.parse(body).result).toEqual({
        kind: 'share',
        quantity: quantities[place],
        shareCents: own?.share_cents,
        aloneCents: own?.alone_cents,
        betterInSubgroup: false,
        appliedRule: 'equal',
        ruleReplaced: false,
        gap: 0,
        answer: null,
        mayAnswer: true,
      });
      const others = [...order.members, order.low, order.supplier, order.dear].filter(
        (one) => one !== member,
      );
      const canaries = [
        ...others.flatMap((one) => [one.organisation.id, one.organisation.name, one.person.name]),
        ...shares
          .filter((share) => share !== own)
          .flatMap((share) => [share.quantity, share.share_cents, share.alone_cents]),
        own?.total_cents,
        4001 + 5003 + 6007,
        7019,
        35_003,
        77_773,
      ];
      for (const canary of canaries) expect(body).not.toContain(String(canary));
    }
  });

  it('is the part of a retained supplier, a reason for who is out, the state alone for all others', async () => {
    const order = await makeCleared();
    const total = 4001 + 5003 + 6007;
    expect(await resultOf(order.ref, order.supplier.cookie)).toEqual({
      kind: 'supply',
      quantity: total,
      unitPriceCents: 500,
      fixedCostCents: 35_003,
      costCents: total * 500 + 35_003,
    });
    expect(await resultOf(order.ref, order.low.cookie)).toEqual({ kind: 'miss', why: 'above-limit' });
    const stranger = await makeReader();
    for (const cookie of [order.dear.cookie, order.lead.cookie, stranger.cookie, undefined]) {
      const body = await page(order.ref, cookie);
      expect(JSON.parse(body)).toMatchObject({ result: null, purchase: { state: 'confirming' } });
      for (const canary of [...quantities, total, ...order.members.map((one) => one.organisation.id)])
        expect(body).not.toContain(String(canary));
    }
  });

  it('tells who would pay less alone so before it confirms, and nobody else', async () => {
    const order = await makeGroupPurchase(db, { minimum_participants: 2, minimum_quantity: 1 });
    await makeOffer(db, order.id, {
      tiers: JSON.stringify([{ minQuantity: 1, unitPriceCents: 100 }]),
      fixed_cost_cents: 0,
      capacity: 100,
      minimum_order: 1,
    });
    await makeOffer(db, order.id, {
      tiers: JSON.stringify([
        { minQuantity: 1, unitPriceCents: 300 },
        { minQuantity: 500, unitPriceCents: 200 },
      ]),
      fixed_cost_cents: 0,
      capacity: 1000,
      minimum_order: 1,
    });
    const [small, large] = [await makeReader(), await makeReader()];
    await commit(order.id, small, 100, 900);
    await commit(order.id, large, 500, 900);
    await db
      .updateTable('group_purchases')
      .set({ closes_at: new Date(Date.now() - 1_000) })
      .where('id', '=', order.id)
      .execute();
    await db.transaction().execute((trx) => closeGroupPurchase(trx, order.id));
    await db.transaction().execute((trx) => clearClosedPurchase(trx, order.id));
    const worse = await resultOf(order.ref, small.cookie);
    expect(worse.aloneCents).toBe(10_000);
    expect(worse.shareCents).toBeGreaterThan(worse.aloneCents);
    const better = await resultOf(order.ref, large.cookie);
    expect(better.shareCents).toBeLessThan(better.aloneCents);
    expect(better.betterInSubgroup).toBe(false);
  });
});

describe('answering', () => {
  it('confirms one’s own result once; the last confirmation orders', async () => {
    const order = await makeCleared();
    const [first, second, third] = order.members;
    const id = randomUUID();
    for (const _ of [1, 2])
      expect(await post(confirm, order.ref, first.cookie, id)).toMatchObject({ status: 302 });
    // the same answer under another id: done already
    expect(await post(confirm, order.ref, first.cookie)).toMatchObject({ status: 302 });
    expect(await resultOf(order.ref, first.cookie)).toMatchObject({
      answer: { answer: 'confirmed', person: first.person.name },
      mayAnswer: false,
    });
    expect(await resultOf(order.ref, second.cookie)).toMatchObject({ answer: null, mayAnswer: true });
    expect(await stateOf(order.id)).toBe('confirming');
    await Promise.all([second, third].map((member) => post(confirm, order.ref, member.cookie)));
    expect(await stateOf(order.id)).toBe('ordered');
    const steps = await db
      .selectFrom('group_purchase_steps')
      .where('group_purchase_id', '=', order.id)
      .orderBy('id')
      .select(['state', 'person_id'])
      .execute();
    expect(steps.map((step) => step.state)).toEqual(['collecting', 'clearing', 'confirming', 'ordered']);
    const events = await db
      .selectFrom('events')
      .where('aggregate_id', '=', order.id)
      .where('kind', '=', 'group-purchase.ordered')
      .selectAll()
      .execute();
    expect(events).toHaveLength(1);
  });

  it('records a refusal for good; the order is not ordered', async () => {
    const order = await makeCleared();
    const [first, second, third] = order.members;
    const id = randomUUID();
    expect(await post(refuse, order.ref, first.cookie, id)).toMatchObject({ status: 302 });
    expect(await post(confirm, order.ref, first.cookie, id)).toMatchObject({
      status: 409,
      body: { code: 'operation-reused' },
    });
    expect(await post(confirm, order.ref, first.cookie)).toMatchObject({
      status: 409,
      body: { code: 'already-answered', answering: true },
    });
    for (const member of [second, third]) await post(confirm, order.ref, member.cookie);
    expect(await stateOf(order.id)).toBe('confirming');
    expect(await resultOf(order.ref, first.cookie)).toMatchObject({ answer: { answer: 'refused' } });
    expect(await page(order.ref, second.cookie)).not.toContain('refused');
  });

  it('is for who has a share, and buys in its organisation’s name', async () => {
    const order = await makeCleared();
    const [first] = order.members;
    const clerk = await withSession(
      await makeMember(db, { organisation: first.organisation, role: 'reader' }),
    );
    expect(await resultOf(order.ref, clerk.cookie)).toMatchObject({ kind: 'share', mayAnswer: false });
    expect(await post(confirm, order.ref, clerk.cookie)).toMatchObject({
      status: 403,
      body: { code: 'not-a-buyer' },
    });
    for (const who of [order.low, order.lead, order.supplier, await makeReader()])
      expect(await post(confirm, order.ref, who.cookie)).toMatchObject({
        status: 409,
        body: { code: 'nothing-to-answer' },
      });
    expect(await post(refuse, 'gp-nowhere', first.cookie)).toMatchObject({ status: 404 });
    expect(await post(refuse, order.ref, first.cookie, 'mine')).toMatchObject({ status: 400 });
    expect(await post(refuse, order.ref, '')).toMatchObject({ status: 302 });
    const answers = await db
      .selectFrom('clearing_answers')
      .innerJoin('clearings', 'clearings.id', 'clearing_id')
      .where('group_purchase_id', '=', order.id)
      .select('answer')
      .execute();
    expect(answers).toEqual([]);
  });
});

describe('telling', () => {
  async function clearedEvent(id: string): Promise<RecordedEvent> {
    return readEvent(
      await db
        .selectFrom('events')
        .where('aggregate_id', '=', id)
        .where('kind', '=', 'group-purchase.cleared')
        .selectAll()
        .executeTakeFirstOrThrow(),
    );
  }

  const linesOf = async (reader: Reader) => {
    const actor = await findActor(reader.token);
    if (!actor) throw new Error('no actor');
    const { notices } = await listNotices(actor, 1);
    return notices.map((notice) => `${notice.kind}: ${notice.words?.line}`);
  };

  /** Every mail to a person, headers and both bodies, as text. */
  async function mailsTo(reader: Reader): Promise<string> {
    const mails = await db
      .selectFrom('mails')
      .innerJoin('notices', 'notices.id', 'mails.notice_id')
      .where('notices.person_id', '=', reader.person.id)
      .select('mails.id')
      .execute();
    const texts = await Promise.all(
      mails.map(async ({ id }) => {
        const mail = await composeNoticeMail(db, id);
        return mail ? `${JSON.stringify(mail)}${String(await mimeOf(mail))}` : '';
      }),
    );
    return texts.join('\n').replaceAll(/[\s\u00a0\u202f]/g, '');
  }

  it('tells each its own result once, in words and by mail, and nothing of the others', async () => {
    const order = await makeCleared();
    const event = await clearedEvent(order.id);
    for (const _ of [1, 2]) await db.transaction().execute((trx) => sendNotices(trx, event));
    for (const member of order.members)
      expect(await linesOf(member)).toEqual([
        'purchase-result: Votre résultat dans l’achat groupé « Glaces saphir » est à confirmer',
      ]);
    expect(await linesOf(order.low)).toEqual([
      'purchase-result: Pas cette fois : l’achat groupé « Glaces saphir »',
    ]);
    expect(await linesOf(order.supplier)).toEqual([
      'purchase-supply: Votre offre est retenue dans l’achat groupé « Glaces saphir »',
    ]);
    expect(await linesOf(order.lead)).toEqual([
      'purchase-outcome: L’achat groupé « Glaces saphir » a trouvé son équilibre : ses participants confirment',
    ]);
    expect(await linesOf(order.dear)).toEqual([]);
    for (const [place, member] of order.members.entries()) {
      const text = await mailsTo(member);
      expect(text).toContain(`${quantities[place]}pièces`);
      for (const canary of [...quantities.filter((_, other) => other !== place), 7019, 15_011])
        expect(text).not.toContain(`${canary}pi`);
    }
    for (const reader of [order.lead, order.low]) {
      const text = await mailsTo(reader);
      expect(text).toContain('Glacessaphir');
      for (const canary of [...quantities, 15_011]) expect(text).not.toContain(`${canary}pi`);
    }
  });

  it('speaks English to who reads English', async () => {
    const order = await makeCleared();
    const [first] = order.members;
    await db.updateTable('persons').set({ locale: 'en' }).where('id', '=', first.person.id).execute();
    await db
      .updateTable('persons')
      .set({ locale: 'en' })
      .where('id', '=', order.supplier.person.id)
      .execute();
    const event = await clearedEvent(order.id);
    await db.transaction().execute((trx) => sendNotices(trx, event));
    expect(await mailsTo(first)).toContain('Yourpart:4,001pieces');
    expect(await mailsTo(order.supplier)).toContain('Yourpartoftheorder:15,011pieces');
  });
});
