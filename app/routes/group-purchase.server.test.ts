import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { charterVersion } from '~/group-purchases/charter';
import { applyCommitmentChanges } from '~/group-purchases/commit-batch.server';
import { recomputePool } from '~/group-purchases/recompute-pool.server';
import { makeGroupPurchase } from '~db/factories/group-purchases.server';
import { makeOrganisation } from '~db/factories/organisations.server';
import { makeMember, makeSession } from '~db/factories/people.server';
import { testDatabase } from '../../tests/database';
import { loader } from './group-purchase';
import { action as commit } from './group-purchase-commitment';
import { action as withdraw } from './group-purchase-withdrawal';
import { loader as list } from './group-purchases';

const { db } = await testDatabase();

async function makeReader(kind: 'brand' | 'maker' = 'brand') {
  const member = await makeMember(db, { organisation: await makeOrganisation(db, { kind }) });
  const { cookie } = await makeSession(db, member);
  return { ...member, cookie };
}

const url = 'http://localhost/achats-groupes';
const args = (request: Request, ref: string) => ({ request, params: { ref }, context: {} as never });
const get = (cookie?: string) => new Request(url, { headers: cookie ? { cookie } : {} });

function post(cookie: string, fields: Record<string, string>): Request {
  return new Request(url, { method: 'POST', headers: { cookie }, body: new URLSearchParams(fields) });
}

function form(fields: Record<string, string> = {}): Record<string, string> {
  return {
    operationId: randomUUID(),
    'demand[0].quantity': '300',
    'demand[0].maxUnitPrice': '4,20',
    'demand[2].quantity': '1 500',
    'demand[2].maxUnitPrice': '3.6',
    firmness: 'firm',
    fallback: 'cancel',
    charterVersion,
    charterAccepted: 'on',
    ...fields,
  };
}

interface Answer {
  status: number;
  body: unknown;
  location: string | null;
}

/** What a route answers, returned or thrown, as a status and a body. */
async function answer(work: Promise<unknown>): Promise<Answer> {
  const said: unknown = await work.catch((thrown: unknown) => thrown);
  if (said instanceof Response)
    return { status: said.status, body: null, location: said.headers.get('location') };
  if (said instanceof Error) throw said;
  const wrapped = said as { data?: unknown; init?: { status?: number } | null; type?: string };
  return wrapped.type === 'DataWithResponseInit'
    ? { status: wrapped.init?.status ?? 200, body: wrapped.data, location: null }
    : { status: 200, body: said, location: null };
}

/** The page's data as bytes, but for the operation ids, which are made anew on each load. */
async function page(ref: string, cookie?: string): Promise<string> {
  const { body } = await answer(loader(args(get(cookie), ref)));
  return JSON.stringify(body, (key, value: unknown) => (key === 'operations' ? null : value));
}

async function setQuantities(
  groupPurchaseId: string,
  members: readonly Member[],
  quantities: readonly number[],
) {
  for (const [place, member] of members.entries()) {
    const quantity = quantities[place] ?? 0;
    await applyCommitmentChanges(db, groupPurchaseId, [
      {
        operationId: randomUUID(),
        organisationId: member.organisation.id,
        personId: member.person.id,
        demand:
          quantity > 0
            ? {
                schedule: [{ quantity, maxUnitPriceCents: 100 + quantity }],
                firmness: 'firm',
                fallback: 'cancel',
                acceptsCharter: charterVersion,
              }
            : null,
      },
    ]);
    await db.transaction().execute((trx) => recomputePool(trx, groupPurchaseId));
  }
}

type Member = Awaited<ReturnType<typeof makeMember>>;

