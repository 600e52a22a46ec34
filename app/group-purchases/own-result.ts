import type { SharingRule } from '~/clearing/sharing-rule';

/** What clearing an order gave to one organisation. Every number here is that organisation's own. */
export type OwnResult = OwnShare | OwnMiss | OwnSupply;

/** It takes part: how many, for how much, and what the same would cost without the others. */
export interface OwnShare {
  readonly kind: 'share';
  readonly quantity: number;
  /** Everything that it pays. */
  readonly shareCents: number;
  /** null: nobody would sell so few to it alone. */
  readonly aloneCents: number | null;
  /** It and some of the others would pay less without the rest. */
  readonly betterInSubgroup: boolean;
  readonly appliedRule: SharingRule;
  /** The order's rule would have put somebody above a limit, and equal price was used instead. */
  readonly ruleReplaced: boolean;
  /** 0 when the outcome is proven the best; else no better one is further away than this part of it. */
  readonly gap: number;
  readonly answer: OwnAnswer | null;
  /** The reader may confirm or refuse now. */
  readonly mayAnswer: boolean;
}

/** It does not take part this time; why, in terms that tell nothing about anybody. */
export interface OwnMiss {
  readonly kind: 'miss';
  readonly why: 'minimum-missed' | 'no-offer' | 'interest-only' | 'above-limit' | 'rationed';
}

/** It supplies: its own part of the order. */
export interface OwnSupply {
  readonly kind: 'supply';
  readonly quantity: number;
  readonly unitPriceCents: number;
  readonly fixedCostCents: number;
  /** Everything that it is paid. */
  readonly costCents: number;
}

export const answers = ['confirmed', 'refused'] as const;
export type Answer = (typeof answers)[number];

export interface OwnAnswer {
  readonly answer: Answer;
  readonly at: string;
  /** null: the person is gone. */
  readonly person: string | null;
}

/** Cents saved by buying with the others; negative when alone would be cheaper; null when alone is impossible. */
export function savingCents(share: Pick<OwnShare, 'shareCents' | 'aloneCents'>): number | null {
  return share.aloneCents === null ? null : share.aloneCents - share.shareCents;
}
