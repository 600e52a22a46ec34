import type { OwnResult } from '~/group-purchases/own-result';
import { readResults } from '~/group-purchases/own-result-queries.server';
import { paths } from '~/http/paths';
import { formatCents, formatInteger } from '~/i18n/format';
import { defineMessages, type Locale, messagesFor, plural } from '~/i18n/messages';
import type { Queryable } from '~db/client.server';
import type { NoticeRow, NoticeWords } from '../notice';
import type { NoticeKind, Wording } from './notice-kind.server';

const words = defineMessages({
  fr: {
    pieces: (count: number) => `${formatInteger(count, 'fr')} ${plural('fr', count, 'pièce', 'pièces')}`,
    inLine: (title: string) => `Votre résultat dans l’achat groupé « ${title} » est à confirmer`,
    inBody: (pieces: string, share: string) =>
      `L’achat groupé a trouvé son équilibre. Votre part : ${pieces} pour ${share} tout compris, hors TVA.`,
    saving: (alone: string) => `La même quantité, achetée seul aux mêmes offres, coûterait ${alone}.`,
    betterAlone: (alone: string) =>
      `Attention : la même quantité, achetée seul aux mêmes offres, ne coûterait que ${alone}. Vous pouvez refuser.`,
    decide:
      'Confirmez ou refusez ce résultat sur la page de l’achat groupé ; seule votre organisation voit ces chiffres.',
    missLine: (title: string) => `Pas cette fois : l’achat groupé « ${title} »`,
    'minimum-missed':
      'À des prix que ses participants acceptent, le groupe n’atteint pas son minimum. L’achat n’a pas lieu.',
    'no-offer': 'Aucune offre valable n’est arrivée avant la clôture. L’achat n’a pas lieu.',
    'interest-only': 'L’achat est clos. Vous le suiviez sans quantité engagée : un intérêt n’est pas compté.',
    'above-limit': 'L’achat a lieu à un prix supérieur aux limites que vous aviez données.',
    rationed: 'Les offres ne permettaient pas de servir tout le monde aux limites données.',
    nothingDue: 'Rien ne vous est facturé.',
    supplyLine: (title: string) => `Votre offre est retenue dans l’achat groupé « ${title} »`,
    supplyBody: (pieces: string, unitPrice: string, total: string) =>
      `Votre part de la commande : ${pieces} à ${unitPrice}, soit ${total} hors TVA, frais fixes compris.`,
    supplyNext: 'Elle devient ferme quand les participants du groupe ont confirmé.',
    leadCleared: (title: string) =>
      `L’achat groupé « ${title} » a trouvé son équilibre : ses participants confirment`,
    leadFailed: (title: string) => `L’achat groupé « ${title} » est clos sans résultat`,
    leadClearedBody:
      'Vous menez cet achat groupé. Chaque participant a reçu son résultat et le confirme de son côté.',
    leadFailedBody: 'Vous menez cet achat groupé. Chaque participant a été informé.',
    link: 'Voir l’achat groupé',
  },
  en: {
    pieces: (count: number) => `${formatInteger(count, 'en')} ${plural('en', count, 'piece', 'pieces')}`,
    inLine: (title: string) => `Your result in the group purchase “${title}” awaits your confirmation`,
    inBody: (pieces: string, share: string) =>
      `The group purchase has cleared. Your part: ${pieces} for ${share} all in, excluding VAT.`,
    saving: (alone: string) => `The same quantity, bought alone from the same offers, would cost ${alone}.`,
    betterAlone: (alone: string) =>
      `Beware: the same quantity, bought alone from the same offers, would cost only ${alone}. You may refuse.`,
    decide:
      'Confirm or refuse this result on the group purchase’s page; only your organisation sees these figures.',
    missLine: (title: string) => `Not this time: the group purchase “${title}”`,
    'minimum-missed':
      'At prices that its participants accept, the group misses its minimum. The purchase does not take place.',
    'no-offer': 'No valid offer arrived before closing. The purchase does not take place.',
    'interest-only':
      'The purchase is closed. You followed it without a committed quantity: an interest is not counted.',
    'above-limit': 'The purchase takes place at a price above the limits that you gave.',
    rationed: 'The offers could not serve everybody within the limits given.',
    nothingDue: 'Nothing is charged to you.',
    supplyLine: (title: string) => `Your offer is retained in the group purchase “${title}”`,
    supplyBody: (pieces: string, unitPrice: string, total: string) =>
      `Your part of the order: ${pieces} at ${unitPrice}, ${total} in all excluding VAT, fixed costs included.`,
    supplyNext: 'It becomes firm once the participants of the group have confirmed.',
    leadCleared: (title: string) => `The group purchase “${title}” has cleared: its participants confirm`,
    leadFailed: (title: string) => `The group purchase “${title}” closed without a result`,
    leadClearedBody:
      'You lead this group purchase. Each participant has received its own result and confirms it for itself.',
    leadFailedBody: 'You lead this group purchase. Each participant has been told.',
    link: 'See the group purchase',
  },
});

/** To each participant: its own result, in or out. The numbers are read when it is, from its own rows only. */
export const purchaseResult: NoticeKind = {
  kind: 'purchase-result',
  roles: ['administrator', 'buyer'],
  async concerned(db, event) {
    if (event.kind !== 'group-purchase.cleared') return [];
    const rows = await db
      .selectFrom('closing_commitments')
      .where('group_purchase_id', '=', event.aggregateId)
      .where('version', '=', event.payload.attempt)
      .select('organisation_id')
      .execute();
    return rows.map((row) => ({ organisationId: row.organisation_id, subjectId: event.aggregateId }));
  },
  describe: (db, notices) =>
    describeResults(db, notices, (result) => {
      if (result.kind === 'share') return (title, locale) => shareWords(result, title, locale);
      return result.kind === 'miss' ? (title, locale) => missWords(result, title, locale) : null;
    }),
};

