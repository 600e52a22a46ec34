import type { Attribute } from '~/taxonomy/attributes';

/** How a person writes one property of a need in its field, and how the data grammar writes it. */
export type ReadSpecField = { ok: true; text: string } | { ok: false; code: string };

const number = String.raw`-?\d+(?:[.,]\d+)?`;
const oneNumber = new RegExp(`^(${number})$`);
const twoNumbers = new RegExp(`^(${number})\\s*(?:\\.\\.|…|à|a|to|–|-)\\s*(${number})$`, 'i');

function dotted(text: string): string {
  return String(Number(text.replace(',', '.')));
}

/**
 * '36,5' -> '36.5'; '30 à 38' -> '30..38' where a range makes sense; one of the listed values; 'true' or 'false'.
 * @returns the value in the grammar of specifications (`diameter_mm=36.5`), or a code of `needMessages`
 */
export function readSpecField(attribute: Attribute, written: string): ReadSpecField {
  const text = written.trim().replace(/\u00a0|\u202f/g, ' ');
  switch (attribute.type) {
    case 'boolean':
      return text === 'true' || text === 'false' ? { ok: true, text } : { ok: false, code: 'spec-boolean' };
    case 'enum':
      return readEnum(attribute, text);
    case 'number': {
      const single = oneNumber.exec(text)?.[1];
      return single === undefined ? { ok: false, code: 'spec-number' } : { ok: true, text: dotted(single) };
    }
    case 'range':
      return readRange(text);
  }
}

function readEnum(attribute: Attribute, text: string): ReadSpecField {
  if (attribute.values)
    return attribute.values.includes(text) ? { ok: true, text } : { ok: false, code: 'spec-choice' };
  return text.length <= 80 && !/[;=|]/.test(text) ? { ok: true, text } : { ok: false, code: 'spec-text' };
}

function readRange(text: string): ReadSpecField {
  const single = oneNumber.exec(text)?.[1];
  if (single !== undefined) return { ok: true, text: dotted(single) };
  const [, low, high] = twoNumbers.exec(text) ?? [];
  if (low === undefined || high === undefined) return { ok: false, code: 'spec-range' };
  if (Number(dotted(low)) > Number(dotted(high))) return { ok: false, code: 'spec-range-order' };
  return { ok: true, text: `${dotted(low)}..${dotted(high)}` };
}
