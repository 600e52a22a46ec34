import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { loader as needLoader } from '~/routes/need';
import { loader as draftLoader, action as saveDraft } from '~/routes/need-draft';
import { action as publishDraft } from '~/routes/need-draft-publication';
import { action as startDraft } from '~/routes/new-need';
import { makeOrganisation } from '~db/factories/organisations.server';
import { makeMember, makeSession } from '~db/factories/people.server';
import { makeCapability, makeNeed } from '~db/factories/supply-and-demand.server';
import { testDatabase } from '../../tests/database';
import { matchNeed, rematchCapability } from './match-need.server';

const { db } = await testDatabase();

interface Person {
  cookie: string;
  organisationId: string;
}

async function member(kind: 'brand' | 'maker' | 'institution', role = 'administrator'): Promise<Person> {
  const organisation = await makeOrganisation(db, { kind });
  const made = await makeMember(db, { organisation, role });
  return { cookie: (await makeSession(db, made)).cookie, organisationId: organisation.id };
}

type Sent = Record<string, string | string[]>;

function request(who: Person | null, form?: Sent): Request {
  const headers = new Headers(who ? { cookie: who.cookie } : {});
  if (!form) return new Request('http://rouage.test/', { headers });
  const body = new URLSearchParams();
  for (const [name, values] of Object.entries(form))
    for (const value of [values].flat()) body.append(name, value);
  return new Request('http://rouage.test/', { method: 'POST', headers, body });
}

/** What a loader or action answers, thrown or returned, as a status, a location and data. */
async function answer(
  work: () => Promise<unknown>,
): Promise<{ status: number; location: string | null; data: unknown }> {
  const result = await work().catch((thrown: unknown) => {
    if (thrown instanceof Error) throw thrown;
    return thrown;
  });
  if (result instanceof Response)
    return { status: result.status, location: result.headers.get('location'), data: null };
  if (typeof result === 'object' && result !== null && 'init' in result && 'data' in result) {
    const { init, data } = result as { init: { status?: number } | null; data: unknown };
    return { status: init?.status ?? 200, location: null, data };
  }
  return { status: 200, location: null, data: result };
}

const call = (
  route: (args: { request: Request; params: Record<string, string>; context: never }) => Promise<unknown>,
  who: Person | null,
  id: string,
  form?: Sent,
) => answer(() => route({ request: request(who, form), params: { id }, context: undefined as never }));

const wanted = (overrides: Sent = {}): Sent => ({
  operationId: randomUUID(),
  family: 'CAD',
  title: 'Cadran soleillé bleu 36,5',
  description: 'Sans nickel.',
  leaves: ['cad/cadran', 'cad/soleillage'],
  'specs.diameter_mm': '36,5',
  seriesQuantity: '300',
  targetUnitPrice: '42,50',
  visibility: 'matched',
  ...overrides,
});

async function draftOf(brand: Person): Promise<string> {
  const { location } = await call(startDraft, brand, '', { family: 'CAD' });
  const id = /brouillons\/([\w-]+)$/.exec(location ?? '')?.[1];
  if (!id) throw new Error(`no draft at ${location}`);
  return id;
}

async function publishedBy(brand: Person, overrides: Sent = {}): Promise<string> {
  const { location } = await call(publishDraft, brand, await draftOf(brand), wanted(overrides));
  const id = /besoins\/([\w-]+)$/.exec(location ?? '')?.[1];
  if (!id) throw new Error(`no need at ${location}`);
  return id;
}

const eventsOf = (aggregateId: string) =>
  db
    .selectFrom('events')
    .where('aggregate_id', '=', aggregateId)
    .select(['kind', 'payload'])
    .orderBy('id')
    .execute();

