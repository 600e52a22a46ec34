import { comparableSpecs } from '~/matching/comparable-specs';
import { type PreparedCapability, prepareCapability } from '~/matching/prepare-capability';
import { prepareNeed } from '~/matching/prepare-need';
import { rankCapabilities as rankForNeed } from '~/matching/rank-capabilities';
import type { Rarity } from '~/matching/topic';
import type { CapabilityDocument } from './capability-document';
import type { CorpusStatistics } from './corpus-statistics';
import type { Ranked } from './rank-capabilities';
import type { UnderstoodQuery } from './understand-query';

/** From so many telling words on a query is a sentence that asks for something, and is read as a small need. */
const SENTENCE_TERMS = 4;
/** The second opinion is asked on the best of the first. */
const ASKED = 100;

export function isSentence(query: UnderstoodQuery): boolean {
  return query.terms.length >= SENTENCE_TERMS;
}

/**
 * The order of a sentence's answers: half by the words and leaves (`ranked`), half by what matching says of the
 * sentence as a need, which reads quantities, measures and refusals too.
 * @param preparedOf a capability as matching reads it
 */
export function rankSentence<Value>(
  query: UnderstoodQuery,
  ranked: readonly Ranked<Value>[],
  preparedOf: (value: Value) => PreparedCapability,
  statistics: CorpusStatistics,
  today: Date,
): Ranked<Value>[] {
  const need = prepareNeed(
    { ref: 'query', title: query.text, description: '', leaves: [], specs: {}, standards: [] },
    today,
  );
  const asked = ranked.slice(0, ASKED);
  const matches = rankForNeed(
    need,
    asked.map(({ value }) => preparedOf(value)),
    { rarity: rarityOf(statistics) },
  );
  const opinions = new Map(matches.map(({ capabilityRef, score }) => [capabilityRef, score]));
  const best = ranked[0]?.score ?? 0;
  const bestOpinion = matches[0]?.score ?? 0;
  const share = (value: number, of: number) => (of > 0 ? value / of : 0);
  return ranked
    .map((one) => ({
      ...one,
      score: (share(one.score, best) + share(opinions.get(one.ref) ?? 0, bestOpinion)) / 2,
    }))
    .sort((a, b) => b.score - a.score || (a.ref < b.ref ? -1 : 1));
}

function rarityOf(statistics: CorpusStatistics): Rarity {
  return {
    term: (term) => statistics.rarity(term.startsWith('~') ? `c:${term}` : `s:${term}`),
    leaf: (leafId) => statistics.rarity(`l:${leafId}`),
  };
}

/** What matching reads of a capability; prices are not among a search's facts, so they say nothing here. */
export function prepareDocument(document: CapabilityDocument): PreparedCapability {
  const { maker } = document;
  return prepareCapability({
    ref: document.ref,
    title: document.title,
    description: document.description,
    family: document.family,
    leaves: document.leaves,
    specs: comparableSpecs(document.specs),
    standards: document.standards,
    ...known('moq', document.moq),
    ...known('maxBatch', document.maxBatch),
    ...known('monthlyCapacity', document.monthlyCapacity),
    ...known('prototypeLeadDays', document.prototypeLeadDays),
    ...known('seriesLeadDays', document.seriesLeadDays),
    ...known('frenchOriginPct', document.frenchOriginPct),
    maker: {
      ref: maker.ref,
      name: maker.name,
      country: maker.country,
      department: maker.department ?? '',
      certifications: maker.certifications,
      description: '',
    },
  });
}

function known<Key extends string>(key: Key, value: number | null): Partial<Record<Key, number>> {
  const stated: Partial<Record<Key, number>> = {};
  if (value !== null) stated[key] = value;
  return stated;
}
