import { redirect } from '@remix-run/node';
import type { Actor } from '~/accounts/actor';
import { findActor } from '~/accounts/session-queries.server';
import { insidePath, paths } from './paths';
import { refusalResponse } from './refusals.server';
import { readSessionToken } from './session-cookie.server';

/** Who asks; null for a visitor. */
export function currentActor(request: Request): Promise<Actor | null> {
  const token = readSessionToken(request);
  return token ? findActor(token) : Promise.resolve(null);
}

/**
 * Who asks, or off to the sign-in page and back. Every loader and action calls it for itself: which loaders run is
 * the client's choice, so a guard in a parent protects nothing.
 * @throws Response (302)
 */
export async function requireActor(request: Request): Promise<Actor> {
  const actor = await currentActor(request);
  if (actor) return actor;
  const url = new URL(request.url);
  throw redirect(paths.signIn(insidePath(url.pathname + url.search)));
}

/**
 * What was sent by a page drawn for another of the person's organisations is not done for this one.
 * @throws a 409 that says for whom one acts now; a form without the field was drawn by no page of ours and passes
 */
export function refuseOtherOrganisation(actor: Actor, form: FormData): void {
  const drawnFor = form.get('actingFor');
  if (drawnFor !== null && drawnFor !== actor.organisation.id)
    throw refusalResponse({ status: 409, code: 'organisation-changed' });
}
