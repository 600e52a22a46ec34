import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor, MemberRole } from '~/accounts/actor';
import { countDirectory } from '~/organisations/directory-figures.server';
import { testDatabase } from '../../tests/database';
import { findViewer } from './viewer-queries.server';
import { countWaiting } from './waiting-queries.server';

const { db } = await testDatabase();

async function organisation(name: string, kind: 'brand' | 'maker'): Promise<string> {
  const ref = `org-${randomUUID()}`;
  const row = { ref, name, kind };
  const { id } = await db.insertInto('organisations').values(row).returning('id').executeTakeFirstOrThrow();
  return id;
}

async function notice(personId: string, organisationId: string, readAt: string | null): Promise<void> {
  const event = await db
    .insertInto('events')
    .values({ kind: 'test', aggregate_kind: 'need', aggregate_id: randomUUID(), payload: '{}' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const subject = { kind: 'test', subject_id: randomUUID(), read_at: readAt };
  await db
    .insertInto('notices')
    .values({ event_id: event.id, person_id: personId, organisation_id: organisationId, ...subject })
    .execute();
}

let maker: string;
let brand: string;
let personId: string;

function actor(organisationId: string, role: MemberRole = 'administrator'): Actor {
  const organisation = { id: organisationId, ref: 'r', name: 'N', kind: 'maker' } as const;
  return { personId, name: 'Hélène', email: 'h@example.org', locale: 'fr', organisation, role };
}

beforeAll(async () => {
  maker = await organisation('Zénith Cadrans', 'maker');
  brand = await organisation('Abeille', 'brand');
  const stranger = await organisation('Inconnue', 'brand');
  ({ id: personId } = await db
    .insertInto('persons')
    .values({ email: 'h@example.org', name: 'Hélène' })
    .returning('id')
    .executeTakeFirstOrThrow());
  for (const id of [maker, brand])
    await db
      .insertInto('members')
      .values({ organisation_id: id, person_id: personId, role: 'administrator' })
      .execute();
  await notice(personId, maker, null);
  await notice(personId, maker, '2026-01-01T00:00:00Z');
  await notice(personId, brand, null);
  const capability = { ref: 'cap-1', title: 'Cadrans', family: 'CAD', organisation_id: maker };
  const { id: capabilityId } = await db
    .insertInto('capabilities')
    .values(capability)
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const [ref, state, proposed] of [
    ['n-1', 'published', true],
    ['n-2', 'published', false],
    ['n-3', 'awarded', true],
  ] as const) {
    const need = { ref, state, title: 'T', family: 'CAD', visibility: 'public', organisation_id: stranger };
    const { id } = await db.insertInto('needs').values(need).returning('id').executeTakeFirstOrThrow();
    const match = { need_id: id, capability_id: capabilityId, score: 0.5, proposed, reasons: '[]' };
    await db.insertInto('matches').values(match).execute();
  }
  await db
    .insertInto('need_drafts')
    .values({ organisation_id: maker, person_id: personId, content: '{}' })
    .execute();
});

describe('the frame of a page', () => {
  it('counts what is unread for the organisation acted for, and names the others', async () => {
    expect(await findViewer(actor(maker))).toMatchObject({
      unreadNotices: 1,
      otherOrganisations: [{ id: brand, name: 'Abeille' }],
      openInvitations: 0,
    });
    const invitation = { organisation_id: brand, name: 'H', role: 'reader', code: 'K7QX2M9PB4TD' };
    const toOther = { ...invitation, email: 'other@example.org' };
    await db
      .insertInto('invitations')
      .values([{ ...invitation, email: 'H@example.org' }, toOther])
      .execute();
    expect(await findViewer(actor(maker))).toMatchObject({ openInvitations: 1 });
  });
});

describe('what waits', () => {
  it('is open, proposed, one’s own, and counted once', async () => {
    const waiting = {
      unreadNotices: 1,
      drafts: 1,
      proposedNeeds: 1,
      closingPurchases: 0,
      organisationsToVerify: 0,
    };
    expect(await countWaiting(actor(maker))).toEqual(waiting);
    expect(await countWaiting(actor(brand))).toEqual({ ...waiting, drafts: 0, proposedNeeds: 0 });
  });

  it('leaves out what the role cannot act on', async () => {
    expect(await countWaiting(actor(maker, 'reader'))).toMatchObject({ drafts: 0, proposedNeeds: 0 });
    expect(await countWaiting(actor(maker, 'buyer'))).toMatchObject({ drafts: 1, proposedNeeds: 0 });
    expect(await countWaiting(actor(maker, 'sales'))).toMatchObject({ drafts: 0, proposedNeeds: 1 });
  });
});

describe('the directory’s figures', () => {
  it('count makers with a capability, not those without', async () => {
    expect(await countDirectory()).toEqual({
      makers: 1,
      capabilities: 1,
      openGroupPurchases: 0,
      families: [{ code: 'CAD', capabilities: 1 }],
    });
  });
});
