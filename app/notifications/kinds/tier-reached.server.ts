import { z } from 'zod';
import { paths } from '~/http/paths';
import { formatDeadline, formatInteger } from '~/i18n/format';
import { defineMessages, messagesFor } from '~/i18n/messages';
import type { Queryable } from '~db/client.server';
import type { NoticeRow, NoticeWords } from '../notice';
import type { NoticeKind, Wording } from './notice-kind.server';

const words = defineMessages({
  fr: {
    line: (tier: number, title: string) =>
      `L’achat groupé « ${title} » atteint le palier de ${formatInteger(tier, 'fr')} pièces`,
    subject: (tier: number, title: string) =>
      `Palier de ${formatInteger(tier, 'fr')} pièces atteint : ${title}`,
    toSupplier:
      'Plusieurs organisations achètent ensemble et vous consultent comme groupe : votre offre porte sur leur total.',
    toLead: 'Vous menez cet achat groupé : le palier est affiché aux participants.',
    closes: (deadline: string) => `La collecte se termine le ${deadline}, heure de Paris.`,
    link: 'Voir l’achat groupé',
  },
  en: {
    line: (tier: number, title: string) =>
      `The group purchase “${title}” has reached the tier of ${formatInteger(tier, 'en')} pieces`,
    subject: (tier: number, title: string) => `Tier of ${formatInteger(tier, 'en')} pieces reached: ${title}`,
    toSupplier:
      'Several organisations buy together and consult you as a group: your offer is for their total.',
    toLead: 'You lead this group purchase: its participants see the tier.',
    closes: (deadline: string) => `Commitments close on ${deadline}, Paris time.`,
    link: 'See the group purchase',
  },
});

const paramsSchema = z.object({ tier: z.number().int().positive() });

/** To each supplier that the order is for: it stands at a tier. Never how many take part, nor for how much each. */
export const tierReached: NoticeKind = tierNotice('tier-reached', ['administrator', 'sales'], 'toSupplier');

/** To the lead, the same tier: what its page shows everybody, and no more. */
export const ownTierReached: NoticeKind = tierNotice(
  'own-tier-reached',
  ['administrator', 'buyer'],
  'toLead',
);

function tierNotice(kind: string, roles: NoticeKind['roles'], part: 'toSupplier' | 'toLead'): NoticeKind {
  return {
    kind,
    roles,
    async concerned(db, event) {
      if (event.kind !== 'pool.tier-reached') return [];
      const tier = event.payload.tierQuantity;
      const purchase = await publishedPurchase(db, event.aggregateId);
      // Since the event, participants may have left: what the page no longer shows is not told either (invariant 10).
      if (!purchase || purchase.tier === null || purchase.tier < tier) return [];
      const told =
        part === 'toLead' ? [purchase.leadOrganisationId] : await suppliersOf(db, event.aggregateId);
      return told.map((organisationId) => ({
        organisationId,
        subjectId: event.aggregateId,
        params: { tier },
      }));
    },
    describe: (db, notices) => describe(db, notices, part),
  };
}

/** The organisations that offered in this order. */
async function suppliersOf(db: Queryable, groupPurchaseId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('offers')
    .where('group_purchase_id', '=', groupPurchaseId)
    .select('supplier_organisation_id')
    .execute();
  return rows.map((row) => row.supplier_organisation_id);
}

async function publishedPurchase(db: Queryable, id: string) {
  return db
    .selectFrom('group_purchases')
    .where('group_purchases.id', '=', id)
    .where('state', 'not in', ['draft', 'failed', 'cancelled'])
    .select(({ selectFrom }) => [
      'lead_organisation_id as leadOrganisationId',
      selectFrom('pool_publications')
        .whereRef('pool_publications.group_purchase_id', '=', 'group_purchases.id')
        .orderBy('pool_publications.id', 'desc')
        .limit(1)
        .select('tier_quantity')
        .as('tier'),
    ])
    .executeTakeFirst();
}

async function describe(
  db: Queryable,
  notices: readonly NoticeRow[],
  part: 'toSupplier' | 'toLead',
): Promise<Map<string, Wording>> {
  const purchases = await db
    .selectFrom('group_purchases')
    .where(
      'id',
      'in',
      notices.map((notice) => notice.subjectId),
    )
    .where('state', '<>', 'draft')
    .select(['id', 'ref', 'title', 'closes_at'])
    .execute();
  const byId = new Map(purchases.map((purchase) => [purchase.id, purchase]));
  return new Map(
    notices.flatMap((notice) => {
      const purchase = byId.get(notice.subjectId);
      const params = paramsSchema.safeParse(notice.params);
      if (!purchase || !params.success) return [];
      const { tier } = params.data;
      const wording: Wording = (locale): NoticeWords => {
        const say = messagesFor(words, locale);
        return {
          line: say.line(tier, purchase.title),
          path: paths.groupPurchase(purchase.ref),
          subject: say.subject(tier, purchase.title),
          paragraphs: [
            `${say.line(tier, purchase.title)}. ${say[part]}`,
            say.closes(formatDeadline(purchase.closes_at, locale)),
          ],
          linkLabel: say.link,
        };
      };
      return [[notice.id, wording] as const];
    }),
  );
}
