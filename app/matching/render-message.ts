import { formatCents, formatInteger, formatNumber } from '~/i18n/format';
import type { Locale } from '~/i18n/messages';
import { type MatchSentenceKey, matchSentences } from '~/i18n/messages/matching';
import { findAttribute } from '~/taxonomy/attributes';
import { labelOf } from '~/taxonomy/taxonomy';
import type { MatchMessage } from './match-records';
import { sayVariants } from './variant-labels';

/**
 * A finding of the rules as a sentence in the reader's language.
 * @throws Error for a key that has no sentence: a fault of the program, caught by the test of every rule
 */
export function renderMessage(message: MatchMessage, locale: Locale): string {
  if (!isSentenceKey(message.key)) throw new Error(`no sentence for ${message.key}`);
  const said = { ...message.params, ...sayParams(message.params, locale) };
  const sentence = matchSentences[message.key][locale].replace(/\{(\w+)\}/g, (_, name: string) =>
    String(said[name] ?? ''),
  );
  return sentence.charAt(0).toLocaleUpperCase(locale) + sentence.slice(1);
}

function isSentenceKey(key: string): key is MatchSentenceKey {
  return Object.hasOwn(matchSentences, key);
}

/** Params are ids and figures; people read labels, units and separators. */
function sayParams(params: MatchMessage['params'], locale: Locale): Record<string, string> {
  const said: Record<string, string> = {};
  const attribute = typeof params['attribute'] === 'string' ? findAttribute(params['attribute']) : undefined;
  const unit = attribute?.unit ? `\u00a0${attribute.unit}` : '';
  for (const [name, value] of Object.entries(params)) {
    if (name !== 'variant' && typeof params['variant'] === 'string')
      said[name] = sayVariants(params['variant'], String(value), locale);
    else if (name === 'leaf') said[name] = labelOf(String(value), locale);
    else if (name === 'attribute') said[name] = attribute?.[locale] ?? String(value);
    else if (attribute) said[name] = saySpec(String(value), locale) + unit;
    else if (name === 'target' || name === 'from')
      said[name] = formatCents(Math.round(Number(value) * 100), locale);
    else if (typeof value === 'number') said[name] = formatInteger(value, locale);
  }
  return said;
}

const words = {
  fr: { to: ' à ', or: ' ou ', true: 'oui', false: 'non' },
  en: { to: ' to ', or: ' or ', true: 'yes', false: 'no' },
} as const;

/** `20..38.5` -> "20 à 38,5"; `vissé|clippé` -> "vissé ou clippé". */
function saySpec(text: string, locale: Locale): string {
  const say = words[locale];
  if (text === 'true' || text === 'false') return say[text];
  const number = (part: string) => (/^-?\d+(\.\d+)?$/.test(part) ? formatNumber(Number(part), locale) : part);
  const [low, high] = text.split('..');
  if (low !== undefined && high !== undefined) return number(low) + say.to + number(high);
  return text.split('|').map(number).join(say.or);
}
