import { formatInteger, formatNumber } from '~/i18n/format';
import { useLocale, useMessages } from '~/i18n/locale-context';
import { directoryMessages } from '~/i18n/messages/directory';
import type { Definition } from '~/ui/definition-list';
import type { CapabilityLimits } from './capability';

/** What is stated of batches, delays and origin, in words. */
export function useLimitWords(limits: CapabilityLimits): Definition[] {
  const words = useMessages(directoryMessages);
  const locale = useLocale();
  const whole = (value: number) => formatInteger(value, locale);
  const days = (value: number) => words.days(whole(value));
  const stated: [string, number | null, (value: number) => string][] = [
    [words.monthlyCapacity, limits.monthlyCapacity, (value) => words.pieces(whole(value))],
    [words.prototypeLead, limits.prototypeLeadDays, days],
    [words.seriesLead, limits.seriesLeadDays, days],
    [words.frenchOrigin, limits.frenchOriginPct, (value) => words.percent(formatNumber(value, locale))],
  ];
  const batch = batchWords(limits, words, whole);
  return [
    ...(batch === null ? [] : [{ term: words.batch, description: batch }]),
    ...stated.flatMap(([term, value, describe]) =>
      value === null ? [] : [{ term, description: describe(value) }],
    ),
  ];
}

function batchWords(
  { moq, maxBatch }: CapabilityLimits,
  words: {
    batchBetween: (min: string, max: string) => string;
    batchFrom: (min: string) => string;
    batchUpTo: (max: string) => string;
  },
  whole: (value: number) => string,
): string | null {
  if (moq !== null && maxBatch !== null) return words.batchBetween(whole(moq), whole(maxBatch));
  if (moq !== null) return words.batchFrom(whole(moq));
  return maxBatch === null ? null : words.batchUpTo(whole(maxBatch));
}
