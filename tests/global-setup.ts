import { startTestServers } from './test-servers';

/** `npm test` has started the servers already; a bare `vitest --project server` starts them here. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['TEST_DATABASE_URL']) return undefined;
  const { environment, stop } = await startTestServers();
  Object.assign(process.env, environment);
  return stop;
}
