import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Actor, memberRoles, organisationKinds } from '~/accounts/actor';
import { needVisibilities } from './need';
import { canPostNeeds, canReadBrand, canReadMatches, canReadNeed, type NeedFacts } from './need-policy';

const actors: fc.Arbitrary<Actor> = fc.record({
  personId: fc.uuid(),
  name: fc.string(),
  email: fc.emailAddress(),
  locale: fc.constantFrom('fr' as const, 'en' as const),
  organisation: fc.record({
    id: fc.constantFrom('a', 'b', 'c'),
    ref: fc.string(),
    name: fc.string(),
    kind: fc.constantFrom(...organisationKinds),
  }),
  role: fc.constantFrom(...memberRoles),
});
const needs: fc.Arbitrary<NeedFacts> = fc.record({
  organisationId: fc.constantFrom('a', 'b', 'c'),
  visibility: fc.constantFrom(...needVisibilities),
  proposedToActor: fc.boolean(),
});

describe('who may read what of a need', () => {
  it('shows matches, and so the budget, to nobody but the brand', () => {
    fc.assert(
      fc.property(fc.option(actors), needs, (actor, need) => {
        expect(canReadMatches(actor, need)).toBe(actor?.organisation.id === need.organisationId);
      }),
    );
  });

  it('hides a need for proposed makers from everybody else, coordinators included', () => {
    fc.assert(
      fc.property(fc.option(actors), needs, (actor, need) => {
        const hidden = need.visibility === 'matched' && !need.proposedToActor;
        if (hidden && actor?.organisation.id !== need.organisationId) {
          expect(canReadNeed(actor, need)).toBe(false);
          expect(canReadBrand(actor, need)).toBe(false);
        }
      }),
    );
  });

  it('never names the brand of an anonymous need to another organisation', () => {
    fc.assert(
      fc.property(fc.option(actors), needs, (actor, need) => {
        if (need.visibility === 'anonymous' && actor?.organisation.id !== need.organisationId)
          expect(canReadBrand(actor, need)).toBe(false);
      }),
    );
  });

  it('lets only buyers and administrators of a brand post', () => {
    fc.assert(
      fc.property(actors, (actor) => {
        expect(canPostNeeds(actor)).toBe(
          actor.organisation.kind === 'brand' && ['administrator', 'buyer'].includes(actor.role),
        );
      }),
    );
  });
});
