import type { Locale } from '~/i18n/messages';
import file from './variants.json';

interface VariantValue {
  readonly fr: string;
  readonly en: string;
  /** a regular expression on folded text */
  readonly pattern: string;
}

/** The variants of a group, by their names in the rules. */
export function variantValues(group: { readonly values: object }): [string, VariantValue][] {
  return Object.entries(group.values as Record<string, VariantValue>);
}

const labels = new Map(
  file.groups.map((group) => [group.name, new Map<string, VariantValue>(variantValues(group))]),
);

/** `eink|oled` of the group `display` -> "encre électronique, OLED"; a name that is not known stays as it is. */
export function sayVariants(group: string, names: string, locale: Locale): string {
  return names
    .split('|')
    .map((name) => labels.get(group)?.get(name)?.[locale] ?? name)
    .join(', ');
}
