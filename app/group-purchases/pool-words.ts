import { formatInteger } from '~/i18n/format';
import type { Locale } from '~/i18n/messages';
import { groupPurchaseMessages } from '~/i18n/messages/group-purchases';
import type { Reading } from './publication';

/** A published reading in a few words, as the list's badge and the page's title line say it. */
export function describeReading(
  reading: Reading,
  mayRead: boolean,
  locale: Locale,
): { tone: 'neutral' | 'accent' | 'good'; text: string } {
  const words = groupPurchaseMessages[locale];
  if (reading.stage === 'forming') return { tone: 'neutral', text: words.forming };
  if (!mayRead) return { tone: 'accent', text: words.someTierReached };
  if (reading.tierQuantity === null) return { tone: 'accent', text: words.belowFirstTier };
  return { tone: 'good', text: words.tierReached(formatInteger(reading.tierQuantity, locale)) };
}
