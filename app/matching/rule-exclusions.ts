import type { Exclusion } from '../taxonomy/read-exclusions';
import { conceptsOfStem } from '../taxonomy/word-concepts';
import type { Outcome, Reason } from './match-records';
import type { PreparedCapability } from './prepare-capability';
import type { PreparedNeed } from './prepare-need';
import { WEIGHTS } from './weights';

/** What the need's text forbids, and what the maker's text refuses. */
export function exclusionReasons(need: PreparedNeed, capability: PreparedCapability): Reason[] {
  const forbidden = need.exclusions.map((exclusion) => forbiddenReason(exclusion, need, capability));
  const refused = [...capability.refusals, ...capability.makerExclusions].map((refusal) =>
    refusalReason(refusal, need, capability),
  );
  return [...forbidden, ...refused].filter((reason): reason is Reason => reason !== undefined);
}

const EUROPE = new Set(['FR', 'DE', 'IT', 'ES', 'PT', 'BE', 'NL', 'AT']);
const ASIA = new Set(['CN', 'JP', 'HK', 'TW', 'KR', 'VN', 'TH', 'IN']);

function inPlace(country: string, places: readonly string[]): boolean {
  if (country === '') return false;
  return places.some((place) => {
    if (place === 'ASIA') return ASIA.has(country);
    if (place === 'NOT_EU') return !EUROPE.has(country);
    if (place === 'NOT_FR') return country !== 'FR';
    return place === country;
  });
}

function forbiddenReason(
  exclusion: Exclusion,
  need: PreparedNeed,
  capability: PreparedCapability,
): Reason | undefined {
  const params = { text: exclusion.text };
  const say = (outcome: Outcome, hard = false): Reason => ({
    rule: 'exclusion',
    outcome,
    hard,
    factor: outcome === 'fits' ? 1 : WEIGHTS.exclusion[outcome],
    message: { key: `exclusion.${outcome}`, params },
    ...(outcome === 'unknown' ? { ask: { key: 'exclusion.ask', params } } : {}),
    ...(outcome === 'near' ? { remedy: { key: 'exclusion.remedy', params } } : {}),
  });
  if (exclusion.countries.length > 0) {
    return inPlace(capability.record.maker?.country ?? '', exclusion.countries)
      ? say('fails', true)
      : undefined;
  }
  if (capability.refusals.some((refusal) => sameThing(refusal.stems, exclusion.stems))) return say('fits');
  const first = capability.record.leaves[0] ?? '';
  const elsewhere = exclusion.leafIds.filter((id) => !need.leafIds.has(id));
  const inTitle = says(capability.titleTerms, exclusion.stems);
  if (elsewhere.includes(first) && (inTitle || !need.leafIds.has(first))) return say('fails', true);
  if (inTitle && (exclusion.leafIds.includes(first) || !need.leafIds.has(first))) return say('fails', true);
  const inLeaves = elsewhere.some((id) => capability.record.leaves.includes(id));
  if (inTitle || inLeaves || says(capability.textTerms, exclusion.stems)) return say('near');
  return undefined;
}

function says(terms: ReadonlySet<string>, stems: readonly string[]): boolean {
  return (
    stems.length > 0 &&
    stems.every((stem) => terms.has(stem) || conceptsOfStem(stem).some((concept) => terms.has(concept)))
  );
}

function sameThing(a: readonly string[], b: readonly string[]): boolean {
  const [head] = b;
  return head !== undefined && a.includes(head);
}

/** The maker's refusal counts when the need is about what is refused. */
function refusalReason(
  refusal: Exclusion,
  need: PreparedNeed,
  capability: PreparedCapability,
): Reason | undefined {
  if (need.exclusions.some((exclusion) => sameThing(refusal.stems, exclusion.stems))) return undefined;
  const asked = new Set(need.terms.flatMap((term) => [term.stem, ...term.concepts]));
  const wanted = refusal.stems.filter(
    (stem) => asked.has(stem) || conceptsOfStem(stem).some((concept) => asked.has(concept)),
  );
  const leafWanted = refusal.leafIds.some(
    (id) => need.surelyAsked.has(id) && !capability.record.leaves.includes(id),
  );
  const spoken = refusal.kind === 'refusal' && wanted.length > 0 && wanted.length >= refusal.stems.length / 2;
  const specWanted = refusal.kind === 'refusal' && need.specs.some((spec) => namesValue(refusal, spec.value));
  if (!leafWanted && !spoken && !specWanted) return undefined;
  return {
    rule: 'refusal',
    outcome: 'fails',
    hard: true,
    factor: WEIGHTS.refusal.fails,
    message: { key: 'refusal.fails', params: { text: refusal.text } },
  };
}

function namesValue(refusal: Exclusion, value: PreparedNeed['specs'][number]['value']): boolean {
  return value.kind === 'words' && value.values.some((word) => refusal.stems.includes(word.toLowerCase()));
}
