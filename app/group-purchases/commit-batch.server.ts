import { sql } from 'kysely';
import { recordEvent } from '~/events/record-event.server';
import { done, notFound, type Outcome, type Refusal, refused } from '~/operations/refusal';
import { hashOperation } from '~/operations/run-operation.server';
import type { Database, OpenTransaction } from '~db/client.server';
import { charterVersion } from './charter';
import { countedQuantity, type DeclaredFirmness, type Fallback, type Firmness } from './commitment';
import type { DemandSchedule } from './demand-schedule';
import { collectingPhase, isGroupPurchaseState } from './group-purchase';

/** One person's change of its organisation's commitment, on its way to the ledger. */
export interface CommitmentChange {
  readonly operationId: string;
  readonly organisationId: string;
  readonly personId: string;
  /** null withdraws. */
  readonly demand: {
    readonly schedule: DemandSchedule;
    readonly firmness: DeclaredFirmness;
    readonly fallback: Fallback;
    /** The charter that the person accepts with this very change; null if it was accepted before. */
    readonly acceptsCharter: string | null;
  } | null;
}

/** What stands after a change. JSON, since it is the operation's stored outcome. */
export interface CommitmentReceipt {
  firmness: Firmness;
  quantity: number;
}

/** Where an organisation stands in the order, as this transaction has found and changed it. */
interface Standing {
  organisationId: string;
  /** null: never committed. */
  firmness: Firmness | null;
  quantity: number;
  fallback: Fallback;
  demand: DemandSchedule;
  chartered: boolean;
  supplies: boolean;
  changed: boolean;
}

interface LedgerRow {
  change: CommitmentChange;
  delta: number;
  after: number;
  firmness: Firmness;
  demand: DemandSchedule;
}

interface FinishedOperation {
  change: CommitmentChange;
  verb: string;
  hash: Buffer;
  receipt: CommitmentReceipt;
}

/**
 * Apply changes to one order, in their order, in one transaction: ledger rows, commitments, charter acceptances,
 * operations and the event commit together or not at all (invariants 1 to 3).
 *
 * The order's row is locked before anything is read, so all writers of one order stand in a queue: nobody reads a
 * commitment that another is changing, ledger ids of one order are given and committed in the same order, and the
 * deadline is asked of the database's clock when it is this batch's turn, not when the request arrived (invariant 6).
 * A refused change writes nothing and does not disturb its neighbours.
 * @returns one outcome a change, in the order given
 * @throws what the database throws; then nothing of the batch was done
 */
export function applyCommitmentChanges(
  db: Database,
  groupPurchaseId: string,
  changes: readonly CommitmentChange[],
): Promise<Outcome<CommitmentReceipt>[]> {
  return db.transaction().execute(async (trx) => {
    const purchase = await trx
      .selectFrom('group_purchases')
      .where('id', '=', groupPurchaseId)
      .select(['state', 'opens_at', 'closes_at'])
      .forUpdate()
      .executeTakeFirst();
    if (!purchase || !isGroupPurchaseState(purchase.state) || purchase.state === 'draft')
      return changes.map(() => refused(notFound));
    const { now, standings } = await readStandings(trx, groupPurchaseId, changes);
    const calendar = { state: purchase.state, opensAt: purchase.opens_at, closesAt: purchase.closes_at };
    const phase = collectingPhase(calendar, now);
    const batch = new Batch(groupPurchaseId, standings, await readOperations(trx, changes), phase);
    const outcomes = changes.map((change) => batch.apply(change));
    await batch.write(trx);
    return outcomes;
  });
}

const verbOf = (change: CommitmentChange) => (change.demand ? 'commit-demand' : 'withdraw-commitment');
const keyOf = (change: { organisationId: string; operationId: string }) =>
  `${change.organisationId} ${change.operationId}`;

/** The batch in memory: decides change after change on what the ones before it left, then writes the sum. */
class Batch {
  private readonly ledger: LedgerRow[] = [];
  private readonly finished: FinishedOperation[] = [];
  private readonly acceptances: CommitmentChange[] = [];

  constructor(
    private readonly groupPurchaseId: string,
    private readonly standings: Map<string, Standing>,
    private readonly known: Map<string, { hash: Buffer; receipt: CommitmentReceipt }>,
    private readonly phase: ReturnType<typeof collectingPhase>,
  ) {}