describe('the page of a group purchase', () => {
  it('does nothing for an organisation that the page was not drawn for', async () => {
    const { ref, id } = await makeGroupPurchase(db);
    const reader = await makeReader();
    const other = await makeOrganisation(db);
    const stale = form({ actingFor: other.id });
    expect((await answer(commit(args(post(reader.cookie, stale), ref)))).status).toBe(409);
    const entries = await db
      .selectFrom('commitment_ledger')
      .where('group_purchase_id', '=', id)
      .select('id')
      .execute();
    expect(entries).toEqual([]);
    const fresh = form({ actingFor: reader.organisation.id });
    expect((await answer(commit(args(post(reader.cookie, fresh), ref)))).status).toBe(302);
  });

  it('is byte for byte the same whatever the others commit while it is forming', async () => {
    const [reader, stranger, supplier] = [await makeReader(), await makeReader(), await makeReader('maker')];
    const rivals = [await makeMember(db), await makeMember(db)];
    const quantity = fc.integer({ min: 1, max: 900_000 });
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(quantity, quantity),
        quantity,
        fc.boolean(),
        async ([first, second], own, outweighed) => {
          const { id, ref, leadOrganisationId } = await makeGroupPurchase(db);
          const leader = await makeSession(
            db,
            await makeMember(db, { organisation: { id: leadOrganisationId, ref: '', name: '' } }),
          );
          // Two in all; or three of whom one outweighs the others, so that they are weighed and kept silent.
          const before = outweighed ? [10_000 + first, 1 + (second % 90)] : [first, 0];
          const after = outweighed ? [10_000 + second, 1 + (first % 90)] : [second, 0];
          await setQuantities(id, [reader], [outweighed ? 1 + (own % 90) : own]);
          await setQuantities(id, rivals, before);
          const cookies = [reader.cookie, stranger.cookie, supplier.cookie, leader.cookie, undefined];
          const read = async () => [
            ...(await Promise.all(cookies.map((cookie) => page(ref, cookie)))),
            JSON.stringify((await answer(list(args(get(reader.cookie), '')))).body),
          ];
          const bytes = await read();
          await setQuantities(id, rivals, after);
          expect(await read()).toEqual(bytes);
        },
      ),
      { numRuns: 25 },
    );
  }, 600_000);

  it('keeps another’s number out of a page that shows a tier', async () => {
    const { id, ref } = await makeGroupPurchase(db);
    const [reader, rival, third] = [await makeReader(), await makeMember(db), await makeMember(db)];
    await setQuantities(id, [reader, rival, third], [411, 397, 389]);
    const body = await page(ref, reader.cookie);
    expect(JSON.parse(body)).toMatchObject({ reading: { stage: 'tier', tierQuantity: 1000 } });
    expect(body).toContain('411');
    for (const secret of ['397', '389', '1197', '497', '489', rival.organisation.id, rival.organisation.name])
      expect(body).not.toContain(secret);
  });

  it('tells a visitor the stage and no figure', async () => {
    const { id, ref } = await makeGroupPurchase(db);
    const members = [await makeMember(db), await makeMember(db), await makeMember(db)];
    await setQuantities(id, members, [400, 400, 400]);
    expect(JSON.parse(await page(ref))).toMatchObject({
      reading: { stage: 'tier', tierQuantity: null, roundedTotal: null },
      own: null,
      signer: null,
    });
  });

  it('shows forming at once below three, before the worker has come by', async () => {
    const { id, ref } = await makeGroupPurchase(db);
    const reader = await makeReader();
    const others = [await makeMember(db), await makeMember(db)];
    await setQuantities(id, [reader, ...others], [400, 400, 400]);
    const leaving = others[0];
    if (!leaving) throw new Error('two others were made');
    await applyCommitmentChanges(db, id, [
      {
        operationId: randomUUID(),
        organisationId: leaving.organisation.id,
        personId: leaving.person.id,
        demand: null,
      },
    ]);
    expect(JSON.parse(await page(ref, reader.cookie))).toMatchObject({ reading: { stage: 'forming' } });
  });

  it('answers for an unknown order and a foreign draft alike, read or written', async () => {
    const reader = await makeReader();
    const draft = await makeGroupPurchase(db, { state: 'draft' });
    for (const ref of [draft.ref, 'gp-nowhere', "'; --"]) {
      const unknown = { status: 404, body: { code: 'not-found' }, location: null };
      expect(await answer(loader(args(get(reader.cookie), ref)))).toEqual(unknown);
      expect(await answer(commit(args(post(reader.cookie, form()), ref)))).toEqual(unknown);
      const leaving = post(reader.cookie, { operationId: randomUUID() });
      expect(await answer(withdraw(args(leaving, ref)))).toEqual(unknown);
    }
  });
});

