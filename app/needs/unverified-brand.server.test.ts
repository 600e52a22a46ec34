import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { loader as needLoader } from '~/routes/need';
import { loader as draftLoader } from '~/routes/need-draft';
import { action as publishDraft } from '~/routes/need-draft-publication';
import { makeOrganisation } from '~db/factories/organisations.server';
import { makeMember, makeSession } from '~db/factories/people.server';
import { makeCapability } from '~db/factories/supply-and-demand.server';
import { testDatabase } from '../../tests/database';
import { matchNeed } from './match-need.server';

const { db } = await testDatabase();

async function brand(verified: boolean) {
  const organisation = await makeOrganisation(db, verified ? {} : { verified_at: null });
  const member = await makeMember(db, { organisation });
  return { ...member, cookie: (await makeSession(db, member)).cookie };
}

type Brand = Awaited<ReturnType<typeof brand>>;

async function draftOf({ organisation, person }: Brand): Promise<string> {
  const { id } = await db
    .insertInto('need_drafts')
    .values({ organisation_id: organisation.id, person_id: person.id, content: '{"family":["CAD"]}' })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

const args = (who: Brand, id: string, form?: Record<string, string>) => ({
  request: new Request('http://rouage.test/', {
    headers: { cookie: who.cookie },
    ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
  }),
  params: { id },
  context: undefined as never,
});

async function publish(who: Brand, draftId: string, fields: Record<string, string> = {}) {
  const form = {
    operationId: randomUUID(),
    family: 'CAD',
    title: 'Cadran soleillé bleu 36,5',
    description: 'Sans nickel.',
    leaves: 'cad/soleillage',
    seriesQuantity: '300',
    targetUnitPrice: '20,00',
    visibility: 'public',
    ...fields,
  };
  const said = await publishDraft(args(who, draftId, form));
  if ('data' in said) return { status: said.init?.status ?? 200, needId: '', errors: said.data.errors };
  return { status: said.status, needId: said.headers.get('location')?.split('/').at(-1) ?? '', errors: {} };
}

const published = (who: Brand) =>
  db
    .selectFrom('needs')
    .where('organisation_id', '=', who.organisation.id)
    .select('id')
    .execute()
    .then((rows) => rows.length);

/** As if `count` needs had been published so many hours ago. */
async function publishedBefore(who: Brand, count: number, hoursAgo: number): Promise<void> {
  await sql`
    insert into needs (ref, organisation_id, title, family, visibility, state, published_by, published_at)
    select 'need-' || gen_random_uuid(), ${who.organisation.id}, 'Cadran', 'CAD', 'public', 'published',
      ${who.person.id}, now() - make_interval(hours => ${hoursAgo}::int)
    from generate_series(1, ${count}::int)`.execute(db);
}

describe('a brand that nobody has verified', () => {
  it('publishes ten needs in 24 hours; the next is refused with words, and its draft kept', async () => {
    const who = await brand(false);
    await publishedBefore(who, 9, 23);
    await publishedBefore(who, 30, 25);
    expect((await publish(who, await draftOf(who))).status).toBe(302);
    const draft = await draftOf(who);
    const refused = await publish(who, draft, { title: 'Cadran à garder' });
    expect(refused).toMatchObject({ status: 429, errors: { '': ['too-many-needs-unverified'] } });
    expect(await published(who)).toBe(40);
    const kept = await draftLoader(args(who, draft));
    expect(kept.draft.content['title']).toEqual(['Cadran à garder']);

    await db
      .updateTable('organisations')
      .set({ verified_at: new Date() })
      .where('id', '=', who.organisation.id)
      .execute();
    expect((await publish(who, draft)).status).toBe(302);
  });

  it('does not get past the limit by publishing at once', async () => {
    const who = await brand(false);
    await publishedBefore(who, 7, 1);
    const drafts = await Promise.all(Array.from({ length: 8 }, () => draftOf(who)));
    const outcomes = await Promise.all(drafts.map((draft) => publish(who, draft)));
    expect(outcomes.filter(({ status }) => status === 302)).toHaveLength(3);
    expect(outcomes.filter(({ status }) => status === 429)).toHaveLength(5);
    expect(await published(who)).toBe(10);
  });

  it('reads whether a maker’s price fits, and no figure, until it is verified', async () => {
    for (const [cents, outcome] of [
      [1234, 'fits'],
      [2154, 'near'],
      [7654, 'fails'],
    ] as const) {
      const maker = await makeOrganisation(db, { kind: 'maker' });
      await makeCapability(db, {
        organisation_id: maker.id,
        leaves: ['cad/cadran', 'cad/soleillage'],
        unit_price_min_cents: cents,
        unit_price_max_cents: cents * 2,
      });
      const who = await brand(false);
      const { needId } = await publish(who, await draftOf(who));
      await matchNeed(needId);
      const read = async () => {
        const loaded = await needLoader(args(who, needId));
        const match = loaded.matches.find((one) => one.makerRef === maker.ref);
        const text = JSON.stringify(loaded).replace(/[\s\u202f\u00a0.,]/g, '');
        return { price: match?.reasons.find((reason) => reason.rule === 'price'), text };
      };
      const before = await read();
      expect(before.price).toMatchObject({ outcome });
      expect(before.text).not.toContain(String(cents));
      await db
        .updateTable('organisations')
        .set({ verified_at: new Date() })
        .where('id', '=', who.organisation.id)
        .execute();
      expect((await read()).text).toContain(String(cents));
    }
  });
});

describe('a brand that is verified', () => {
  it('publishes a hundred needs in 24 hours, an import apart', async () => {
    const who = await brand(true);
    await publishedBefore(who, 99, 1);
    await db
      .updateTable('needs')
      .set({ published_by: null })
      .where('id', 'in', (eb) =>
        eb.selectFrom('needs').where('organisation_id', '=', who.organisation.id).select('id').limit(1),
      )
      .execute();
    expect((await publish(who, await draftOf(who))).status).toBe(302);
    expect((await publish(who, await draftOf(who))).status).toBe(302);
    expect(await publish(who, await draftOf(who))).toMatchObject({
      status: 429,
      errors: { '': ['too-many-needs'] },
    });
  });
});
