import { sql } from 'kysely';
import { paths } from '~/http/paths';
import { defineMessages, messagesFor } from '~/i18n/messages';
import { labelOf } from '~/taxonomy/taxonomy';
import type { NoticeKind, Wording } from './notice-kind.server';

const words = defineMessages({
  fr: {
    line: (title: string) => `Un besoin correspond à votre savoir-faire : ${title}`,
    body: (brand: string, title: string, family: string) =>
      `${brand} cherche un fabricant : « ${title} » (${family}). Ce besoin correspond à un savoir-faire que vous avez publié.`,
    someBrand: 'Une marque',
    hint: 'La page du besoin dit ce qui correspond, ce qui manque et ce qui reste à préciser.',
    link: 'Voir le besoin',
  },
  en: {
    line: (title: string) => `A need matches your capabilities: ${title}`,
    body: (brand: string, title: string, family: string) =>
      `${brand} is looking for a maker: “${title}” (${family}). This need matches a capability that you published.`,
    someBrand: 'A brand',
    hint: 'The need’s page says what fits, what is missing and what is still open.',
    link: 'See the need',
  },
});

/**
 * To a maker: a need matches what it can do. Once for each need and maker, however many of its capabilities match, now
 * or later. The brand's name is left out when the need is anonymous.
 */
export const needMatched: NoticeKind = {
  kind: 'need-matched',
  roles: ['administrator', 'sales'],

  async concerned(db, event) {
    if (event.kind !== 'need.matched' || event.payload.capabilityIds.length === 0) return [];
    const rows = await db
      .selectFrom('matches')
      .innerJoin('needs', 'needs.id', 'matches.need_id')
      .innerJoin('capabilities', 'capabilities.id', 'matches.capability_id')
      .where('matches.need_id', '=', event.aggregateId)
      .where('matches.capability_id', 'in', event.payload.capabilityIds)
      .where('matches.proposed', '=', true)
      .where('needs.state', 'in', ['published', 'quoting'])
      .whereRef('capabilities.organisation_id', '<>', 'needs.organisation_id')
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('notices')
              .where('notices.kind', '=', 'need-matched')
              .where('notices.event_id', '<>', event.id)
              .whereRef('notices.subject_id', '=', 'needs.id')
              .whereRef('notices.organisation_id', '=', 'capabilities.organisation_id')
              .select('notices.id'),
          ),
        ),
      )
      .select('capabilities.organisation_id')
      .distinct()
      .execute();
    return rows.map((row) => ({ organisationId: row.organisation_id, subjectId: event.aggregateId }));
  },

  async describe(db, notices) {
    const pairs = JSON.stringify(
      notices.map(({ id, subjectId, organisationId }) => ({ id, subjectId, organisationId })),
    );
    const { rows } = await sql<{
      id: string;
      needId: string;
      title: string;
      family: string;
      brand: string | null;
    }>`
      select notice.id, needs.id as "needId", needs.title, needs.family,
        case when needs.visibility <> 'anonymous' then organisations.name end as brand
      from jsonb_to_recordset(${pairs}::jsonb) as notice (id uuid, "subjectId" uuid, "organisationId" uuid)
      join needs on needs.id = notice."subjectId" and needs.state <> 'cancelled'
      join organisations on organisations.id = needs.organisation_id
      where exists (
        select from matches join capabilities on capabilities.id = matches.capability_id
        where matches.need_id = needs.id and matches.proposed
          and capabilities.organisation_id = notice."organisationId")`.execute(db);
    return new Map(rows.map((row) => [row.id, wording(row)]));
  },
};

function wording(facts: { needId: string; title: string; family: string; brand: string | null }): Wording {
  return (locale) => {
    const say = messagesFor(words, locale);
    const { title } = facts;
    return {
      line: say.line(title),
      path: paths.need(facts.needId),
      subject: say.line(title),
      paragraphs: [say.body(facts.brand ?? say.someBrand, title, labelOf(facts.family, locale)), say.hint],
      linkLabel: say.link,
    };
  };
}
