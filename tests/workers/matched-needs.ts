import { recordEvent } from '~/events/record-event.server';
import type { Database } from '~db/client.server';
import { makeOrganisation } from '~db/factories/organisations.server';
import { makeMember } from '~db/factories/people.server';
import { makeCapability, makeNeed } from '~db/factories/supply-and-demand.server';

export interface MatchedNeeds {
  /** `kind|person|organisation|need`, once for each notice that is owed, sorted. */
  expected: string[];
  /** Record the next event of every need. */
  recordRound(round: number): Promise<void>;
}

/**
 * Needs whose matches are found one maker a round, and who must be told: each round, the maker's two sellers (not its
 * reader); from the second round on, the brand's buyer.
 */
export async function makeMatchedNeeds(db: Database, needs: number, rounds: number): Promise<MatchedNeeds> {
  const expected: string[] = [];
  const makers = await Promise.all(
    Array.from({ length: rounds }, async () => {
      const maker = await makeOrganisation(db, { kind: 'maker' });
      const sellers = [
        await makeMember(db, { organisation: maker, role: 'administrator' }),
        await makeMember(db, { organisation: maker, role: 'sales' }),
      ];
      await makeMember(db, { organisation: maker, role: 'reader' });
      const capability = await makeCapability(db, { organisation_id: maker.id });
      return { maker, sellers, capability };
    }),
  );
  const needIds: string[] = [];
  for (let index = 0; index < needs; index += 1) {
    const brand = await makeOrganisation(db);
    const buyer = await makeMember(db, { organisation: brand, role: 'buyer' });
    const need = await makeNeed(db, { organisation_id: brand.id, matched_at: new Date() });
    needIds.push(need.id);
    await db
      .insertInto('matches')
      .values(
        makers.map(({ capability }) => ({
          need_id: need.id,
          capability_id: capability.id,
          score: 0.9,
          proposed: true,
          reasons: '[]',
        })),
      )
      .execute();
    for (const [round, { maker, sellers }] of makers.entries()) {
      for (const seller of sellers) expected.push(`need-matched|${seller.person.id}|${maker.id}|${need.id}`);
      if (round > 0) expected.push(`need-new-match|${buyer.person.id}|${brand.id}|${need.id}`);
    }
  }
  return {
    expected: expected.sort(),
    recordRound: (round) =>
      db.transaction().execute(async (trx) => {
        const capability = makers[round]?.capability;
        if (!capability) throw new RangeError(`no round ${round}`);
        for (const needId of needIds)
          await recordEvent(trx, null, {
            kind: 'need.matched',
            aggregateId: needId,
            payload: { capabilityIds: [capability.id] },
          });
      }),
  };
}

/** What was told, in the shape of `expected`. */
export async function toldNotices(db: Database): Promise<string[]> {
  const rows = await db
    .selectFrom('notices')
    .select(['kind', 'person_id', 'organisation_id', 'subject_id'])
    .execute();
  return rows.map((row) => `${row.kind}|${row.person_id}|${row.organisation_id}|${row.subject_id}`).sort();
}