/** To each retained supplier: its own part of the order. */
export const purchaseSupply: NoticeKind = {
  kind: 'purchase-supply',
  roles: ['administrator', 'sales'],
  async concerned(db, event) {
    if (event.kind !== 'group-purchase.cleared') return [];
    const rows = await db
      .selectFrom('clearing_suppliers')
      .innerJoin('clearings', 'clearings.id', 'clearing_suppliers.clearing_id')
      .where('clearings.group_purchase_id', '=', event.aggregateId)
      .where('clearings.attempt', '=', event.payload.attempt)
      .select('supplier_organisation_id')
      .execute();
    return rows.map((row) => ({
      organisationId: row.supplier_organisation_id,
      subjectId: event.aggregateId,
    }));
  },
  describe: (db, notices) =>
    describeResults(db, notices, (result) =>
      result.kind === 'supply' ? (title, locale) => supplyWords(result, title, locale) : null,
    ),
};

/** To the lead: that its order cleared or failed, and nobody's numbers. */
export const purchaseOutcome: NoticeKind = {
  kind: 'purchase-outcome',
  roles: ['administrator', 'buyer'],
  async concerned(db, event) {
    if (event.kind !== 'group-purchase.cleared') return [];
    const rows = await db
      .selectFrom('clearings')
      .innerJoin('group_purchases', 'group_purchases.id', 'clearings.group_purchase_id')
      .where('clearings.group_purchase_id', '=', event.aggregateId)
      .where('clearings.attempt', '=', event.payload.attempt)
      .select(['lead_organisation_id', 'outcome'])
      .execute();
    return rows.map((row) => ({
      organisationId: row.lead_organisation_id,
      subjectId: event.aggregateId,
      params: { cleared: row.outcome === 'full' || row.outcome === 'rationed' ? 1 : 0 },
    }));
  },
  async describe(db, notices) {
    const purchases = await purchasesOf(db, notices);
    return new Map(
      notices.flatMap((notice) => {
        const purchase = purchases.get(notice.subjectId);
        if (purchase?.lead_organisation_id !== notice.organisationId) return [];
        const cleared = (notice.params as { cleared?: unknown } | null)?.cleared === 1;
        const wording: Wording = (locale) => {
          const say = messagesFor(words, locale);
          return finish(purchase, locale, {
            line: cleared ? say.leadCleared(purchase.title) : say.leadFailed(purchase.title),
            paragraphs: [cleared ? say.leadClearedBody : say.leadFailedBody],
          });
        };
        return [[notice.id, wording] as const];
      }),
    );
  },
};

type Said = Pick<NoticeWords, 'line' | 'paragraphs'>;

function shareWords(result: OwnResult & { kind: 'share' }, title: string, locale: Locale): Said {
  const say = messagesFor(words, locale);
  const { shareCents, aloneCents } = result;
  const alone = aloneCents === null ? null : formatCents(aloneCents, locale);
  const compared =
    alone === null || aloneCents === null
      ? []
      : [shareCents > aloneCents ? say.betterAlone(alone) : say.saving(alone)];
  const body = say.inBody(say.pieces(result.quantity), formatCents(shareCents, locale));
  return { line: say.inLine(title), paragraphs: [body, ...compared, say.decide] };
}

function missWords(result: OwnResult & { kind: 'miss' }, title: string, locale: Locale): Said {
  const say = messagesFor(words, locale);
  return { line: say.missLine(title), paragraphs: [say[result.why], say.nothingDue] };
}

function supplyWords(result: OwnResult & { kind: 'supply' }, title: string, locale: Locale): Said {
  const say = messagesFor(words, locale);
  const body = say.supplyBody(
    say.pieces(result.quantity),
    formatCents(result.unitPriceCents, locale),
    formatCents(result.costCents, locale),
  );
  return { line: say.supplyLine(title), paragraphs: [body, say.supplyNext] };
}

interface TitledPurchase {
  id: string;
  ref: string;
  title: string;
  lead_organisation_id: string;
}

function finish(purchase: TitledPurchase, locale: Locale, said: Said): NoticeWords {
  return {
    ...said,
    path: paths.groupPurchase(purchase.ref),
    subject: said.line,
    linkLabel: messagesFor(words, locale).link,
  };
}

async function purchasesOf(db: Queryable, notices: readonly NoticeRow[]) {
  const rows = await db
    .selectFrom('group_purchases')
    .where(
      'id',
      'in',
      notices.map((notice) => notice.subjectId),
    )
    .select(['id', 'ref', 'title', 'lead_organisation_id'])
    .execute();
  return new Map<string, TitledPurchase>(rows.map((row) => [row.id, row]));
}

/** A page of notices speaks of few orders: one read an order, of the readers' own rows. */
async function describeResults(
  db: Queryable,
  notices: readonly NoticeRow[],
  wordsOf: (result: OwnResult) => ((title: string, locale: Locale) => Said) | null,
): Promise<Map<string, Wording>> {
  const described = new Map<string, Wording>();
  for (const purchase of (await purchasesOf(db, notices)).values()) {
    const about = notices.filter((notice) => notice.subjectId === purchase.id);
    const results = await readResults(db, purchase.id, [
      ...new Set(about.map((notice) => notice.organisationId)),
    ]);
    for (const notice of about) {
      const result = results.get(notice.organisationId);
      const say = result ? wordsOf(result) : null;
      if (say) described.set(notice.id, (locale) => finish(purchase, locale, say(purchase.title, locale)));
    }
  }
  return described;
}
