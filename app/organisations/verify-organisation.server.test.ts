import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { MemberRole, OrganisationKind } from '~/accounts/actor';
import { charterVersion } from '~/group-purchases/charter';
import { applyCommitmentChanges } from '~/group-purchases/commit-batch.server';
import { loader as home } from '~/routes/home';
import { action as verify, loader as visit } from '~/routes/organisation-verification';
import { loader as list } from '~/routes/organisations-to-verify';
import { action as signUp } from '~/routes/sign-up';
import { makeGroupPurchase } from '~db/factories/group-purchases.server';
import { makeOrganisation, makeSiren } from '~db/factories/organisations.server';
import { type MadeMember, makeMember, makeSession } from '~db/factories/people.server';
import { testDatabase } from '../../tests/database';

const { db } = await testDatabase();

type Person = MadeMember & { cookie: string };

async function person(kind: OrganisationKind, role: MemberRole = 'administrator'): Promise<Person> {
  const made = await makeMember(db, { organisation: await makeOrganisation(db, { kind }), role });
  return { ...made, cookie: (await makeSession(db, made)).cookie };
}

const unverified = () => makeOrganisation(db, { verified_at: null });

function request(cookie: string | null, form?: Record<string, string>): Request {
  const headers = new Headers(cookie ? { cookie } : {});
  if (!form) return new Request('http://rouage.test/', { headers });
  return new Request('http://rouage.test/', { method: 'POST', headers, body: new URLSearchParams(form) });
}

const args = (request: Request, id = '') => ({
  request,
  params: { id },
  context: { clientAddress: '192.0.2.1' } as never,
});

/** Status and data of what a route answers or throws. */
async function answer(work: Promise<unknown>): Promise<{ status: number; data: unknown }> {
  const said = await work.catch((thrown: unknown) => thrown);
  if (said instanceof Error) throw said;
  if (said instanceof Response) return { status: said.status, data: said.headers.get('location') };
  const wrapped = said as { data?: unknown; init?: { status?: number } | null; type?: string };
  return wrapped.type === 'DataWithResponseInit'
    ? { status: wrapped.init?.status ?? 200, data: wrapped.data }
    : { status: 200, data: said };
}

const post = (who: Person, id: string, operationId: string = randomUUID()) =>
  answer(verify(args(request(who.cookie, { operationId }), id)));

const stateOf = (id: string) =>
  db
    .selectFrom('organisations')
    .where('id', '=', id)
    .select(['verified_at', 'verified_by'])
    .executeTakeFirstOrThrow();

const eventsOf = async (id: string) =>
  (await db.selectFrom('events').where('aggregate_id', '=', id).orderBy('id').select('kind').execute()).map(
    (event) => event.kind,
  );

async function commit(
  groupPurchaseId: string,
  member: { organisation: { id: string }; person: { id: string } },
) {
  const schedule = [{ quantity: 300, maxUnitPriceCents: 500 }];
  const [outcome] = await applyCommitmentChanges(db, groupPurchaseId, [
    {
      operationId: randomUUID(),
      organisationId: member.organisation.id,
      personId: member.person.id,
      demand: { schedule, firmness: 'firm', fallback: 'cancel', acceptsCharter: charterVersion },
    },
  ]);
  expect(outcome?.ok).toBe(true);
}

