import { formatNumber } from '~/i18n/format';
import type { Locale } from '~/i18n/messages';
import { attributes } from '~/taxonomy/attributes';
import type { Specs, SpecValue } from './specs';

const between = { fr: ' à ', en: ' to ' } as const;
const yesNo = { fr: { yes: 'oui', no: 'non' }, en: { yes: 'yes', no: 'no' } } as const;

function describeValue(value: SpecValue, locale: Locale): string {
  if ('min' in value)
    return formatNumber(value.min, locale) + between[locale] + formatNumber(value.max, locale);
  return value.values
    .map((one) => {
      if (typeof one === 'number') return formatNumber(one, locale);
      if (typeof one === 'boolean') return one ? yesNo[locale].yes : yesNo[locale].no;
      return one;
    })
    .join(', ');
}

/**
 * Specifications as a person reads them: "diamètre", "20 à 38 mm". Attributes in the order of their file; unknown keys
 * (an older file's) are left out.
 */
export function describeSpecs(
  specs: Specs,
  locale: Locale,
): { key: string; term: string; description: string }[] {
  // the database keeps no order of keys
  return attributes.flatMap((attribute) => {
    const { key } = attribute;
    const value = specs[key];
    if (value === undefined) return [];
    const unit = attribute.unit ? `\u00a0${attribute.unit}` : '';
    return [{ key, term: attribute[locale], description: describeValue(value, locale) + unit }];
  });
}
