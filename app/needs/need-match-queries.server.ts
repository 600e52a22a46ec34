import type { Locale } from '~/i18n/messages';
import type { Outcome, Reason } from '~/matching/match-records';
import { type Audience, reasonsFor } from '~/matching/reasons-for';
import { renderMessage } from '~/matching/render-message';
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
  reasons: SaidReason[];
}

/** A rule's finding, in the reader's words. */
export interface SaidReason {
  rule: string;
  outcome: Outcome;
  sentence: string;
  /** What to put to the maker. */
  ask: string | null;
  /** What would turn a near into a fit. */
  remedy: string | null;
}

const shownBound = 60;

/**
 * The makers matched with a need, best first, each with its best capability only. For the brand's own eyes: the caller
 * has checked that the need is the reader's. A brand that nobody has verified reads no maker's price.
 */
export async function listNeedMatches(needId: string, locale: Locale): Promise<NeedMatch[]> {
  const audience = await audienceOf(needId);
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
  return rows.map((row) => ({
    ...row,
    reasons: reasonsFor(row.reasons as unknown as Reason[], audience).map((reason) =>
      sayReason(reason, locale),
    ),
  }));
}

async function audienceOf(needId: string): Promise<Audience> {
  const brand = await database()
    .selectFrom('needs')
    .innerJoin('organisations', 'organisations.id', 'needs.organisation_id')
    .where('needs.id', '=', needId)
    .select('organisations.verified_at')
    .executeTakeFirst();
  return brand?.verified_at ? 'brand' : 'unverified-brand';
}

/**
 * Why a need was proposed to the reader's organisation: its own capabilities only, and never what the brand keeps to
 * itself (the price that it aims at).
 */
export async function listOwnMatches(
  needId: string,
  organisationId: string,
  locale: Locale,
): Promise<{ capabilityId: string; capabilityTitle: string; reasons: SaidReason[] }[]> {
  const rows = await database()
    .selectFrom('matches')
    .innerJoin('capabilities', 'capabilities.id', 'matches.capability_id')
    .where('matches.need_id', '=', needId)
    .where('matches.proposed', '=', true)
    .where('capabilities.organisation_id', '=', organisationId)
    .orderBy('matches.score', 'desc')
    .orderBy('capabilities.ref')
    .select(['capabilities.id as capabilityId', 'capabilities.title as capabilityTitle', 'matches.reasons'])
    .limit(shownBound)
    .execute();
  return rows.map(({ reasons, ...row }) => ({
    ...row,
    reasons: reasonsFor(reasons as unknown as Reason[], 'maker').map((reason) => sayReason(reason, locale)),
  }));
}

function sayReason(reason: Reason, locale: Locale): SaidReason {
  return {
    rule: reason.rule,
    outcome: reason.outcome,
    sentence: renderMessage(reason.message, locale),
    ask: reason.ask ? renderMessage(reason.ask, locale) : null,
    remedy: reason.remedy ? renderMessage(reason.remedy, locale) : null,
  };
}
