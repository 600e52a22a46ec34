import type { Actor } from '~/accounts/actor';
import type { Locale } from '~/i18n/messages';
import { database } from '~db/client.server';
import { describeNotices } from './describe-notices.server';
import { type ListedNotice, noticesPerPage } from './notice';

function ownNotices(actor: Actor) {
  return database()
    .selectFrom('notices')
    .where('person_id', '=', actor.personId)
    .where('organisation_id', '=', actor.organisation.id);
}

export interface NoticeList {
  notices: ListedNotice[];
  /** From 1. */
  page: number;
  pageCount: number;
  unread: number;
}

/** The actor's notices for the organisation that it acts for, the newest first, in its language. */
export async function listNotices(
  actor: Actor,
  page = 1,
  locale: Locale = actor.locale,
): Promise<NoticeList> {
  const counts = await ownNotices(actor)
    .select(({ fn }) => [
      fn.countAll<number>().as('all'),
      fn.countAll<number>().filterWhere('read_at', 'is', null).as('unread'),
    ])
    .executeTakeFirstOrThrow();
  const pageCount = Math.max(1, Math.ceil(counts.all / noticesPerPage));
  const shown = Math.min(Math.max(1, page), pageCount);
  const rows = await ownNotices(actor)
    .select(['id', 'kind', 'subject_id', 'params', 'created_at', 'read_at'])
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(noticesPerPage)
    .offset((shown - 1) * noticesPerPage)
    .execute();
  const wordings = await describeNotices(
    database(),
    rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      personId: actor.personId,
      organisationId: actor.organisation.id,
      subjectId: row.subject_id,
      params: row.params,
    })),
  );
  const notices = rows.map((row): ListedNotice => {
    const words = wordings.get(row.id)?.(locale);
    return {
      id: row.id,
      kind: row.kind,
      at: row.created_at.toISOString(),
      unread: row.read_at === null,
      words: words ? { line: words.line, path: words.path } : null,
    };
  });
  return { notices, page: shown, pageCount, unread: counts.unread };
}

const mostCounted = 100;

/** For the bell. @returns at most 100, which stands for "or more" */
export async function countUnreadNotices(actor: Actor): Promise<number> {
  const rows = await ownNotices(actor).where('read_at', 'is', null).select('id').limit(mostCounted).execute();
  return rows.length;
}
