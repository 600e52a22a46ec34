import { exchangeFiles } from '~/import/exchange-files';
import { migrateToLatest } from '~db/migrate.server';
import { loadDemo } from '~db/seeds/load-demo.server';
import { withServers } from './embedded/servers';
import { runMain, tell } from './tell';

/** `npm run seed`: the demo set and its logins; a second time it changes nothing. */
await runMain(() =>
  withServers(
    async ({ databaseUrl }) => {
      await migrateToLatest(databaseUrl);
      const outcome = await loadDemo(databaseUrl, (progress) => {
        if (progress.step === 'writing') tell('  Écriture', 'writing');
      });
      if (!outcome.imported) return;
      for (const file of exchangeFiles) {
        const counts = outcome.files[file];
        if (counts) tell(`  ${file} : ${counts.created} nouvelles lignes`, `${counts.created} new rows`);
      }
    },
    { search: false },
  ),
);