describe('the organisations to verify', () => {
  it('are those that signed up, with what a coordinator needs to check', async () => {
    const coordinator = await person('institution');
    const siren = makeSiren(77_777_777);
    const form = {
      operationId: randomUUID(),
      kind: 'brand',
      organisationName: 'Maison Inconnue',
      siren,
      vat: '',
      street: '1 rue des Horlogers',
      postcode: '25000',
      city: 'Besançon',
      personName: 'Anne Onyme',
      email: 'anne@inconnue.example',
      password: 'une phrase assez longue',
    };
    expect((await answer(signUp(args(request(null, form))))).status).toBe(302);
    const { status, data } = await answer(list(args(request(coordinator.cookie))));
    expect(status).toBe(200);
    expect((data as { organisations: unknown[] }).organisations).toEqual([
      expect.objectContaining({
        name: 'Maison Inconnue',
        siren,
        city: 'Besançon',
        contact: { name: 'Anne Onyme', email: 'anne@inconnue.example' },
        operationId: expect.any(String),
      }),
    ]);
    const waiting = await answer(home(args(request(coordinator.cookie))));
    expect(waiting.data).toMatchObject({ waiting: { counts: { organisationsToVerify: 1 } } });
  });

  it('are nobody else’s to see or to verify: the page of what does not exist', async () => {
    const { id } = await unverified();
    const missing = { code: 'not-found' };
    for (const who of [await person('brand'), await person('maker'), await person('school')]) {
      expect(await answer(list(args(request(who.cookie))))).toEqual({ status: 404, data: missing });
      expect(await answer(visit(args(request(who.cookie), id)))).toEqual({ status: 404, data: missing });
      expect(await post(who, id)).toEqual({ status: 404, data: missing });
    }
    const reader = await person('institution', 'reader');
    expect((await answer(list(args(request(reader.cookie))))).status).toBe(200);
    expect(await post(reader, id)).toEqual({ status: 404, data: missing });
    expect(await post(await person('institution'), randomUUID())).toEqual({ status: 404, data: missing });
    expect(await post(await person('institution'), 'nobody')).toEqual({ status: 404, data: missing });
    expect((await stateOf(id)).verified_at).toBeNull();
    expect((await answer(list(args(request(null))))).status).toBe(302);
  });
});

describe('verifying an organisation', () => {
  it('is written down once, with who and when, however often it is sent', async () => {
    const { id } = await unverified();
    const [first, second] = [await person('institution'), await person('institution')];
    const operationId = randomUUID();
    for (const { status } of await Promise.all([post(first, id, operationId), post(first, id, operationId)]))
      expect(status).toBe(302);
    const state = await stateOf(id);
    expect(state).toEqual({ verified_at: expect.any(Date), verified_by: first.person.id });
    expect((await post(second, id)).status).toBe(302);
    expect(await stateOf(id)).toEqual(state);
    expect(await eventsOf(id)).toEqual(['organisation.verified']);
    expect((await post(first, (await unverified()).id, operationId)).status).toBe(409);
  });

  it('has its open orders weighed again, and no others', async () => {
    const organisation = await unverified();
    const member = await makeMember(db, { organisation });
    const [open, other, over] = [
      await makeGroupPurchase(db),
      await makeGroupPurchase(db),
      await makeGroupPurchase(db),
    ];
    await commit(open.id, member);
    await commit(over.id, member);
    await commit(other.id, await makeMember(db));
    await db.updateTable('group_purchases').set({ state: 'cancelled' }).where('id', '=', over.id).execute();
    expect((await post(await person('institution'), organisation.id)).status).toBe(302);
    expect(await eventsOf(open.id)).toEqual(['commitment.changed', 'commitment.changed']);
    expect(await eventsOf(over.id)).toEqual(['commitment.changed']);
    expect(await eventsOf(other.id)).toEqual(['commitment.changed']);
  });

  it('waits for a commitment that is being written, and has its order weighed too', async () => {
    const organisation = await unverified();
    const member = await makeMember(db, { organisation });
    const order = await makeGroupPurchase(db);
    const coordinator = await person('institution');
    let verified: ReturnType<typeof post> | undefined;
    await db.transaction().execute(async (trx) => {
      await trx
        .insertInto('commitments')
        .values({
          group_purchase_id: order.id,
          organisation_id: organisation.id,
          demand: '[]',
          quantity: 300,
          firmness: 'firm',
          fallback: 'cancel',
        })
        .execute();
      await trx
        .insertInto('commitment_ledger')
        .values({
          group_purchase_id: order.id,
          organisation_id: organisation.id,
          operation_id: randomUUID(),
          quantity_delta: 300,
          quantity_after: 300,
          firmness: 'firm',
          demand: '[]',
          person_id: member.person.id,
        })
        .execute();
      verified = post(coordinator, organisation.id);
      await somebodyWaits();
    });
    expect((await verified)?.status).toBe(302);
    expect(await eventsOf(order.id)).toEqual(['commitment.changed']);
  });
});

/** Until somebody waits for a lock in this database: the verification, at the organisation's row. */
async function somebodyWaits(): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    // Not pg_stat_activity's own word for it, which is hidden from the application's role.
    const { rows } = await sql`
      select from pg_locks join pg_stat_activity using (pid)
      where not granted and datname = current_database()`.execute(db);
    if (rows.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('nobody waits');
}
