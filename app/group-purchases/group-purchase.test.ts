import { describe, expect, it } from 'vitest';
import type { Actor } from '~/accounts/actor';
import { formatDeadline } from '~/i18n/format';
import { groupPurchaseMessages } from '~/i18n/messages/group-purchases';
import { collectingPhase, reachedTier } from './group-purchase';
import { canSeeGroupPurchase, whyNotCommit } from './group-purchase-policy';

describe('the calendar of an order', () => {
  const calendar = {
    state: 'collecting' as const,
    opensAt: new Date('2026-11-02T08:00:00Z'),
    closesAt: new Date('2026-12-18T17:00:00Z'),
  };

  it('is open from its opening to just before its closing', () => {
    const phaseAt = (iso: string) => collectingPhase(calendar, new Date(iso));
    expect(phaseAt('2026-11-02T07:59:59.999Z')).toBe('not-yet-open');
    expect(phaseAt('2026-11-02T08:00:00Z')).toBe('open');
    expect(phaseAt('2026-12-18T16:59:59.999Z')).toBe('open');
    expect(phaseAt('2026-12-18T17:00:00Z')).toBe('closed');
  });

  it('is closed in every state that does not collect', () => {
    const now = new Date('2026-11-20T00:00:00Z');
    expect(collectingPhase({ ...calendar, state: 'extended' }, now)).toBe('open');
    for (const state of ['draft', 'offers', 'clearing', 'ordered', 'cancelled'] as const)
      expect(collectingPhase({ ...calendar, state }, now)).toBe('closed');
  });

  it('shows a deadline in Paris on both sides of each change of the clocks', () => {
    expect(formatDeadline('2027-03-28T00:59:00Z', 'fr')).toMatch(/01:59$/);
    expect(formatDeadline('2027-03-28T01:00:00Z', 'fr')).toMatch(/03:00$/);
    expect(formatDeadline('2026-10-25T00:30:00Z', 'fr')).toMatch(/02:30$/);
    expect(formatDeadline('2026-10-25T01:30:00Z', 'fr')).toMatch(/02:30$/);
    expect(formatDeadline('2026-10-25T02:30:00Z', 'fr')).toMatch(/03:30$/);
  });

  it('reaches a tier at its very quantity', () => {
    expect(reachedTier([2000, 500, 1000], 1000)).toBe(1000);
    expect(reachedTier([2000, 500, 1000], 999)).toBe(500);
    expect(reachedTier([500], 499)).toBeNull();
    expect(reachedTier([], 10)).toBeNull();
  });
});

describe('who may', () => {
  const actor = (kind: Actor['organisation']['kind'], role: Actor['role'], id = 'mine'): Actor => ({
    personId: 'p',
    name: 'Camille',
    email: 'camille@rouage.example',
    locale: 'fr',
    organisation: { id, ref: 'org', name: 'Maison', kind },
    role,
  });

  it('commit: buyers and administrators of brands that do not supply the order', () => {
    expect(whyNotCommit(actor('brand', 'buyer'), false)).toBeNull();
    expect(whyNotCommit(actor('brand', 'administrator'), false)).toBeNull();
    expect(whyNotCommit(actor('brand', 'sales'), false)).toBe('not-a-buyer');
    expect(whyNotCommit(actor('brand', 'reader'), false)).toBe('not-a-buyer');
    for (const kind of ['maker', 'institution', 'school', 'lab'] as const)
      expect(whyNotCommit(actor(kind, 'administrator'), false)).toBe('not-a-brand');
    expect(whyNotCommit(actor('brand', 'buyer'), true)).toBe('supplier-of-offer');
  });

  it('see: everybody, but a draft only its lead', () => {
    const draft = { state: 'draft' as const, leadOrganisationId: 'mine' };
    expect(canSeeGroupPurchase(null, { ...draft, state: 'collecting' })).toBe(true);
    expect(canSeeGroupPurchase(null, draft)).toBe(false);
    expect(canSeeGroupPurchase(actor('brand', 'reader'), draft)).toBe(true);
    expect(canSeeGroupPurchase(actor('brand', 'administrator', 'other'), draft)).toBe(false);
  });
});

describe('words', () => {
  it('has a sentence for each code in both languages, never the same', () => {
    const { fr, en } = groupPurchaseMessages;
    const codes = Object.keys(fr).filter((key) => key.includes('-'));
    expect(codes.length).toBeGreaterThan(15);
    for (const code of codes) expect(fr[code as keyof typeof fr]).not.toBe(en[code as keyof typeof en]);
  });
});
