import type { Outcome, Reason } from './match-records';
import type { PreparedCapability } from './prepare-capability';
import type { PreparedNeed } from './prepare-need';
import { WEIGHTS } from './weights';

const DAY = 86_400_000;

type Factors = Readonly<Record<'near' | 'unknown' | 'fails', number>>;

function factorOf(outcome: Outcome, factors: Factors): number {
  return outcome === 'fits' ? 1 : factors[outcome];
}

/** The pieces of one order: the series, else a year's, else the prototypes. */
export function orderedQuantity(need: PreparedNeed): number | undefined {
  return need.seriesQuantity ?? need.annualQuantity ?? need.prototypeQuantity;
}

/** Batch size, capacity by the date, lead time, prototype and price. */
export function orderReasons(need: PreparedNeed, capability: PreparedCapability): Reason[] {
  return [
    minimumReason(need, capability),
    maximumReason(need, capability),
    timeReason(need, capability),
    capacityReason(need, capability),
    prototypeReason(need, capability),
    priceReason(need, capability),
  ].filter((reason): reason is Reason => reason !== undefined);
}

function minimumReason(need: PreparedNeed, capability: PreparedCapability): Reason | undefined {
  const quantity = orderedQuantity(need);
  if (quantity === undefined) return undefined;
  const minimum = capability.record.moq ?? capability.reading.batch.min?.value;
  const params = { quantity, minimum: minimum ?? 0 };
  if (minimum === undefined) {
    return {
      rule: 'minimum',
      outcome: 'unknown',
      factor: WEIGHTS.batch.unknown,
      hard: false,
      message: { key: 'minimum.unknown', params },
      ask: { key: 'minimum.ask', params },
    };
  }
  // a year's volume can be ordered at once when the series is smaller than the minimum
  const reachable = Math.max(quantity, need.annualQuantity ?? 0);
  const outcome: Outcome =
    quantity >= minimum ? 'fits' : reachable * WEIGHTS.moqNear >= minimum ? 'near' : 'fails';
  const hard = outcome === 'fails' && minimum > quantity * WEIGHTS.moqHard;
  const soft = outcome === 'fails' && !hard ? 0.6 : WEIGHTS.batch.fails;
  return {
    rule: 'minimum',
    outcome,
    hard,
    factor: outcome === 'fails' ? soft : factorOf(outcome, WEIGHTS.batch),
    message: { key: `minimum.${outcome}`, params },
    ...(outcome === 'near' ? { remedy: { key: 'minimum.remedy', params } } : {}),
  };
}

function maximumReason(need: PreparedNeed, capability: PreparedCapability): Reason | undefined {
  const quantity =
    need.seriesQuantity ?? (need.annualQuantity === undefined ? need.prototypeQuantity : undefined);
  const stated = capability.record.maxBatch ?? capability.reading.batch.max?.value;
  if (quantity === undefined || stated === undefined) return undefined;
  const ratio = stated / quantity;
  const outcome: Outcome = ratio >= 1 ? 'fits' : ratio >= WEIGHTS.maxBatchNear ? 'near' : 'fails';
  const params = { quantity, maximum: stated };
  return {
    rule: 'maximum',
    outcome,
    factor: outcome === 'fails' && ratio >= WEIGHTS.maxBatchHard ? 0.6 : factorOf(outcome, WEIGHTS.batch),
    hard: outcome === 'fails' && ratio < WEIGHTS.maxBatchHard,
    message: { key: `maximum.${outcome}`, params },
    ...(outcome === 'near' ? { remedy: { key: 'maximum.remedy', params } } : {}),
  };
}

function daysLeft(need: PreparedNeed): number | undefined {
  if (need.neededBy === undefined) return undefined;
  return Math.floor((Date.parse(need.neededBy) - need.today.getTime()) / DAY);
}

function timeReason(need: PreparedNeed, capability: PreparedCapability): Reason | undefined {
  const left = daysLeft(need);
  if (left === undefined) return undefined;
  const lead = capability.record.seriesLeadDays ?? capability.record.prototypeLeadDays;
  const params = { days: Math.max(left, 0), lead: lead ?? 0 };
  if (lead === undefined) {
    return {
      rule: 'time',
      outcome: 'unknown',
      factor: WEIGHTS.time.unknown,
      hard: false,
      message: { key: 'time.unknown', params },
      ask: { key: 'time.ask', params },
    };
  }
  const outcome: Outcome = lead <= left ? 'fits' : lead <= left * 1.2 + 7 ? 'near' : 'fails';
  return {
    rule: 'time',
    outcome,
    factor: factorOf(outcome, WEIGHTS.time),
    hard: false,
    message: { key: `time.${outcome}`, params },
    ...(outcome === 'near' ? { remedy: { key: 'time.remedy', params } } : {}),
  };
}

function capacityReason(need: PreparedNeed, capability: PreparedCapability): Reason | undefined {
  const left = daysLeft(need);
  const capacity = capability.record.monthlyCapacity;
  const quantity = need.seriesQuantity;
  if (capacity === undefined || quantity === undefined) return undefined;
  const lead = capability.record.seriesLeadDays ?? 0;
  // the order's last month of lead time already makes pieces
  const months = left === undefined ? 12 : Math.max(1, (left - lead) / 30 + 1);
  const makes = Math.floor(capacity * months);
  const outcome: Outcome = makes >= quantity ? 'fits' : makes >= quantity * 0.6 ? 'near' : 'fails';
  const params = { quantity, capacity, makes, months: Math.ceil(quantity / Math.max(1, capacity)) };
  return {
    rule: 'capacity',
    outcome,
    factor: factorOf(outcome, WEIGHTS.capacity),
    hard: false,
    // without a date there is no "in time" to speak of
    message: { key: left === undefined ? 'capacity.pace' : `capacity.${outcome}`, params },
    ...(outcome === 'near' ? { remedy: { key: 'capacity.remedy', params } } : {}),
  };
}

function prototypeReason(need: PreparedNeed, capability: PreparedCapability): Reason | undefined {
  if (need.prototypeQuantity === undefined || need.prototypeQuantity === 0) return undefined;
  const lead = capability.record.prototypeLeadDays;
  const params = { quantity: need.prototypeQuantity, lead: lead ?? 0 };
  if (lead !== undefined)
    return {
      rule: 'prototype',
      outcome: 'fits',
      factor: 1,
      hard: false,
      message: { key: 'prototype.fits', params },
    };
  return {
    rule: 'prototype',
    outcome: 'unknown',
    factor: WEIGHTS.prototype.unknown,
    hard: false,
    message: { key: 'prototype.unknown', params },
    ask: { key: 'prototype.ask', params },
  };
}

function priceReason(need: PreparedNeed, capability: PreparedCapability): Reason | undefined {
  const target = need.targetUnitPriceCents;
  if (target === undefined) return undefined;
  const from = capability.record.unitPriceMinCents;
  const params = { target: target / 100, from: (from ?? 0) / 100 };
  if (from === undefined) {
    return {
      rule: 'price',
      outcome: 'unknown',
      factor: WEIGHTS.price.unknown,
      hard: false,
      secret: true,
      message: { key: 'price.unknown', params },
      ask: { key: 'price.ask', params },
    };
  }
  const outcome: Outcome = from <= target ? 'fits' : from <= target * WEIGHTS.priceNear ? 'near' : 'fails';
  return {
    rule: 'price',
    outcome,
    factor: factorOf(outcome, WEIGHTS.price),
    hard: false,
    secret: true,
    message: { key: `price.${outcome}`, params },
    ...(outcome === 'near' ? { remedy: { key: 'price.remedy', params } } : {}),
  };
}
