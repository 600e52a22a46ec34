import { z } from 'zod';
import { centsFromEuros } from './euros';

/**
 * What the clearing, shares and award files have in common: how a fault is said. One line a fault, all faults
 * at once: `file: path: what is wrong, what was expected`.
 */

function described(input: unknown): string {
  if (input === undefined) return 'is missing';
  if (Array.isArray(input)) return `is a list of ${input.length}`;
  if (typeof input === 'object' && input !== null) return 'is an object';
  const text = JSON.stringify(input) ?? String(input);
  return `is ${text.length > 60 ? `${text.slice(0, 57)}...` : text}`;
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

/** The second and later rows whose key was already there, as faults of an array. */
export function refuseRepeats<T>(
  rows: readonly T[],
  key: (row: T) => unknown,
  field: string,
  context: z.RefinementCtx,
): void {
  const seen = new Map<unknown, number>();
  rows.forEach((row, i) => {
    const value = key(row);
    const first = seen.get(value);
    if (first === undefined) seen.set(value, i);
    else {
      context.addIssue({
        code: 'custom',
        path: [i, field],
        message: `repeats ${JSON.stringify(value)} of row ${first}, expected it once`,
      });
    }
  });
}

function writtenPath(path: readonly PropertyKey[]): string {
  const written = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return written.replace(/^\./, '') || '(whole file)';
}

export type Faults = readonly string[];

/** Each fault of a value that did not parse, as `path: what is wrong, what was expected`. */
export function faultsOf(error: z.ZodError): Faults {
  return error.issues.map((issue) => `${writtenPath(issue.path)}: ${issue.message}`);
}
