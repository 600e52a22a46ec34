import { database } from '~db/client.server';
import { endSession } from './open-session.server';

/** End the browser's session; unknown or ended ones change nothing. */
export function signOut(token: string): Promise<void> {
  return endSession(database(), token);
}