  apply(change: CommitmentChange): Outcome<CommitmentReceipt> {
    const verb = verbOf(change);
    // With the order in it: the same form sent to another order is another thing.
    const hash = hashOperation(verb, { groupPurchaseId: this.groupPurchaseId, demand: change.demand });
    const earlier = this.known.get(keyOf(change));
    if (earlier)
      return earlier.hash.equals(hash)
        ? done(earlier.receipt)
        : refused({ status: 409, code: 'operation-reused' });
    const standing = this.standings.get(change.organisationId);
    if (!standing) return refused(notFound);
    const refusal = this.whyNot(standing, change);
    if (refusal) return refused(refusal);
    const receipt = this.change(standing, change);
    this.known.set(keyOf(change), { hash, receipt });
    this.finished.push({ change, verb, hash, receipt });
    return done(receipt);
  }

  private whyNot(standing: Standing, change: CommitmentChange): Refusal | null {
    if (standing.supplies) return { status: 403, code: 'supplier-of-offer' };
    if (this.phase === 'not-yet-open') return { status: 409, code: 'commitments-not-open' };
    if (this.phase === 'closed') return { status: 409, code: 'commitments-closed' };
    if (!change.demand)
      return standing.firmness === null ? { status: 409, code: 'nothing-to-withdraw' } : null;
    // Nobody gives a quantity before the charter: an acceptance counts for this text only.
    if (!standing.chartered && change.demand.acceptsCharter !== charterVersion)
      return { status: 400, code: 'charter-missing', fields: { charterAccepted: ['charter-missing'] } };
    return null;
  }

  private change(standing: Standing, change: CommitmentChange): CommitmentReceipt {
    if (change.demand && !standing.chartered) {
      standing.chartered = true;
      this.acceptances.push(change);
    }
    const firmness = change.demand?.firmness ?? 'withdrawn';
    const fallback = change.demand?.fallback ?? standing.fallback;
    const demand = change.demand?.schedule ?? standing.demand;
    const quantity = countedQuantity(firmness, demand);
    const same =
      standing.firmness === firmness &&
      standing.fallback === fallback &&
      sameSchedule(standing.demand, demand);
    // Withdrawing twice, or sending what already stands: done, and nothing to write down.
    if (same) return { firmness, quantity };
    this.ledger.push({ change, delta: quantity - standing.quantity, after: quantity, firmness, demand });
    Object.assign(standing, { firmness, fallback, demand, quantity, changed: true });
    return { firmness, quantity };
  }

  async write(trx: OpenTransaction): Promise<void> {
    await this.writeAcceptances(trx);
    if (this.ledger.length > 0) {
      await this.writeLedger(trx);
      await this.writeCommitments(trx);
      const [only, ...more] = this.ledger;
      // One event a batch: whoever handles it reads what stands. The ledger's rows name their authors.
      await recordEvent(trx, only && more.length === 0 ? only.change : null, {
        kind: 'commitment.changed',
        aggregateId: this.groupPurchaseId,
        payload: {},
      });
    }
    await this.writeOperations(trx);
  }

  private async writeAcceptances(trx: OpenTransaction): Promise<void> {
    if (this.acceptances.length === 0) return;
    await trx
      .insertInto('charter_acceptances')
      .values(
        this.acceptances.map((change) => ({
          group_purchase_id: this.groupPurchaseId,
          organisation_id: change.organisationId,
          charter_version: charterVersion,
          person_id: change.personId,
        })),
      )
      .execute();
  }

  private async writeLedger(trx: OpenTransaction): Promise<void> {
    const rows = this.ledger;
    await sql`
      insert into commitment_ledger (group_purchase_id, organisation_id, operation_id, quantity_delta, quantity_after,
        firmness, demand, person_id)
      select ${this.groupPurchaseId}::uuid, organisation_id, operation_id, delta, after, firmness, demand::jsonb, person_id
      from unnest(
        ${rows.map((row) => row.change.organisationId)}::uuid[], ${rows.map((row) => row.change.operationId)}::uuid[],
        ${rows.map((row) => row.delta)}::int[], ${rows.map((row) => row.after)}::int[],
        ${rows.map((row) => row.firmness)}::text[], ${rows.map((row) => JSON.stringify(row.demand))}::text[],
        ${rows.map((row) => row.change.personId)}::uuid[]
      ) with ordinality as row (organisation_id, operation_id, delta, after, firmness, demand, person_id, place)
      order by place`.execute(trx);
  }

