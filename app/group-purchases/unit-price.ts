import type { Locale } from '~/i18n/messages';

/**
 * A participant's own share over its own quantity, in euros, to a hundredth of a cent: no further, since more digits
 * of the group's price would give its total away as a fraction.
 */
export function unitPriceText(share: { shareCents: number; quantity: number }, locale: Locale): string {
  return new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', {
    style: 'currency',
    currency: 'EUR',
    maximumFractionDigits: 4,
  }).format(share.shareCents / share.quantity / 100);
}
