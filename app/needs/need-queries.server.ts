import { sql } from 'kysely';
import type { Actor } from '~/accounts/actor';
import { describeSpecs } from '~/capabilities/spec-words';
import type { Specs } from '~/capabilities/specs';
import type { Locale } from '~/i18n/messages';
import { labelOf } from '~/taxonomy/taxonomy';
import { database } from '~db/client.server';
import type { NeedDraftContent, NeedState, NeedVisibility } from './need';
import { canReadBrand, canReadNeed, ownsNeed } from './need-policy';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export interface NeedListItem {
  id: string;
  title: string;
  familyLabel: string;
  seriesQuantity: number | null;
  neededBy: string | null;
  state: NeedState;
  publishedAt: string;
  /** null when the reader may not know whose it is. */
  brandName: string | null;
  /** Matching proposed the reader's organisation for it. */
  proposedToReader: boolean;
  /** Makers proposed: only the brand's own needs carry it; null until matching has run. */
  proposedMakers: number | null;
}

const listBound = 200;

/** The needs of the actor's organisation, newest first. */
export async function listOwnNeeds(actor: Actor, locale: Locale): Promise<NeedListItem[]> {
  const rows = await database()
    .selectFrom('needs')
    .where('organisation_id', '=', actor.organisation.id)
    .select(['id', 'title', 'family', 'series_quantity', 'needed_by', 'state', 'published_at', 'matched_at'])
    .select((eb) =>
      eb
        .selectFrom('matches')
        .innerJoin('capabilities', 'capabilities.id', 'matches.capability_id')
        .whereRef('matches.need_id', '=', 'needs.id')
        .where('matches.proposed', '=', true)
        .select(sql<number>`count(distinct capabilities.organisation_id)::int`.as('makers'))
        .as('makers'),
    )
    .orderBy('published_at', 'desc')
    .limit(listBound)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    familyLabel: labelOf(row.family, locale),
    seriesQuantity: row.series_quantity,
    neededBy: row.needed_by,
    state: row.state as NeedState,
    publishedAt: row.published_at.toISOString(),
    brandName: actor.organisation.name,
    proposedToReader: false,
    proposedMakers: row.matched_at ? (row.makers ?? 0) : null,
  }));
}

/**
 * Open needs of others that the reader may know of: public and anonymous ones, and those that matching proposed to
 * the reader's organisation. The scope stands in the query: what may not be read is not fetched.
 */
export async function listOpenNeeds(
  actor: Actor | null,
  locale: Locale,
  family?: string,
): Promise<NeedListItem[]> {
  const own = actor?.organisation.id ?? null;
  const rows = await database()
    .selectFrom('needs')
    .innerJoin('organisations', 'organisations.id', 'needs.organisation_id')
    .where('needs.state', 'in', ['published', 'quoting'])
    .where((eb) =>
      eb.or([eb('needs.visibility', '<>', 'matched'), ...(own ? [eb.exists(proposedTo(own))] : [])]),
    )
    .$if(own !== null, (query) => query.where('needs.organisation_id', '<>', own))
    .$if(family !== undefined, (query) => query.where('needs.family', '=', family ?? ''))
    .select([
      'needs.id',
      'needs.title',
      'needs.family',
      'needs.series_quantity',
      'needs.needed_by',
      'needs.state',
      'needs.published_at',
      'needs.visibility',
      'organisations.name',
    ])
    .select((eb) => (own ? eb.exists(proposedTo(own)) : eb.val(false)).as('proposed'))
    .orderBy('proposed', 'desc')
    .orderBy('needs.published_at', 'desc')
    .orderBy('needs.id')
    .limit(listBound)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    familyLabel: labelOf(row.family, locale),
    seriesQuantity: row.series_quantity,
    neededBy: row.needed_by,
    state: row.state as NeedState,
    publishedAt: row.published_at.toISOString(),
    brandName: row.visibility === 'anonymous' ? null : row.name,
    proposedToReader: Boolean(row.proposed),
    proposedMakers: null,
  }));
}

