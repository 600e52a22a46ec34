import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '~/accounts/actor';
import { parseSpecs } from '~/capabilities/specs';
import { recordEvent } from '~/events/record-event.server';
import { notFound, type Outcome, RefusedError, refusable } from '~/operations/refusal';
import { runOperation } from '~/operations/run-operation.server';
import { findAttribute } from '~/taxonomy/attributes';
import { database, type OpenTransaction } from '~db/client.server';
import { canPostNeeds } from './need-policy';
import type { ReadNeed } from './read-need-form.server';

/** How many needs an organisation may publish within 24 hours: each is mail to every maker that fits. */
const publicationsMax = { verified: 100, unverified: 10 };

/**
 * Turn a draft into a need that makers can find, once: the draft keeps the need's id, and the same operation answers
 * with the same need.
 * Refused: 403 for who may not post, 404 for a draft that is not the organisation's or was published by another
 *
 * operation, 409 for an operation id used for something else, 429 beyond `publicationsMax`.
 */
export function publishNeed(
  actor: Actor,
  draftId: string,
  need: ReadNeed,
): Promise<Outcome<{ needId: string }>> {
  return refusable(() => {
    if (!canPostNeeds(actor)) throw new RefusedError({ status: 403, code: 'needs-are-posted-by-brands' });
    const { operationId, ...body } = need;
    return database()
      .transaction()
      .execute((trx) =>
        runOperation(
          trx,
          {
            operationId,
            organisationId: actor.organisation.id,
            personId: actor.personId,
            verb: 'publish-need',
            body: { draftId, ...body },
          },
          () => publish(trx, actor, draftId, need),
        ),
      );
  });
}

async function publish(trx: OpenTransaction, actor: Actor, draftId: string, need: ReadNeed) {
  // Locked, so that two operations on one draft (two tabs) cannot both publish it.
  const draft = await trx
    .selectFrom('need_drafts')
    .where('id', '=', draftId)
    .where('organisation_id', '=', actor.organisation.id)
    .where('need_id', 'is', null)
    .select('id')
    .forUpdate()
    .executeTakeFirst();
  if (!draft) throw new RefusedError(notFound);
  await checkPublications(trx, actor.organisation.id);
  const { id } = await trx
    .insertInto('needs')
    .values({ ...columns(need), organisation_id: actor.organisation.id, published_by: actor.personId })
    .returning('id')
    .executeTakeFirstOrThrow();
  await trx
    .updateTable('need_drafts')
    .set({ need_id: id, updated_at: sql<Date>`now()` })
    .where('id', '=', draftId)
    .execute();
  await recordEvent(
    trx,
    { personId: actor.personId, organisationId: actor.organisation.id },
    { kind: 'need.published', aggregateId: id, payload: {} },
  );
  return { needId: id };
}

/** Locked, so that two publications of one organisation cannot both be its last one; by the database's clock. */
async function checkPublications(trx: OpenTransaction, organisationId: string): Promise<void> {
  const organisation = await trx
    .selectFrom('organisations')
    .where('id', '=', organisationId)
    .select('verified_at')
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  const { count } = await trx
    .selectFrom('needs')
    .where('organisation_id', '=', organisationId)
    .where('published_at', '>', sql<Date>`clock_timestamp() - interval '24 hours'`)
    .where('published_by', 'is not', null) // an import is the operator's, and counts for nobody
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (!organisation.verified_at && count >= publicationsMax.unverified)
    throw new RefusedError({ status: 429, code: 'too-many-needs-unverified' });
  if (count >= publicationsMax.verified) throw new RefusedError({ status: 429, code: 'too-many-needs' });
}

function columns(need: ReadNeed) {
  return {
    // Random, not counted: a reference tells nobody how many needs there are.
    ref: `need-${randomBytes(6).toString('hex')}`,
    title: need.title,
    description: need.description,
    family: need.family,
    leaves: need.leaves,
    specs: JSON.stringify(parseSpecs(need.specsText, findAttribute).specs),
    prototype_quantity: need.prototypeQuantity ?? null,
    series_quantity: need.seriesQuantity ?? null,
    annual_quantity: need.annualQuantity ?? null,
    target_unit_price_cents: need.targetUnitPrice ?? null,
    needed_by: need.neededBy ?? null,
    french_origin_min_pct: need.frenchOriginMinPct ?? null,
    standards: need.standards,
    visibility: need.visibility,
    state: 'published' as const,
  };
}
