import { migrateToLatest } from '~db/migrate.server';
import { withServers } from './embedded/servers';
import { runMain, tell } from './tell';

/** `npm run migrate`: brings the database to the newest schema. */
await runMain(() =>
  withServers(
    async ({ databaseUrl }) => {
      const applied = await migrateToLatest(databaseUrl);
      if (applied.length === 0) tell('Le schéma est à jour.', 'the schema is current');
      else tell(`Appliqué : ${applied.join(', ')}`, `${applied.length} migrations applied`);
    },
    { search: false, migrate: false },
  ),
);
