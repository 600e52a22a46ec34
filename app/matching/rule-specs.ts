import { formatComparableValue } from '../taxonomy/comparable-value';
import { compareSpec, isHardAttribute } from './compare-specs';
import type { MatchMessage, Reason } from './match-records';
import type { PreparedCapability } from './prepare-capability';
import type { PreparedNeed, SpecDemand } from './prepare-need';
import { WEIGHTS } from './weights';

/** One reason for each attribute that the need asks for. */
export function specReasons(need: PreparedNeed, capability: PreparedCapability): Reason[] {
  return need.specs.map((demand) => specReason(demand, capability));
}

function specReason(demand: SpecDemand, capability: PreparedCapability): Reason {
  const offered = capability.record.specs[demand.key];
  const compared = compareSpec(demand.key, demand.value, offered);
  // words guessed from text are readings of one word (« acier »: 316L or 904L): one of them is enough
  const alternative = demand.guessed && demand.value.kind === 'words' && compared === 'near';
  const outcome = alternative ? 'fits' : compared;
  const hard = isHardAttribute(demand.key);
  const factors = hard ? WEIGHTS.spec : WEIGHTS.softSpec;
  const failing = demand.guessed && hard ? WEIGHTS.guessedSpecFails : factors.fails;
  const params = {
    attribute: demand.key,
    wanted: formatComparableValue(demand.value),
    offered: offered === undefined ? '' : formatComparableValue(offered),
  };
  const base = {
    rule: `spec:${demand.key}`,
    outcome,
    factor: outcome === 'fits' ? 1 : outcome === 'fails' ? failing : factors[outcome],
    hard: outcome === 'fails' && hard,
    message: { key: `spec.${outcome}`, params } satisfies MatchMessage,
  };
  if (outcome === 'unknown') return { ...base, ask: { key: 'spec.ask', params } };
  if (outcome === 'near') return { ...base, remedy: { key: 'spec.remedy', params } };
  return base;
}
