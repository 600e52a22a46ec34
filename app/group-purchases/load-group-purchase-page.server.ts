import { randomUUID } from 'node:crypto';
import type { Actor } from '~/accounts/actor';
import { charterVersion } from './charter';
import { findGroupPurchasePage, type GroupPurchasePageData } from './group-purchase-queries.server';
import type { OwnResult } from './own-result';
import { findOwnResult } from './own-result-queries.server';

export interface LoadedPage extends GroupPurchasePageData {
  /** What the clearing gave to the reader's own organisation. */
  result: OwnResult | null;
  /** null for a visitor. */
  signer: Signer | null;
  operations: Operations;
}

/** What the page of an order is drawn from; null where there is none for this reader. */
export async function loadGroupPurchasePage(actor: Actor | null, ref: string): Promise<LoadedPage | null> {
  const page = await findGroupPurchasePage(actor, ref);
  if (!page) return null;
  return {
    ...page,
    result: actor ? await findOwnResult(actor, page.purchase.id) : null,
    signer: actor ? { name: actor.name, organisation: actor.organisation.name, charterVersion } : null,
    // Each form that is drawn is one intention: sending it twice is one effect.
    operations: {
      commit: randomUUID(),
      withdraw: randomUUID(),
      confirm: randomUUID(),
      refuse: randomUUID(),
    },
  };
}

/** Who would accept the charter, and which. */
export interface Signer {
  name: string;
  organisation: string;
  charterVersion: string;
}

export interface Operations {
  commit: string;
  withdraw: string;
  confirm: string;
  refuse: string;
}