  private async writeCommitments(trx: OpenTransaction): Promise<void> {
    const rows = [...this.standings.values()].filter((standing) => standing.changed);
    await sql`
      insert into commitments (group_purchase_id, organisation_id, demand, quantity, firmness, fallback)
      select ${this.groupPurchaseId}::uuid, organisation_id, demand::jsonb, quantity, firmness, fallback
      from unnest(
        ${rows.map((row) => row.organisationId)}::uuid[], ${rows.map((row) => JSON.stringify(row.demand))}::text[],
        ${rows.map((row) => row.quantity)}::int[], ${rows.map((row) => row.firmness)}::text[],
        ${rows.map((row) => row.fallback)}::text[]
      ) as row (organisation_id, demand, quantity, firmness, fallback)
      on conflict (group_purchase_id, organisation_id) do update set demand = excluded.demand,
        quantity = excluded.quantity, firmness = excluded.firmness, fallback = excluded.fallback,
        updated_at = clock_timestamp()`.execute(trx);
  }

  /**
   * No `on conflict` here: an id that appeared since `readOperations` was used at this instant for another order or
   * another verb. The key then fails the transaction, and the queue tries each change alone: it is found and refused.
   */
  private async writeOperations(trx: OpenTransaction): Promise<void> {
    const rows = this.finished;
    if (rows.length === 0) return;
    await sql`
      insert into operations (organisation_id, operation_id, person_id, verb, body_hash, outcome)
      select organisation_id, operation_id, person_id, verb, decode(body_hash, 'hex'), outcome::jsonb
      from unnest(
        ${rows.map((row) => row.change.organisationId)}::uuid[], ${rows.map((row) => row.change.operationId)}::uuid[],
        ${rows.map((row) => row.change.personId)}::uuid[], ${rows.map((row) => row.verb)}::text[],
        ${rows.map((row) => row.hash.toString('hex'))}::text[],
        ${rows.map((row) => JSON.stringify(row.receipt))}::text[]
      ) as row (organisation_id, operation_id, person_id, verb, body_hash, outcome)`.execute(trx);
  }
}

function sameSchedule(a: DemandSchedule, b: DemandSchedule): boolean {
  return (
    a.length === b.length &&
    a.every(
      (step, row) =>
        step.quantity === b[row]?.quantity && step.maxUnitPriceCents === b[row]?.maxUnitPriceCents,
    )
  );
}

async function readStandings(
  trx: OpenTransaction,
  groupPurchaseId: string,
  changes: readonly CommitmentChange[],
): Promise<{ now: Date; standings: Map<string, Standing> }> {
  const organisationIds = [...new Set(changes.map((change) => change.organisationId))];
  const { rows } = await sql<
    Omit<Standing, 'organisationId' | 'changed'> & { now: Date; organisation_id: string }
  >`
    select clock_timestamp() as now, o.id as organisation_id, c.firmness, coalesce(c.quantity, 0) as quantity,
      coalesce(c.fallback, 'cancel') as fallback, coalesce(c.demand, '[]') as demand,
      exists (select from charter_acceptances a where a.group_purchase_id = ${groupPurchaseId}
        and a.organisation_id = o.id and a.charter_version = ${charterVersion}) as chartered,
      exists (select from offers f where f.group_purchase_id = ${groupPurchaseId}
        and f.supplier_organisation_id = o.id) as supplies
    from organisations o
    left join commitments c on c.group_purchase_id = ${groupPurchaseId} and c.organisation_id = o.id
    where o.id = any(${organisationIds}::uuid[])`.execute(trx);
  const standings = rows.map(({ now: _, organisation_id, ...row }) => ({
    ...row,
    organisationId: organisation_id,
    changed: false,
  }));
  return {
    now: rows[0]?.now ?? new Date(Number.NaN),
    standings: new Map(standings.map((standing) => [standing.organisationId, standing])),
  };
}

async function readOperations(trx: OpenTransaction, changes: readonly CommitmentChange[]) {
  const { rows } = await sql<{
    organisation_id: string;
    operation_id: string;
    body_hash: Buffer;
    outcome: CommitmentReceipt;
  }>`
    select organisation_id, operation_id, body_hash, outcome from operations
    where (organisation_id, operation_id) in (
      select * from unnest(${changes.map((change) => change.organisationId)}::uuid[],
        ${changes.map((change) => change.operationId)}::uuid[]))`.execute(trx);
  return new Map(
    rows.map((row) => [
      keyOf({ organisationId: row.organisation_id, operationId: row.operation_id }),
      { hash: row.body_hash, receipt: row.outcome },
    ]),
  );
}