/** Correlated with `needs`: a proposed match of one of this organisation's capabilities. */
function proposedTo(organisationId: string) {
  return database()
    .selectFrom('matches')
    .innerJoin('capabilities', 'capabilities.id', 'matches.capability_id')
    .whereRef('matches.need_id', '=', sql.ref('needs.id'))
    .where('matches.proposed', '=', true)
    .where('capabilities.organisation_id', '=', organisationId)
    .select(sql`1`.as('one'));
}

export interface NeedPage {
  id: string;
  title: string;
  description: string;
  familyLabel: string;
  leafLabels: string[];
  /** Each attribute and its value, in words. */
  specs: { term: string; description: string }[];
  prototypeQuantity: number | null;
  seriesQuantity: number | null;
  annualQuantity: number | null;
  neededBy: string | null;
  frenchOriginMinPct: number | null;
  standards: string[];
  visibility: NeedVisibility;
  state: NeedState;
  publishedAt: string;
  brandName: string | null;
  /** The brand's own facts; absent for every other reader. */
  own: { targetUnitPriceCents: number | null; matchedAt: string | null } | null;
}

/** A need as the reader may see it; null when it does not exist or is not for the reader, without telling which. */
export async function findNeed(actor: Actor | null, id: string, locale: Locale): Promise<NeedPage | null> {
  if (!uuid.test(id)) return null;
  const row = await database()
    .selectFrom('needs')
    .innerJoin('organisations', 'organisations.id', 'needs.organisation_id')
    .where('needs.id', '=', id)
    .selectAll('needs')
    .select('organisations.name as brandName')
    .select((eb) => eb.exists(proposedTo(actor?.organisation.id ?? id)).as('proposed'))
    .executeTakeFirst();
  if (!row) return null;
  const facts = {
    organisationId: row.organisation_id,
    visibility: row.visibility as NeedVisibility,
    proposedToActor: actor !== null && Boolean(row.proposed),
  };
  if (!canReadNeed(actor, facts)) return null;
  return {
    id: row.id,
    title: row.title,
    description: row.description,
    familyLabel: labelOf(row.family, locale),
    leafLabels: row.leaves.map((leaf) => labelOf(leaf, locale)),
    specs: describeSpecs(row.specs as unknown as Specs, locale),
    prototypeQuantity: row.prototype_quantity,
    seriesQuantity: row.series_quantity,
    annualQuantity: row.annual_quantity,
    neededBy: row.needed_by,
    frenchOriginMinPct: row.french_origin_min_pct,
    standards: row.standards,
    visibility: facts.visibility,
    state: row.state as NeedState,
    publishedAt: row.published_at.toISOString(),
    brandName: canReadBrand(actor, facts) ? row.brandName : null,
    own: ownsNeed(actor, facts)
      ? {
          targetUnitPriceCents: row.target_unit_price_cents,
          matchedAt: row.matched_at?.toISOString() ?? null,
        }
      : null,
  };
}

export interface NeedDraft {
  id: string;
  content: NeedDraftContent;
  updatedAt: string;
  /** Set once published: the draft's address then leads to the need. */
  needId: string | null;
}

export async function findNeedDraft(actor: Actor, id: string): Promise<NeedDraft | null> {
  if (!uuid.test(id)) return null;
  const row = await database()
    .selectFrom('need_drafts')
    .where('id', '=', id)
    .where('organisation_id', '=', actor.organisation.id)
    .select(['id', 'content', 'updated_at', 'need_id'])
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    content: row.content as NeedDraftContent,
    updatedAt: row.updated_at.toISOString(),
    needId: row.need_id,
  };
}

/** Unpublished drafts of the actor's organisation, last touched first. */
export async function listNeedDrafts(actor: Actor): Promise<NeedDraft[]> {
  const rows = await database()
    .selectFrom('need_drafts')
    .where('organisation_id', '=', actor.organisation.id)
    .where('need_id', 'is', null)
    .select(['id', 'content', 'updated_at', 'need_id'])
    .orderBy('updated_at', 'desc')
    .limit(50)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    content: row.content as NeedDraftContent,
    updatedAt: row.updated_at.toISOString(),
    needId: row.need_id,
  }));
}
