import type { Queryable } from '~db/client.server';
import { findNoticeKind } from './kinds/all.server';
import type { Wording } from './kinds/notice-kind.server';
import type { NoticeRow } from './notice';

/**
 * What notices say, by id, asking each kind once. A notice is absent when what it speaks of is gone or is no longer
 * its reader's to see.
 */
export async function describeNotices(
  db: Queryable,
  notices: readonly (NoticeRow & { kind: string })[],
): Promise<Map<string, Wording>> {
  const described = new Map<string, Wording>();
  for (const kind of new Set(notices.map((notice) => notice.kind))) {
    const ofKind = notices.filter((notice) => notice.kind === kind);
    for (const [id, wording] of (await findNoticeKind(kind)?.describe(db, ofKind)) ?? [])
      described.set(id, wording);
  }
  return described;
}
