import { sql } from 'kysely';
import type { DomainEvent } from '~/events/catalogue';
import { recordEvents } from '~/events/record-event.server';
import type { OpenTransaction } from '~db/client.server';
import { streamRows } from './staging.server';

type SimpleKind =
  | 'organisation.registered'
  | 'capability.changed'
  | 'need.published'
  | 'group-purchase.opened'
  | 'commitment.changed';

const batchEvents = 500;

/**
 * One event for each thing that came or changed, in the import's transaction. A changed organisation's capabilities
 * count as changed, since what is found under its name shows it; a changed purchase, offer or commitment asks for its
 * pool to be added up again, once a purchase.
 */
export async function recordChanges(trx: OpenTransaction): Promise<void> {
  const owed = sql<{ kind: SimpleKind; id: string }>`
    select kind, id from (
      select 1 as place, 'organisation.registered' as kind, row_id as id
      from import_changes where kind = 'organisation' and created
      union
      select 2, 'capability.changed', row_id from import_changes where kind = 'capability'
      union
      select 2, 'capability.changed', k.id from capabilities k
      join import_changes c on c.row_id = k.organisation_id and c.kind = 'organisation' and not c.created
      union
      select 3, 'need.published', row_id from import_changes where kind = 'need'
      union
      select 4, 'group-purchase.opened', row_id from import_changes where kind = 'group-purchase' and created
      union
      select 5, 'commitment.changed', row_id from import_changes
      where kind in ('commitment', 'offer') or (kind = 'group-purchase' and not created)
    ) as owed order by place, id`;
  let batch: DomainEvent[] = [];
  for await (const { kind, id } of streamRows(trx, owed)) {
    batch.push({ kind, aggregateId: id, payload: {} });
    if (batch.length < batchEvents) continue;
    await recordEvents(trx, null, batch);
    batch = [];
  }
  await recordEvents(trx, null, batch);
}
