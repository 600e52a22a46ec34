import { sql } from 'kysely';
import { type Actor, mayBuy } from '~/accounts/actor';
import { recordEvent } from '~/events/record-event.server';
import { notFound, type Outcome, RefusedError, refusable, refused } from '~/operations/refusal';
import { runOperation } from '~/operations/run-operation.server';
import { database, type OpenTransaction } from '~db/client.server';
import type { Answer } from './own-result';

export interface AnswerReceipt {
  answer: Answer;
}

/**
 * Confirm or refuse the result that the last clearing gave to the actor's organisation, once per operation id and for
 * good: giving the same answer again changes nothing. The last confirmation makes the order ordered.
 *
 * The order's row is locked before answers are read, so that of two last confirmations one sees the other.
 * Refused: 403 `not-a-buyer`; 404 for an order that does not exist; 409 `nothing-to-answer` for who has no share in it,
 * `already-answered` for the opposite answer, `answers-closed` outside the time of confirming, `operation-reused`.
 */
export async function answerResult(
  actor: Actor,
  groupPurchaseId: string,
  answer: Answer,
  operationId: string,
): Promise<Outcome<AnswerReceipt>> {
  if (!mayBuy(actor)) return refused({ status: 403, code: 'not-a-buyer' });
  const operation = {
    operationId,
    organisationId: actor.organisation.id,
    personId: actor.personId,
    verb: 'answer-result',
    body: { groupPurchaseId, answer },
  };
  return await refusable(() =>
    database()
      .transaction()
      .execute((trx) => runOperation(trx, operation, () => writeAnswer(trx, actor, groupPurchaseId, answer))),
  );
}

async function writeAnswer(
  trx: OpenTransaction,
  actor: Actor,
  groupPurchaseId: string,
  answer: Answer,
): Promise<AnswerReceipt> {
  const purchase = await trx
    .selectFrom('group_purchases')
    .where('id', '=', groupPurchaseId)
    .select('state')
    .forUpdate()
    .executeTakeFirst();
  if (!purchase) throw new RefusedError(notFound);
  const own = await findOwnShare(trx, actor.organisation.id, groupPurchaseId);
  if (!own) throw new RefusedError({ status: 409, code: 'nothing-to-answer' });
  if (own.answer === answer) return { answer };
  if (own.answer !== null) throw new RefusedError({ status: 409, code: 'already-answered' });
  if (purchase.state !== 'confirming') throw new RefusedError({ status: 409, code: 'answers-closed' });
  await trx
    .insertInto('clearing_answers')
    .values({
      clearing_id: own.clearing_id,
      organisation_id: actor.organisation.id,
      answer,
      person_id: actor.personId,
    })
    .execute();
  if (answer === 'confirmed' && (await allConfirmed(trx, own.clearing_id))) await order(trx, groupPurchaseId);
  return { answer };
}

/** The organisation's share in the order's last clearing, with what it answered. */
function findOwnShare(trx: OpenTransaction, organisationId: string, groupPurchaseId: string) {
  return trx
    .selectFrom('clearing_shares')
    .innerJoin('clearings', 'clearings.id', 'clearing_shares.clearing_id')
    .leftJoin('clearing_answers', (join) =>
      join
        .onRef('clearing_answers.clearing_id', '=', 'clearing_shares.clearing_id')
        .onRef('clearing_answers.organisation_id', '=', 'clearing_shares.organisation_id'),
    )
    .where('clearings.group_purchase_id', '=', groupPurchaseId)
    .where('clearing_shares.organisation_id', '=', organisationId)
    .where((eb) =>
      eb(
        'clearings.attempt',
        '=',
        eb
          .selectFrom('clearings as last')
          .where('last.group_purchase_id', '=', groupPurchaseId)
          .select((inner) => inner.fn.max('last.attempt').as('attempt')),
      ),
    )
    .select(['clearing_shares.clearing_id', 'clearing_answers.answer'])
    .executeTakeFirst();
}

async function allConfirmed(trx: OpenTransaction, clearingId: string): Promise<boolean> {
  const open = await trx
    .selectFrom('clearing_shares')
    .where('clearing_id', '=', clearingId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('clearing_answers')
            .whereRef('clearing_answers.clearing_id', '=', 'clearing_shares.clearing_id')
            .whereRef('clearing_answers.organisation_id', '=', 'clearing_shares.organisation_id')
            .where('answer', '=', 'confirmed')
            .select('answer'),
        ),
      ),
    )
    .select('organisation_id')
    .limit(1)
    .executeTakeFirst();
  return open === undefined;
}

/** Of nobody in the step and the event: who confirmed last is not for the others to know. */
async function order(trx: OpenTransaction, groupPurchaseId: string): Promise<void> {
  await trx
    .updateTable('group_purchases')
    .set({ state: 'ordered', updated_at: sql`clock_timestamp()` })
    .where('id', '=', groupPurchaseId)
    .execute();
  await trx
    .insertInto('group_purchase_steps')
    .values({ group_purchase_id: groupPurchaseId, state: 'ordered' })
    .execute();
  await recordEvent(trx, null, {
    kind: 'group-purchase.ordered',
    aggregateId: groupPurchaseId,
    payload: {},
  });
}
