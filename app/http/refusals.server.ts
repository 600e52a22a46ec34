import { data } from '@remix-run/node';
import { notFound, type Refusal } from '~/operations/refusal';

/** A refusal as a response to throw from a loader or action; the error page words its code. */
export function refusalResponse(refusal: Refusal) {
  return data({ code: refusal.code }, { status: refusal.status });
}

/** What a loader throws for what does not exist and for what is not the actor's: one and the same. */
export function notFoundResponse() {
  return refusalResponse(notFound);
}
