import { parseWithZod } from '@conform-to/zod/v4';
import type { z } from 'zod';
import { refusalResponse } from './refusals.server';

/** A form that was refused: what was sent (to show it again, nothing lost) and what is wrong, by field name. */
export interface RejectedForm {
  sent: Record<string, string[]>;
  /** Codes or sentences by field path (`demand[1].quantity`); `''` is the form as a whole. */
  errors: Record<string, string[]>;
}

export type ParsedForm<Value> = { ok: true; value: Value } | { ok: false; rejected: RejectedForm };

/**
 * The form of a request. What no form of ours sends is refused in one place: a body that is no form, a character that
 * no database keeps, a field named like a part of every object.
 * @throws a 400 that says that nothing was done
 */
export async function readForm(request: Request): Promise<FormData> {
  let form: FormData;
  try {
    form = await request.formData();
  } catch (error) {
    // Gone or too large while it was read: said by whoever cut it.
    if (request.signal.aborted) throw error;
    throw refusalResponse(unreadable);
  }
  for (const [name, value] of form) {
    const odd = name.split(/[.[\]]/).some((part) => part in {}) || name.includes('\0');
    if (odd || (typeof value === 'string' && value.includes('\0'))) throw refusalResponse(unreadable);
  }
  return form;
}

const unreadable = { status: 400, code: 'form-unreadable' } as const;

// Never sent back to a page, even to the person who typed them.
const secretFields = new Set(['password', 'newPassword', 'currentPassword']);

/**
 * Read a form by its schema. Field names may be paths (`demand[0].quantity`).
 * @param schema its issues' messages are keys of the page's messages
 */
export function parseForm<Schema extends z.ZodType>(
  form: FormData,
  schema: Schema,
): ParsedForm<z.output<Schema>> {
  const submission = parseWithZod(form, { schema });
  if (submission.status === 'success') return { ok: true, value: submission.value };
  return { ok: false, rejected: rejectedForm(form, submission.error ?? {}) };
}

/** The same shape for refusals that only the command can find (an address already taken…). */
export function rejectedForm(form: FormData, errors: Record<string, string[] | null>): RejectedForm {
  const sent: Record<string, string[]> = {};
  for (const [name, value] of form)
    if (typeof value === 'string' && !secretFields.has(name)) {
      sent[name] ??= [];
      sent[name].push(value);
    }
  const kept = Object.entries(errors).flatMap(([name, codes]) => (codes ? [[name, codes] as const] : []));
  return { sent, errors: Object.fromEntries(kept) };
}
