import { z } from 'zod';
import { paths } from '~/http/paths';
import { formatInteger } from '~/i18n/format';
import { defineMessages, messagesFor, plural } from '~/i18n/messages';
import type { NoticeKind } from './notice-kind.server';

const words = defineMessages({
  fr: {
    line: (makers: number, title: string) =>
      `${formatInteger(makers, 'fr')} ${plural('fr', makers, 'nouveau fabricant correspond', 'nouveaux fabricants correspondent')} à votre besoin : ${title}`,
    subject: (title: string) => `Du nouveau pour votre besoin : ${title}`,
    body: (makers: number, title: string) =>
      `${formatInteger(makers, 'fr')} ${plural('fr', makers, 'fabricant de plus correspond', 'fabricants de plus correspondent')} à votre besoin « ${title} ».`,
    hint: 'Les raisons sont sur la page du besoin.',
    link: 'Voir le besoin',
  },
  en: {
    line: (makers: number, title: string) =>
      `${formatInteger(makers, 'en')} ${plural('en', makers, 'new maker matches', 'new makers match')} your need: ${title}`,
    subject: (title: string) => `News for your need: ${title}`,
    body: (makers: number, title: string) =>
      `${formatInteger(makers, 'en')} more ${plural('en', makers, 'maker matches', 'makers match')} your need “${title}”.`,
    hint: 'The reasons are on the need’s page.',
    link: 'See the need',
  },
});

const paramsSchema = z.object({ makers: z.number().int().positive() });

/** To a brand: a maker matches an open need that did not when the need was posted (it saw those at once). */
export const needNewMatch: NoticeKind = {
  kind: 'need-new-match',
  roles: ['administrator', 'buyer'],

  async concerned(db, event) {
    if (event.kind !== 'need.matched' || event.payload.capabilityIds.length === 0) return [];
    const row = await db
      .selectFrom('needs')
      .innerJoin('matches', 'matches.need_id', 'needs.id')
      .innerJoin('capabilities', 'capabilities.id', 'matches.capability_id')
      .where('needs.id', '=', event.aggregateId)
      .where('needs.state', 'in', ['published', 'quoting'])
      .where('matches.proposed', '=', true)
      .where('capabilities.id', 'in', event.payload.capabilityIds)
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('events as earlier')
            .where('earlier.aggregate_kind', '=', 'need')
            .where('earlier.aggregate_id', '=', event.aggregateId)
            .where('earlier.kind', '=', 'need.matched')
            .where('earlier.id', '<', event.id)
            .select('earlier.id'),
        ),
      )
      .groupBy(['needs.id'])
      .select(({ fn }) => [
        'needs.organisation_id',
        fn.count<number>('capabilities.organisation_id').distinct().as('makers'),
      ])
      .executeTakeFirst();
    if (!row) return [];
    return [
      {
        organisationId: row.organisation_id,
        subjectId: event.aggregateId,
        params: { makers: Number(row.makers) },
      },
    ];
  },

  async describe(db, notices) {
    const needs = await db
      .selectFrom('needs')
      .where(
        'id',
        'in',
        notices.map((notice) => notice.subjectId),
      )
      .select(['id', 'title', 'organisation_id'])
      .execute();
    const byId = new Map(needs.map((need) => [need.id, need]));
    return new Map(
      notices.flatMap((notice) => {
        const need = byId.get(notice.subjectId);
        const params = paramsSchema.safeParse(notice.params);
        if (need?.organisation_id !== notice.organisationId || !params.success) return [];
        const { makers } = params.data;
        return [
          [
            notice.id,
            (locale) => {
              const say = messagesFor(words, locale);
              return {
                line: say.line(makers, need.title),
                path: paths.need(need.id),
                subject: say.subject(need.title),
                paragraphs: [say.body(makers, need.title), say.hint],
                linkLabel: say.link,
              };
            },
          ] as const,
        ];
      }),
    );
  },
};
