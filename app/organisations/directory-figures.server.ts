import { sql } from 'kysely';
import { database } from '~db/client.server';

export interface DirectoryFigures {
  /** Organisations that have published at least one capability. */
  makers: number;
  capabilities: number;
  /** Group purchases that can be joined now. */
  openGroupPurchases: number;
  /** Published capabilities by family code, largest first. */
  families: { code: string; capabilities: number }[];
}

/** What the directory holds, counted at this instant; public. */
export async function countDirectory(): Promise<DirectoryFigures> {
  const [totals, families] = await Promise.all([
    database()
      .selectNoFrom((eb) => [
        sql<number>`(select count(distinct organisation_id) from capabilities)`.as('makers'),
        eb
          .selectFrom('group_purchases')
          .where('state', '=', 'collecting')
          .where('opens_at', '<=', (now) => now.fn<Date>('now'))
          .where('closes_at', '>', (now) => now.fn<Date>('now'))
          .select((count) => count.fn.countAll<number>().as('count'))
          .$asScalar()
          .$notNull()
          .as('openGroupPurchases'),
      ])
      .executeTakeFirstOrThrow(),
    database()
      .selectFrom('capabilities')
      .select((eb) => ['family as code', eb.fn.countAll<number>().as('capabilities')])
      .groupBy('family')
      .orderBy('capabilities', 'desc')
      .orderBy('family')
      .execute(),
  ]);
  const capabilities = families.reduce((sum, family) => sum + family.capabilities, 0);
  return { ...totals, capabilities, families };
}
