import { withServers } from './embedded/servers';
import { runMain, tell } from './tell';

/** `npm run reindex`: fills a second search index and swaps it in; search answers all the while. */
await runMain(() =>
  withServers(async () => {
    const { rebuildIndex } = await import('~/search/index-capabilities.server');
    const { closeEngine, isEngineConfigured } = await import('~/search/meilisearch-client.server');
    const { closeDatabase } = await import('~db/client.server');
    const begun = performance.now();
    let told = 0;
    try {
      const { done } = await rebuildIndex({
        onProgress: ({ done, total }) => {
          if (performance.now() - told < 1_000 && done < total) return;
          told = performance.now();
          process.stderr.write(`  … ${done} / ${total}\n`);
        },
      });
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      if (isEngineConfigured())
        tell(`${done} savoir-faire indexés en ${seconds} s.`, `${done} capabilities indexed in ${seconds} s`);
      else
        tell(
          `Pas de Meilisearch : ${done} savoir-faire comptés en ${seconds} s, la recherche répond depuis PostgreSQL.`,
          `no Meilisearch: ${done} capabilities counted in ${seconds} s, search answers from PostgreSQL`,
        );
    } finally {
      await closeEngine();
      await closeDatabase();
    }
  }),
);
