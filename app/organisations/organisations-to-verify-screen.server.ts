import { randomUUID } from 'node:crypto';
import type { Actor } from '~/accounts/actor';
import { canReadOrganisationsToVerify, canVerifyOrganisations } from './verification-policy';
import { listOrganisationsToVerify, type OrganisationToVerify } from './verification-queries.server';

/** What the page shows to this actor, with an operation id a form; null for who may not read it. */
export async function readOrganisationsToVerifyScreen(
  actor: Actor,
): Promise<{ organisations: (OrganisationToVerify & { operationId: string | null })[] } | null> {
  if (!canReadOrganisationsToVerify(actor)) return null;
  const verifies = canVerifyOrganisations(actor);
  const organisations = await listOrganisationsToVerify();
  return {
    organisations: organisations.map((row) => ({ ...row, operationId: verifies ? randomUUID() : null })),
  };
}
