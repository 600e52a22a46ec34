import type { Reason } from '~/matching/match-records';
import { database } from '~db/client.server';

export interface NeedMatch {
  capabilityId: string;
  capabilityTitle: string;
  makerRef: string;
  makerName: string;
  makerCity: string;
  makerDepartment: string | null;
  /** 0..1 */
  score: number;
  /** At or above the threshold: the maker was told. */
  proposed: boolean;
  reasons: Reason[];
}

const shownBound = 60;

/**
 * The makers matched with a need, best first, each with its best capability only. For the brand's own eyes: the caller
 * has checked that the need is the reader's.
 */
export async function listNeedMatches(needId: string): Promise<NeedMatch[]> {
  const rows = await database()
    .selectFrom((eb) =>
      eb
        .selectFrom('matches')
        .innerJoin('capabilities', 'capabilities.id', 'matches.capability_id')
        .innerJoin('organisations', 'organisations.id', 'capabilities.organisation_id')
        .where('matches.need_id', '=', needId)
        .distinctOn('organisations.id')
        .orderBy('organisations.id')
        .orderBy('matches.score', 'desc')
        .orderBy('capabilities.ref')
        .select([
          'capabilities.id as capabilityId',
          'capabilities.title as capabilityTitle',
          'organisations.ref as makerRef',
          'organisations.name as makerName',
          'organisations.city as makerCity',
          'organisations.department as makerDepartment',
          'matches.score',
          'matches.proposed',
          'matches.reasons',
        ])
        .as('best'),
    )
    .selectAll()
    .orderBy('proposed', 'desc')
    .orderBy('score', 'desc')
    .orderBy('makerRef')
    .limit(shownBound)
    .execute();
  return rows.map((row) => ({ ...row, reasons: row.reasons as unknown as Reason[] }));
}
