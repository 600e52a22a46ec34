import { z } from 'zod';
import type { SpecIssue, Specs } from '~/capabilities/specs';
import { parseSpecs } from '~/capabilities/specs';
import { findAttribute } from '~/taxonomy/attributes';
import { findFamily, findLeaf } from '~/taxonomy/taxonomy';
import type { FaultCode } from './faults';

/**
 * What a cell of an exchange file may hold, each a zod schema from text to value. An empty cell is "not stated",
 * which is null, never zero. A schema reports `{ message: FaultCode, params: { shown, detail } }`.
 */

export type Fail = (code: FaultCode, shown?: string, detail?: string) => typeof z.NEVER;
export type Cell<Value> = z.ZodType<Value, string>;

function cell<Value>(read: (text: string, fail: Fail) => Value): Cell<Value> {
  return z.string({ error: 'not-text' }).transform((written, context): Value => {
    const text = written.trim();
    return read(text, (code, shown = text, detail = '') => {
      context.addIssue({ code: 'custom', message: code, params: { shown, detail } });
      return z.NEVER;
    });
  });
}

/** Empty is null; anything else goes to `read`. */
function stated<Value>(read: (text: string, fail: Fail) => Value): Cell<Value | null> {
  return cell((text, fail) => (text === '' ? null : read(text, fail)));
}

/** Empty is a fault; anything else goes to `read`. */
function needed<Value>(read: (text: string, fail: Fail) => Value): Cell<Value> {
  return cell((text, fail) => (text === '' ? fail('required') : read(text, fail)));
}

const within = (limit: number) => (text: string, fail: Fail) =>
  text.length > limit ? fail('too-long', '', String(limit)) : text;

export const text = (limit: number) => cell(within(limit));
export const neededText = (limit: number) => needed(within(limit));
export const statedText = (limit: number) => stated(within(limit));

export const ref = needed((written, fail) =>
  /^[a-z0-9][a-z0-9-]{0,79}$/.test(written) ? written : fail('ref'),
);

export function choice<Value extends string>(values: readonly Value[]): Cell<Value> {
  return cell((written, fail) => {
    const found = values.find((value) => value === written);
    return found ?? fail('choice', written, values.join(', '));
  });
}

/** Whole numbers from `minimum` to `maximum`, both included. */
export function integer(minimum: number, maximum = 2_147_483_647): Cell<number | null> {
  return stated((written, fail) => {
    const value = /^\d{1,10}$/.test(written) ? Number(written) : Number.NaN;
    return value >= minimum && value <= maximum ? value : fail('integer', written, `${minimum}..${maximum}`);
  });
}

export function decimal(minimum: number, maximum: number): Cell<number | null> {
  return stated((written, fail) => {
    const value = /^-?\d{1,6}(\.\d{1,12})?$/.test(written) ? Number(written) : Number.NaN;
    return value >= minimum && value <= maximum ? value : fail('number', written, `${minimum}..${maximum}`);
  });
}

/** "4.20" -> 420, by its digits: no binary fraction is involved. Undefined when it is no such amount. */
export function centsOf(written: string): number | undefined {
  const [, whole, decimals = ''] = /^(\d{1,10})(?:\.(\d{1,2}))?$/.exec(written) ?? [];
  return whole === undefined ? undefined : Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
}

export const money = stated((written, fail) => centsOf(written) ?? fail('money'));
export const neededMoney = needed((written, fail) => centsOf(written) ?? fail('money'));

/**
 * The ends of an indicative price range may go below the cent (a screw at 0.012 €): the range is widened to whole
 * cents, so that what a maker announces stays inside of it.
 */
export function indicativeMoney(end: 'minimum' | 'maximum'): Cell<number | null> {
  return stated((written, fail) => {
    const [, whole, decimals = ''] = /^(\d{1,10})(?:\.(\d{1,4}))?$/.exec(written) ?? [];
    if (whole === undefined) return fail('indicative-money');
    const cents = Number(whole) * 100 + Number(decimals.slice(0, 2).padEnd(2, '0'));
    return end === 'maximum' && Number(decimals.slice(2)) > 0 ? cents + 1 : cents;
  });
}

export const day = stated((written, fail) => (isDay(written) ? written : fail('day')));

export function isDay(written: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(written)) return false;
  const parsed = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(written);
}

const instantSchema = z.iso.datetime({ offset: true });
export const instant = needed((written, fail) =>
  instantSchema.safeParse(written).success ? new Date(written).toISOString() : fail('instant'),
);

const emailSchema = z.email().max(254);
export const email = stated((written, fail) =>
  emailSchema.safeParse(written).success ? written : fail('email'),
);

export const website = stated((written, fail) => {
  const url = URL.canParse(written) ? new URL(written) : null;
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  return isWeb && written.length <= 300 ? written : fail('website');
});

/** `a|b|c`; empty is an empty list. Each item is judged by `isAllowed`, else reported with `code`. */
export function list(
  isAllowed: (item: string) => boolean = () => true,
  code: FaultCode = 'choice',
  limits: { items: number; characters: number } = { items: 60, characters: 80 },
): Cell<string[]> {
  return cell((written, fail) =>
    written === ''
      ? []
      : checkItems(
          written.split('|').map((item) => item.trim()),
          fail,
          isAllowed,
          code,
          limits,
        ),
  );
}

export function checkItems(
  items: string[],
  fail: Fail,
  isAllowed: (item: string) => boolean,
  code: FaultCode,
  limits = { items: 60, characters: 80 },
): string[] {
  if (items.length > limits.items) fail('too-many', '', String(limits.items));
  const seen = new Set<string>();
  for (const item of items) {
    if (item === '') fail('list-gap', '');
    else if (seen.has(item)) fail('list-repeats', item);
    else if (item.length > limits.characters) fail('too-long', item, String(limits.characters));
    else if (!isAllowed(item)) fail(code, item);
    seen.add(item);
  }
  return items;
}

export const family = needed((written, fail) => (findFamily(written) ? written : fail('family')));
export const isLeaf = (id: string) => findLeaf(id) !== undefined;
export const leaves = list(isLeaf, 'leaf');

/** Attributes and their values; an attribute of another family is allowed, as a leaf of another family is. */
export const specs: Cell<Specs> = cell((written, fail) => {
  const { specs: read, issues } = parseSpecs(written, findAttribute);
  failSpecs(issues, fail);
  return read;
});

export function failSpecs(issues: readonly SpecIssue[], fail: Fail): void {
  for (const issue of issues) fail(`spec-${issue.code}`, issue.part, issue.expected.join(', '));
}
