import type { ComparableSpecs } from '../taxonomy/comparable-value';

/** What matching needs to know of the maker behind a capability. */
export interface MakerFacts {
  readonly ref: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2 */
  readonly country: string;
  /** INSEE department code, empty abroad */
  readonly department: string;
  readonly certifications: readonly string[];
  readonly description: string;
  readonly latitude?: number;
  readonly longitude?: number;
}

/** A capability as matching reads it. An absent figure means "not stated". Money in cents, durations in calendar days. */
export interface CapabilityRecord {
  readonly ref: string;
  readonly title: string;
  readonly description: string;
  readonly family: string;
  readonly leaves: readonly string[];
  readonly specs: ComparableSpecs;
  readonly moq?: number;
  readonly maxBatch?: number;
  readonly monthlyCapacity?: number;
  readonly prototypeLeadDays?: number;
  readonly seriesLeadDays?: number;
  readonly unitPriceMinCents?: number;
  readonly unitPriceMaxCents?: number;
  readonly frenchOriginPct?: number;
  readonly standards: readonly string[];
  readonly maker?: MakerFacts;
}

/** A need as matching reads it; family, leaves and specs may be absent when there is only text. */
export interface NeedRecord {
  readonly ref: string;
  readonly title: string;
  readonly description: string;
  readonly family?: string;
  readonly leaves: readonly string[];
  readonly specs: ComparableSpecs;
  readonly prototypeQuantity?: number;
  readonly seriesQuantity?: number;
  readonly annualQuantity?: number;
  readonly targetUnitPriceCents?: number;
  /** ISO date of the first series delivery */
  readonly neededBy?: string;
  readonly frenchOriginMinPct?: number;
  readonly standards: readonly string[];
  readonly latitude?: number;
  readonly longitude?: number;
}

export type Outcome = 'fits' | 'near' | 'unknown' | 'fails';

/** A message key with what it tells of; rendered in French and English by `renderMessage`. */
export interface MatchMessage {
  readonly key: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** One rule's finding about a need and a capability. */
export interface Reason {
  readonly rule: string;
  readonly outcome: Outcome;
  /** what the score is multiplied by because of this reason: 1 is no loss */
  readonly factor: number;
  /** a failure that no other merit makes good: ranks below every fit */
  readonly hard: boolean;
  readonly message: MatchMessage;
  /** the question to put to the maker when the outcome is `unknown` */
  readonly ask?: MatchMessage;
  /** what would turn a `near` into a `fits` */
  readonly remedy?: MatchMessage;
  /** the buyer's secret (target price): never shown to makers */
  readonly secret?: true;
}
