import { standardName } from '../taxonomy/read-demands';
import type { Outcome, Reason } from './match-records';
import type { PreparedCapability } from './prepare-capability';
import type { PreparedNeed } from './prepare-need';
import { WEIGHTS } from './weights';

/** Standards and origin. */
export function demandReasons(need: PreparedNeed, capability: PreparedCapability): Reason[] {
  const origin = originReason(need, capability);
  return [
    ...need.standards.map((standard) => standardReason(standard, capability)),
    ...(origin ? [origin] : []),
  ];
}

/** Labels that speak of one another: who has the second may be asked for the first. */
const IMPLIED: Readonly<Record<string, readonly string[]>> = {
  'ISO 17025': ['COFRAC'],
  COFRAC: ['ISO 17025'],
  RJC: ['RJC COP', 'RJC COC'],
  COSC: ['ISO 3159'],
  'ISO 3159': ['COSC'],
  LWG: ['LWG-SILVER', 'LWG-GOLD'],
};

function standardReason(standard: string, capability: PreparedCapability): Reason {
  const has =
    capability.standards.has(standard) ||
    (IMPLIED[standard] ?? []).some((other) => capability.standards.has(other)) ||
    [...capability.standards].some((other) => other.replace(/\s/g, '') === standard.replace(/\s/g, ''));
  const params = { standard };
  if (has)
    return {
      rule: 'standard',
      outcome: 'fits',
      factor: 1,
      hard: false,
      message: { key: 'standard.fits', params },
    };
  const listsOthers = capability.record.standards.map(standardName).length > 0;
  return {
    rule: 'standard',
    outcome: 'unknown',
    hard: false,
    factor: listsOthers ? WEIGHTS.standard.fails : WEIGHTS.standard.unknown,
    message: { key: 'standard.unknown', params },
    ask: { key: 'standard.ask', params },
  };
}

function originReason(need: PreparedNeed, capability: PreparedCapability): Reason | undefined {
  const wanted = need.originMinPct ?? (need.originFrance ? WEIGHTS.madeInFrancePct : undefined);
  if (wanted === undefined || wanted === 0) return undefined;
  const country = capability.record.maker?.country ?? '';
  const share = capability.record.frenchOriginPct ?? (country !== '' && country !== 'FR' ? 0 : undefined);
  const params = { wanted, share: share ?? 0 };
  if (share === undefined) {
    return {
      rule: 'origin',
      outcome: 'unknown',
      factor: WEIGHTS.origin.unknown,
      hard: false,
      message: { key: 'origin.unknown', params },
      ask: { key: 'origin.ask', params },
    };
  }
  const outcome: Outcome =
    share >= wanted ? 'fits' : share >= wanted - WEIGHTS.originNearPoints ? 'near' : 'fails';
  return {
    rule: 'origin',
    outcome,
    hard: outcome === 'fails',
    factor: outcome === 'fits' ? 1 : WEIGHTS.origin[outcome],
    message: { key: `origin.${outcome}`, params },
    ...(outcome === 'near' ? { remedy: { key: 'origin.remedy', params } } : {}),
  };
}
