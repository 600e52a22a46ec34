/** A capability as a list shows it: public facts, words in the reader's language. Prices are not among them. */
export interface CapabilitySummary {
  readonly ref: string;
  readonly title: string;
  readonly description: string;
  readonly family: string;
  /** labels of the leaves, the main one first */
  readonly leaves: readonly string[];
  readonly standards: readonly string[];
  readonly limits: CapabilityLimits;
  readonly maker: { readonly ref: string; readonly name: string; readonly place: string };
}

/** Pieces an order, calendar days, per cent; null is "not stated", never zero. */
export interface CapabilityLimits {
  readonly moq: number | null;
  readonly maxBatch: number | null;
  readonly monthlyCapacity: number | null;
  readonly prototypeLeadDays: number | null;
  readonly seriesLeadDays: number | null;
  readonly frenchOriginPct: number | null;
}

/** 'Morteau, Doubs (25)', 'Shenzhen, CN' */
export function placeOf(city: string, department: string | null, country: string): string {
  return [city, department ?? (country === 'FR' ? '' : country)].filter((part) => part !== '').join(', ');
}
