// @vitest-environment jsdom
import { createRemixStub } from '@remix-run/testing';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { LocaleProvider } from '~/i18n/locale-context';
import type { Locale } from '~/i18n/messages';
import type { OwnResult, OwnShare } from './own-result';
import { OwnResultSection } from './own-result-section';
import { unitPriceText } from './unit-price';

afterEach(cleanup);

const share: OwnShare = {
  kind: 'share',
  quantity: 1000,
  shareCents: 494_859,
  aloneCents: 655_000,
  betterInSubgroup: false,
  appliedRule: 'equal',
  ruleReplaced: false,
  gap: 0,
  answer: null,
  mayAnswer: true,
};

function show(result: OwnResult, locale: Locale = 'fr'): string {
  const operations = { commit: 'a', withdraw: 'b', confirm: 'c', refuse: 'd' };
  const Page = createRemixStub([
    {
      path: '/',
      Component: () => (
        <LocaleProvider locale={locale}>
          <OwnResultSection result={result} purchaseRef="gp-1" operations={operations} />
        </LocaleProvider>
      ),
    },
  ]);
  const { container } = render(<Page />);
  return (container.textContent ?? '').replaceAll(/[\s\u00a0\u202f]+/g, ' ');
}

describe('one’s own result', () => {
  it('shows quantity, price, share, cost alone and saving, in words and as a drawing with its title', () => {
    const text = show(share);
    for (const words of ['1 000', '4,9486 €', '4 948,59 €', '6 550,00 €', '1 601,41 €', 'prouvé optimal'])
      expect(text).toContain(words);
    expect(screen.getByRole('img').getAttribute('aria-labelledby')).toBeTruthy();
    expect(screen.getAllByRole('table', { hidden: true })).toHaveLength(1);
    expect(text).not.toContain('vous paieriez moins');
  });

  it('warns who would pay less alone, or with some only, before the buttons', () => {
    const alone = show({ ...share, aloneCents: 400_000 });
    expect(alone).toContain('Seul, vous paieriez moins');
    expect(alone).toContain('948,59 € de moins');
    expect(alone.indexOf('paieriez')).toBeLessThan(alone.indexOf('Confirmer notre résultat'));
    cleanup();
    expect(show({ ...share, betterInSubgroup: true })).toContain('À quelques-uns, vous paieriez moins');
  });

  it('says what was not proven, which rule was replaced, and what nobody would sell alone', () => {
    const text = show({ ...share, aloneCents: null, gap: 0.0123, ruleReplaced: true }, 'en');
    expect(text).toContain('at most 1.23% away');
    expect(text).toContain('equal price replaces it');
    expect(text).toContain('No supplier would deliver to you without the others');
    expect(text).not.toContain('proven');
  });

  it('asks for an answer once, of whoever may give it', () => {
    show(share);
    expect(screen.getByRole('button', { name: 'Confirmer notre résultat' })).toBeTruthy();
    cleanup();
    expect(show({ ...share, mayAnswer: false })).toContain('Un administrateur ou un acheteur');
    expect(screen.queryByRole('button', { name: /Confirmer/ })).toBeNull();
    cleanup();
    const answer = { answer: 'refused', at: '2027-03-28T01:30:00Z', person: null } as const;
    const text = show({ ...share, answer });
    expect(text).toContain('Résultat refusé');
    expect(text).toContain('un ancien membre');
    expect(screen.queryByRole('button', { name: /Confirmer/ })).toBeNull();
  });

  it('tells a supplier its part, and who is out why', () => {
    expect(
      show({
        kind: 'supply',
        quantity: 3550,
        unitPriceCents: 485,
        fixedCostCents: 35_000,
        costCents: 1_756_750,
      }),
    ).toContain('17 567,50 €');
    cleanup();
    expect(show({ kind: 'miss', why: 'above-limit' }, 'en')).toContain('Not this time');
  });
});

describe('a unit price', () => {
  it('has two decimals at least and four at most', () => {
    expect(unitPriceText({ shareCents: 100, quantity: 3 }, 'en')).toBe('€0.3333');
    expect(unitPriceText({ shareCents: 1_000, quantity: 2 }, 'en')).toBe('€5.00');
  });
});