describe('the form of a commitment', () => {
  it('commits, once however often it is sent, and shows it on the page', async () => {
    const reader = await makeReader();
    const { ref } = await makeGroupPurchase(db);
    const fields = form();
    for (const _ of [1, 2])
      expect(await answer(commit(args(post(reader.cookie, fields), ref)))).toMatchObject({
        status: 302,
        location: `/achats-groupes/${ref}`,
      });
    const { own } = JSON.parse(await page(ref, reader.cookie));
    expect(own.commitment).toEqual({
      schedule: [
        { quantity: 300, maxUnitPriceCents: 420 },
        { quantity: 1500, maxUnitPriceCents: 360 },
      ],
      firmness: 'firm',
      fallback: 'cancel',
      quantity: 1500,
    });
    expect(own.history).toHaveLength(1);
    expect(own.charter.person).toBe(reader.person.name);
  });

  it('keeps what was typed and names each fault at its field, with 400', async () => {
    const reader = await makeReader();
    const { ref } = await makeGroupPurchase(db);
    const fields = form({
      'demand[0].quantity': '800',
      'demand[1].quantity': '2,5',
      'demand[1].maxUnitPrice': '3,999',
      'demand[2].quantity': '500',
      'demand[3].quantity': '100',
      'demand[4].maxUnitPrice': '1',
      firmness: 'perhaps',
    });
    const { status, body } = await answer(commit(args(post(reader.cookie, fields), ref)));
    expect(status).toBe(400);
    const { rejected } = body as { rejected: { sent: unknown; errors: unknown } };
    expect(rejected.errors).toEqual({
      'demand[1].quantity': ['demand-quantity-invalid'],
      'demand[1].maxUnitPrice': ['demand-price-invalid'],
      'demand[2].quantity': ['demand-smaller-at-lower-price'],
      'demand[3].maxUnitPrice': ['demand-price-missing'],
      'demand[4].quantity': ['demand-quantity-missing'],
      firmness: ['firmness-missing'],
    });
    expect(rejected.sent).toEqual(
      Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value]])),
    );
  });

  it('asks for the charter at its box, and for one row at least', async () => {
    const reader = await makeReader();
    const { ref } = await makeGroupPurchase(db);
    const { charterAccepted: _, ...unticked } = form();
    const errorsOf = async (fields: Record<string, string>) => {
      const { status, body } = await answer(commit(args(post(reader.cookie, fields), ref)));
      return [status, (body as { rejected: { errors: unknown } }).rejected.errors];
    };
    expect(await errorsOf(unticked)).toEqual([400, { charterAccepted: ['charter-missing'] }]);
    const { operationId, ...rest } = form();
    const empty = Object.fromEntries(Object.entries(rest).filter(([name]) => !name.startsWith('demand')));
    expect(await errorsOf({ ...empty, operationId: operationId ?? '' })).toEqual([
      400,
      { 'demand[0].quantity': ['demand-empty'] },
    ]);
    expect(await errorsOf({ ...rest, operationId: 'mine' })).toEqual([
      400,
      { operationId: ['form-expired'] },
    ]);
  });

  it('refuses in words after the deadline, and to a maker', async () => {
    const over = await makeGroupPurchase(db, {
      opens_at: new Date(Date.now() - 9_000),
      closes_at: new Date(Date.now() - 1_000),
    });
    const reader = await makeReader();
    expect(await answer(commit(args(post(reader.cookie, form()), over.ref)))).toMatchObject({
      status: 409,
      body: { code: 'commitments-closed', rejected: { sent: { firmness: ['firm'] } } },
    });
    const { ref } = await makeGroupPurchase(db);
    const maker = await makeReader('maker');
    expect(await answer(commit(args(post(maker.cookie, form()), ref)))).toMatchObject({
      status: 403,
      body: { code: 'not-a-brand' },
    });
  });

  it('sends who is not signed in to sign in, and back', async () => {
    const { ref } = await makeGroupPurchase(db);
    const asked = await answer(commit(args(post('', form()), ref)));
    expect(asked.status).toBe(302);
    expect(asked.location).toMatch(/^\/connexion/);
  });
});

describe('the list', () => {
  it('searches without accents, filters, and hides drafts', async () => {
    const { ref } = await makeGroupPurchase(db, { title: 'Écrins à charnière', family: 'EMB' });
    await makeGroupPurchase(db, { title: 'Écrins secrets', family: 'EMB', state: 'draft' });
    const found = async (search: string) => {
      const { body } = await answer(list(args(new Request(`${url}?${search}`), '')));
      return (body as { items: { ref: string }[] }).items.map((item) => item.ref);
    };
    expect(await found('q=ecrins')).toEqual([ref]);
    expect(await found('q=charniere+ECRINS&famille=EMB&etat=open')).toEqual([ref]);
    expect(await found('q=ecrins&etat=closed')).toEqual([]);
    expect(await found('q=ecrins&famille=VER')).toEqual([]);
    expect(await found('q=100%25_')).toEqual([]);
  });
});