describe('posting a need', () => {
  it('keeps a draft as typed, even wrong, and publishes it with its event in one go', async () => {
    const brand = await member('brand');
    const draft = await draftOf(brand);
    await call(saveDraft, brand, draft, { ...wanted(), seriesQuantity: 'beaucoup' });
    const kept = (await call(draftLoader, brand, draft)).data as {
      draft: { content: Record<string, string[]> };
    };
    expect(kept.draft.content['seriesQuantity']).toEqual(['beaucoup']);

    const { status, location } = await call(publishDraft, brand, draft, wanted());
    expect(status).toBe(302);
    const id = location?.split('/').at(-1) ?? '';
    const row = await db.selectFrom('needs').where('id', '=', id).selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({
      organisation_id: brand.organisationId,
      target_unit_price_cents: 4250,
      series_quantity: 300,
      specs: { diameter_mm: { values: [36.5] } },
      state: 'published',
    });
    expect((await eventsOf(id)).map((event) => event.kind)).toEqual(['need.published']);
    expect((await call(draftLoader, brand, draft)).location).toBe(location);
  });

  it('says every fault at its field, keeps the rest, answers 400 and publishes nothing', async () => {
    const brand = await member('brand');
    const draft = await draftOf(brand);
    const before = await db.selectFrom('needs').select('id').execute();
    const { status, data } = await call(
      publishDraft,
      brand,
      draft,
      wanted({ title: '', seriesQuantity: '3,5', 'specs.diameter_mm': 'grand', leaves: ['cad/inconnu'] }),
    );
    expect(status).toBe(400);
    expect(data).toMatchObject({
      errors: {
        title: expect.arrayContaining([expect.any(String)]),
        seriesQuantity: ['quantity-integer'],
        'specs.diameter_mm': ['spec-range'],
        leaves: ['leaf-unknown'],
      },
      draft: { content: { description: ['Sans nickel.'], 'specs.diameter_mm': ['grand'] } },
    });
    expect(await db.selectFrom('needs').select('id').execute()).toHaveLength(before.length);
  });

  it('has one effect when sent twice, at once or later, and refuses the id for another body', async () => {
    const brand = await member('brand');
    const draft = await draftOf(brand);
    const form = wanted();
    const answers = await Promise.all([1, 2, 3].map(() => call(publishDraft, brand, draft, form)));
    const again = await call(publishDraft, brand, draft, form);
    expect(new Set([...answers, again].map((one) => one.location)).size).toBe(1);
    const needs = await db
      .selectFrom('needs')
      .where('organisation_id', '=', brand.organisationId)
      .select('id')
      .execute();
    expect(needs).toHaveLength(1);
    const other = await call(publishDraft, brand, draft, { ...form, title: 'Un tout autre cadran' });
    expect(other.status).toBe(409);
    // Another operation on the published draft: it is no longer there to publish.
    expect((await call(publishDraft, brand, draft, wanted())).status).toBe(404);
  });

  it('is for buyers and administrators of brands; a draft of another brand is not there', async () => {
    const brand = await member('brand');
    const draft = await draftOf(brand);
    for (const other of [await member('brand'), await member('maker'), await member('brand', 'reader')]) {
      expect((await call(draftLoader, other, draft)).status).toBe(404);
      expect((await call(saveDraft, other, draft, wanted())).status).toBe(404);
      expect([403, 404]).toContain((await call(publishDraft, other, draft, wanted())).status);
    }
    expect((await call(draftLoader, null, draft)).location).toMatch(/^\/connexion\?suite=/);
  });
});

