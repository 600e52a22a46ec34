import { useRouteLoaderData } from '@remix-run/react';

/**
 * For whom the page was drawn, sent with what it sends: a tab that is older than a change of organisation must not
 * act for the new one. `refuseOtherOrganisation` compares.
 */
export function ActingFor() {
  const root = useRouteLoaderData('root');
  const viewer = isRecord(root) && isRecord(root['viewer']) ? root['viewer'] : null;
  const organisation = viewer && isRecord(viewer['organisation']) ? viewer['organisation']['id'] : null;
  return typeof organisation === 'string' ? (
    <input type="hidden" name="actingFor" value={organisation} />
  ) : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
