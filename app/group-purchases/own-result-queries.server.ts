import { type Actor, mayBuy } from '~/accounts/actor';
import type { SharingRule } from '~/clearing/sharing-rule';
import { database, type Queryable } from '~db/client.server';
import type { Answer, OwnMiss, OwnResult } from './own-result';

/**
 * What the last clearing of an order gave to the reader's own organisation; null before it, and for whoever neither
 * committed nor was retained. No row of another organisation is read.
 */
export async function findOwnResult(actor: Actor, groupPurchaseId: string): Promise<OwnResult | null> {
  const rows = await readResults(database(), groupPurchaseId, [actor.organisation.id]);
  const row = rows.get(actor.organisation.id);
  if (!row) return null;
  return row.kind === 'share' ? { ...row, mayAnswer: row.mayAnswer && mayBuy(actor) } : row;
}

/**
 * The last clearing's results of these organisations, by organisation, for the page and for notices.
 * `mayAnswer` says whether the organisation may; who may in its name is its caller's to ask.
 */
export async function readResults(
  db: Queryable,
  groupPurchaseId: string,
  organisationIds: readonly string[],
): Promise<Map<string, OwnResult>> {
  if (organisationIds.length === 0) return new Map();
  const rows = await selectResults(db, groupPurchaseId, organisationIds);
  return new Map(
    rows.flatMap((row) => {
      const result = resultOf(row);
      return result ? [[row.organisation_id, result] as const] : [];
    }),
  );
}

function selectResults(db: Queryable, groupPurchaseId: string, organisationIds: readonly string[]) {
  return db
    .selectFrom('clearings')
    .innerJoin('group_purchases', 'group_purchases.id', 'clearings.group_purchase_id')
    .innerJoin('organisations', (join) => join.on('organisations.id', 'in', [...organisationIds]))
    .leftJoin('clearing_shares as share', (join) =>
      join
        .onRef('share.clearing_id', '=', 'clearings.id')
        .onRef('share.organisation_id', '=', 'organisations.id'),
    )
    .leftJoin('clearing_suppliers as supply', (join) =>
      join
        .onRef('supply.clearing_id', '=', 'clearings.id')
        .onRef('supply.supplier_organisation_id', '=', 'organisations.id'),
    )
    .leftJoin('closing_commitments as frozen', (join) =>
      join
        .onRef('frozen.group_purchase_id', '=', 'clearings.group_purchase_id')
        .onRef('frozen.version', '=', 'clearings.attempt')
        .onRef('frozen.organisation_id', '=', 'organisations.id'),
    )
    .leftJoin('clearing_answers as answer', (join) =>
      join
        .onRef('answer.clearing_id', '=', 'clearings.id')
        .onRef('answer.organisation_id', '=', 'organisations.id'),
    )
    .leftJoin('persons', 'persons.id', 'answer.person_id')
    .where('clearings.group_purchase_id', '=', groupPurchaseId)
    .where((eb) =>
      eb(
        'clearings.attempt',
        '=',
        eb
          .selectFrom('clearings as last')
          .whereRef('last.group_purchase_id', '=', 'clearings.group_purchase_id')
          .select((inner) => inner.fn.max('last.attempt').as('attempt')),
      ),
    )
    .select([
      'organisations.id as organisation_id',
      'group_purchases.state',
      'clearings.outcome',
      'clearings.chosen_rule',
      'clearings.applied_rule',
      'clearings.gap',
      'frozen.firmness',
      'share.quantity',
      'share.share_cents',
      'share.alone_cents',
      'share.better_in_subgroup',
      'supply.quantity as supplied',
      'supply.unit_price_cents',
      'supply.fixed_cost_cents',
      'supply.cost_cents',
      'answer.answer',
      'answer.at',
      'persons.name as person',
    ])
    .execute();
}

type ResultRow = Awaited<ReturnType<typeof selectResults>>[number];

function resultOf(row: ResultRow): OwnResult | null {
  if (row.quantity !== null && row.share_cents !== null)
    return {
      kind: 'share',
      quantity: row.quantity,
      shareCents: row.share_cents,
      aloneCents: row.alone_cents,
      betterInSubgroup: row.better_in_subgroup ?? false,
      appliedRule: row.applied_rule as SharingRule,
      ruleReplaced: row.applied_rule !== row.chosen_rule,
      gap: row.gap,
      answer:
        row.answer === null || row.at === null
          ? null
          : { answer: row.answer as Answer, at: row.at.toISOString(), person: row.person },
      mayAnswer: row.state === 'confirming' && row.answer === null,
    };
  if (row.supplied !== null)
    return {
      kind: 'supply',
      quantity: row.supplied,
      unitPriceCents: row.unit_price_cents ?? 0,
      fixedCostCents: row.fixed_cost_cents ?? 0,
      costCents: row.cost_cents ?? 0,
    };
  return row.firmness === null ? null : { kind: 'miss', why: whyMissed(row.outcome, row.firmness) };
}

function whyMissed(outcome: string, firmness: string): OwnMiss['why'] {
  if (firmness === 'interest') return 'interest-only';
  if (outcome === 'no_offer') return 'no-offer';
  if (outcome === 'minimum_missed') return 'minimum-missed';
  return outcome === 'rationed' ? 'rationed' : 'above-limit';
}
