import { buildIfStale } from './build-if-stale';
import { runMain, tell } from './tell';

/** `npm run build`: pages and programs for production, if their sources changed. */
await runMain(async () => {
  if (!(await buildIfStale())) tell('La construction est à jour.', 'the build is current');
});
