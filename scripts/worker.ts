import { openDataFolder } from './embedded/data-folder';
import { exportUrls, holdServers } from './embedded/servers';
import { SupervisedProgram } from './supervise';
import { runMain, tell } from './tell';

/** `npm run worker`: one more worker process, beside those of `npm start` or alone, until Ctrl-C. */
await runMain(async () => {
  const dataFolder = openDataFolder();
  const servers = await holdServers();
  exportUrls(servers.urls);
  const code = await new Promise<number>((resolve) => {
    const worker = new SupervisedProgram({
      name: 'worker',
      arguments: ['--import', 'tsx', 'workers/main.ts'],
      environment: {},
      dataFolder,
      gaveUp: () => resolve(1),
    });
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.on(signal, () => void worker.stop().then(() => resolve(0)));
    void worker.start();
    tell('Un processus de travail tourne. Ctrl-C l’arrête.', 'a worker runs; Ctrl-C stops it');
  });
  await servers.release();
  process.exit(code);
});