describe('matching a need', () => {
  const maker = (overrides: Parameters<typeof makeCapability>[1] = {}) =>
    makeCapability(db, {
      title: 'Cadrans soleillés galvaniques',
      description: 'Soleillage et bains, laiton.',
      family: 'CAD',
      leaves: ['cad/cadran', 'cad/soleillage'],
      specs: JSON.stringify({ diameter_mm: { min: 20, max: 38 } }),
      moq: 100,
      max_batch: 5000,
      ...overrides,
    });

  it('ranks with reasons, puts what is out of reach below every fit, and tells once', async () => {
    const fitting = await maker();
    const tooSmall = await maker({ specs: JSON.stringify({ diameter_mm: { min: 10, max: 20 } }) });
    const brand = await member('brand');
    const id = await publishedBy(brand);
    await matchNeed(id);
    await matchNeed(id);
    const matches = await db
      .selectFrom('matches')
      .where('need_id', '=', id)
      .select(['capability_id', 'proposed', 'score', 'reasons'])
      .orderBy('score', 'desc')
      .execute();
    const of = (capability: string) => matches.find((match) => match.capability_id === capability);
    expect(of(fitting.id)?.proposed).toBe(true);
    expect(of(tooSmall.id)?.proposed ?? false).toBe(false);
    expect(of(fitting.id)?.score).toBeGreaterThan(of(tooSmall.id)?.score ?? 0);
    const told = (await eventsOf(id)).filter((event) => event.kind === 'need.matched');
    expect(told).toHaveLength(1);
    expect(told[0]?.payload).toMatchObject({ capabilityIds: expect.arrayContaining([fitting.id]) });
  });

  it('hears of a capability that is published later', async () => {
    const brand = await member('brand');
    const id = await publishedBy(brand);
    await matchNeed(id);
    const late = await maker({ updated_at: new Date(Date.now() + 1000) });
    expect(await rematchCapability(late.id)).toBeGreaterThan(0);
    const events = (await eventsOf(id)).filter((event) => event.kind === 'need.matched');
    expect(events.at(-1)?.payload).toEqual({ capabilityIds: [late.id] });
  });
});

describe('reading a need', () => {
  it('answers a need for proposed makers to nobody else, exactly like one that does not exist', async () => {
    const brand = await member('brand');
    const id = await publishedBy(brand, { visibility: 'matched' });
    const readers = [null, await member('brand'), await member('maker'), await member('institution')];
    for (const reader of readers) {
      const theirs = await call(needLoader, reader, id);
      expect(theirs.status).toBe(404);
      expect(theirs).toEqual(await call(needLoader, reader, randomUUID()));
      expect(theirs).toEqual(await call(needLoader, reader, 'not-an-id'));
    }
    expect((await call(needLoader, brand, id)).status).toBe(200);
  });

  it('shows the price aimed at and the makers to the brand alone, and no name of an anonymous brand', async () => {
    const brand = await member('brand');
    const need = await makeNeed(db, {
      organisation_id: brand.organisationId,
      visibility: 'anonymous',
      target_unit_price_cents: 987_654,
    });
    const { name } = await db
      .selectFrom('organisations')
      .where('id', '=', brand.organisationId)
      .select('name')
      .executeTakeFirstOrThrow();
    const own = JSON.stringify((await call(needLoader, brand, need.id)).data);
    expect(own).toContain('987654');
    for (const reader of [null, await member('brand'), await member('maker')]) {
      const seen = await call(needLoader, reader, need.id);
      expect(seen.status).toBe(200);
      const text = JSON.stringify(seen.data);
      expect(text).not.toContain('987654');
      expect(text).not.toContain(name);
      expect(text).not.toContain(brand.organisationId);
    }
  });

  it('tells a proposed maker why, for its own capabilities alone and without the price aimed at', async () => {
    const [mine, rival] = [await member('maker'), await member('maker')];
    for (const { organisationId } of [mine, rival])
      await makeCapability(db, {
        organisation_id: organisationId,
        title: `Cadrans de ${organisationId}`,
        leaves: ['cad/cadran', 'cad/soleillage'],
        unit_price_min_cents: 1234,
        updated_at: new Date(Date.now() + 2000),
      });
    const id = await publishedBy(await member('brand'), {
      targetUnitPrice: '9876,54',
      visibility: 'matched',
    });
    await matchNeed(id);
    const { status, data } = await call(needLoader, mine, id);
    expect(status).toBe(200);
    const text = JSON.stringify(data).replace(/[\s\u202f\u00a0]/g, '');
    expect(text).toContain(`Cadransde${mine.organisationId}`);
    expect(text).not.toContain(rival.organisationId);
    expect(text).not.toMatch(/9.?876/);
    expect((data as { ownMatches: { reasons: unknown[] }[] }).ownMatches[0]?.reasons.length).toBeGreaterThan(
      0,
    );
  });
});
