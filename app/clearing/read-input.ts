import { z } from 'zod';
import { centsFromEuros } from './euros';

/**
 * What the clearing, shares and award files have in common: how a fault is said. One line a fault, all faults
 * at once: `file: path: what is wrong, what was expected`.
 */

function described(input: unknown): string {
  if (input === undefined) return 'is missing';
  const text = JSON.stringify(input) ?? String(input);
  if (text.length <= 60) return `is ${text}`;
  if (Array.isArray(input)) return `is a list of ${input.length}`;
  return typeof input === 'object' ? 'is an object' : `is ${text.slice(0, 57)}...`;
}

/** A zod error option that says what was found and what was expected. */
export function expecting(what: string): { error: (issue: { readonly input?: unknown }) => string } {
  return { error: ({ input }) => `${described(input)}, expected ${what}` };
}

/** A count of units or people. */
export function wholeNumber(least: number): z.ZodNumber {
  const what = `a whole number of at least ${least}`;
  return z.number(expecting(what)).int(expecting(what)).min(least, expecting(what));
}

export function text(what = 'a text that is not empty'): z.ZodString {
  return z.string(expecting(what)).min(1, expecting(what));
}

/** Money as a decimal string in euros ("4.20"), read as integer cents. */
export const euros = z
  .string(expecting('an amount in euros as a decimal string such as "4.20"'))
  .transform((written, context) => {
    const cents = centsFromEuros(written);
    if (cents !== undefined) return cents;
    context.addIssue({
      code: 'custom',
      message: `${described(written)}, expected a non-negative amount in euros with at most two decimals such as "4.20"`,
    });
    return z.NEVER;
  });

type Fault = { readonly path: readonly PropertyKey[]; readonly message: string };

/**
 * Rows of a list that repeat a key which must be unique in it, anywhere in a document as it was written, so
 * that repeats are told together with all other faults.
 *
 * @param keys by the name of the list (`''` for the document itself): the field that must not repeat.
 */
function repeatsIn(json: unknown, keys: Readonly<Record<string, string>>, path: PropertyKey[] = []): Fault[] {
  if (typeof json !== 'object' || json === null) return [];
  const inside = Object.entries(json).flatMap(([name, value]) =>
    repeatsIn(value, keys, [...path, Array.isArray(json) ? Number(name) : name]),
  );
  const field = Array.isArray(json) ? keys[String(path.at(-1) ?? '')] : undefined;
  if (field === undefined || !Array.isArray(json)) return inside;
  const seen = new Map<unknown, number>();
  json.forEach((row: unknown, i) => {
    const key: unknown = typeof row === 'object' && row !== null ? Reflect.get(row, field) : undefined;
    if (typeof key !== 'string' && typeof key !== 'number') return;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, i);
    else {
      inside.push({
        path: [...path, i, field],
        message: `repeats ${JSON.stringify(key)} of row ${first}, expected it once`,
      });
    }
  });
  return inside;
}

/** A schema that also refuses repeated keys; all faults are told at once. */
export function withoutRepeats<T extends z.ZodType>(
  schema: T,
  keys: Readonly<Record<string, string>>,
): z.ZodType<z.output<T>> {
  return z.unknown().transform((json, context) => {
    const parsed = schema.safeParse(json);
    const repeats = repeatsIn(json, keys);
    if (parsed.success && repeats.length === 0) return parsed.data;
    for (const { path, message } of [...(parsed.error?.issues ?? []), ...repeats]) {
      context.addIssue({ code: 'custom', path: [...path], message });
    }
    return z.NEVER;
  });
}

export type Faults = readonly string[];

function writtenPath(path: readonly PropertyKey[]): string {
  const written = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return written.replace(/^\./, '') || '(whole file)';
}

/** Each fault of a value that did not parse, as `path: what is wrong, what was expected`. */
export function faultsOf(error: z.ZodError): Faults {
  return error.issues.map((issue) => `${writtenPath(issue.path)}: ${issue.message}`);
}
