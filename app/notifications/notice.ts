/** Something told to one person, for one organisation. The row holds ids; words are made when it is read. */
export interface NoticeRow {
  id: string;
  personId: string;
  organisationId: string;
  subjectId: string;
  params: unknown;
}

/** What a notice says to its reader, in one language. Paths are of this site. */
export interface NoticeWords {
  /** One line in the application. */
  line: string;
  path: string;
  /** The mail's subject, then its paragraphs, then the words of its link. */
  subject: string;
  paragraphs: readonly string[];
  linkLabel: string;
}

/** A notice as its page shows it. */
export interface ListedNotice {
  id: string;
  kind: string;
  at: string;
  unread: boolean;
  /** Null when what it speaks of is no longer this reader's to see. */
  words: Pick<NoticeWords, 'line' | 'path'> | null;
}

export const noticesPerPage = 30;
