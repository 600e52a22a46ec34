/**
 * What a command answers when it will not do a thing, and that is no fault of the machine's.
 * `code` names a sentence of app/i18n/messages/refusals.ts; `fields` name the places in the form that was sent
 * (path in the form, e.g. `demand[1].quantity`), each with such codes.
 */
export interface Refusal {
  status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 422 | 429;
  code: string;
  fields?: Record<string, string[]>;
}

export type Outcome<Value> = { ok: true; value: Value } | { ok: false; refusal: Refusal };

export function done<Value>(value: Value): Outcome<Value> {
  return { ok: true, value };
}

export function refused<Value = never>(refusal: Refusal): Outcome<Value> {
  return { ok: false, refusal };
}

/**
 * Absent and not yours are one answer (invariant 9): this very value, so that no caller words it differently.
 */
export const notFound: Refusal = { status: 404, code: 'not-found' };

/** Thrown inside a transaction so that it rolls back; `refusable` turns it into the value again outside. */
export class RefusedError extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
    this.name = 'RefusedError';
  }
}

/** Run a command's transaction; a `RefusedError` thrown in it becomes a refused outcome, all else goes on up. */
export async function refusable<Value>(work: () => Promise<Value>): Promise<Outcome<Value>> {
  try {
    return done(await work());
  } catch (error) {
    if (error instanceof RefusedError) return refused(error.refusal);
    throw error;
  }
}
