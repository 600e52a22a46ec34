import { sql } from 'kysely';
import type { Actor } from '~/accounts/actor';
import { notFound, type Outcome, RefusedError, refusable } from '~/operations/refusal';
import { database } from '~db/client.server';
import { draftBounds, type NeedDraftContent } from './need';
import { canPostNeeds } from './need-policy';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @throws RefusedError 413 when the form is beyond `draftBounds` */
function checkBounds(content: NeedDraftContent): void {
  const fields = Object.values(content);
  const fits =
    fields.length <= draftBounds.fields &&
    fields.every(
      (values) =>
        values.length <= draftBounds.values &&
        values.every((value) => value.length <= draftBounds.characters),
    );
  if (!fits) throw new RefusedError({ status: 413, code: 'too-large' });
}

/** Begin a draft; anybody of the brand who may post can go on with it. */
export function startNeedDraft(actor: Actor, content: NeedDraftContent): Promise<Outcome<{ id: string }>> {
  return refusable(async () => {
    if (!canPostNeeds(actor)) throw new RefusedError({ status: 403, code: 'needs-are-posted-by-brands' });
    checkBounds(content);
    return database()
      .insertInto('need_drafts')
      .values({
        organisation_id: actor.organisation.id,
        person_id: actor.personId,
        content: JSON.stringify(content),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
  });
}

/** Keep what the form holds now, valid or not. A draft of another organisation: not found. Published: left alone. */
export function saveNeedDraft(
  actor: Actor,
  draftId: string,
  content: NeedDraftContent,
): Promise<Outcome<{ id: string }>> {
  return refusable(async () => {
    if (!uuid.test(draftId) || !canPostNeeds(actor)) throw new RefusedError(notFound);
    checkBounds(content);
    const saved = await database()
      .updateTable('need_drafts')
      .set({ content: JSON.stringify(content), updated_at: sql<Date>`now()` })
      .where('id', '=', draftId)
      .where('organisation_id', '=', actor.organisation.id)
      .where('need_id', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (saved) return saved;
    // Published a moment ago, while the page was still keeping what was typed: there is nothing left to keep.
    const published = await database()
      .selectFrom('need_drafts')
      .where('id', '=', draftId)
      .where('organisation_id', '=', actor.organisation.id)
      .select('id')
      .executeTakeFirst();
    if (!published) throw new RefusedError(notFound);
    return published;
  });
}
