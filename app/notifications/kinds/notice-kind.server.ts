import type { MemberRole } from '~/accounts/actor';
import type { RecordedEvent } from '~/events/recorded-event';
import type { Locale } from '~/i18n/messages';
import type { Queryable } from '~db/client.server';
import type { NoticeRow, NoticeWords } from '../notice';

/** An organisation to tell, about what. `params` are ids and public numbers only, never another company's data. */
export interface Concerned {
  organisationId: string;
  subjectId: string;
  params?: Record<string, number | string>;
}

export type Wording = (locale: Locale) => NoticeWords;

/** One kind of notice: whom it concerns, and what it says. One file each, listed in all.server.ts. */
export interface NoticeKind {
  kind: string;
  /** The members of a concerned organisation who are told. */
  roles: readonly MemberRole[];
  /** Whom this event concerns, asked when notices are sent, so that the policy of that moment decides. */
  concerned(db: Queryable, event: RecordedEvent): Promise<Concerned[]>;
  /**
   * What each notice says, by notice id, asked when it is shown or mailed. A notice whose subject its reader's
   * organisation may no longer see is absent from the answer.
   */
  describe(db: Queryable, notices: readonly NoticeRow[]): Promise<Map<string, Wording>>;
}
