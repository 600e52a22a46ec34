import fs from 'node:fs';
import { EnvironmentError, parseEnvironment } from '~/config/environment.server';
import { migrateToLatest } from '~db/migrate.server';
import { buildIfStale } from './build-if-stale';
import { loadDemoDataIfEmpty, readDemoLogins } from './demo-data';
import { openDataFolder } from './embedded/data-folder';
import { exportUrls, type HeldServers, holdServers } from './embedded/servers';
import { choosePort } from './listening-port';
import { claimInstance, forgetInstance, recordInstanceUrl } from './running-instance';
import { SupervisedProgram } from './supervise';
import { PlainFailure, step, tell, tellFailure } from './tell';
import { watchSources } from './watch-sources';

/**
 * `npm start` and `npm run dev`: everything between a checkout and a page in the browser, in one supervised
 * command. Whatever ends it (Ctrl-C, SIGTERM, a failure) stops what it started, in the opposite order.
 */
const development = process.argv.includes('--dev');
const undo: (() => void | Promise<void>)[] = [];
const ending = new AbortController();
let ended: Promise<void> | undefined;

function end(code: number): Promise<void> {
  ended ??= (async () => {
    ending.abort(new Interruption());
    for (const step of undo.reverse()) {
      try {
        await step();
      } catch (error) {
        tellFailure(error);
      }
    }
    process.exit(code);
  })();
  return ended;
}

class Interruption extends Error {}

async function main(): Promise<void> {
  const dataFolder = openDataFolder();
  refuseFullDisk(dataFolder);
  await claimInstance(dataFolder);
  undo.push(() => forgetInstance(dataFolder));
  // faults are told before anything is started; the embedded database's own address is only known after
  const config = parseEnvironment({
    ...process.env,
    DATABASE_URL: process.env['DATABASE_URL'] || 'postgres://embedded',
  });
  // our own database, on an interface that nobody else reaches: mails that go nowhere may be read at /dev/courrier
  const alone = ['127.0.0.1', 'localhost', '::1'].includes(config.HOST);
  if (!process.env['DATABASE_URL'] && config.APP_URL === undefined && alone)
    process.env['ROUAGE_DEMO'] ??= '1';
  const servers = await startServers();
  await migrate(servers.urls.databaseUrl);
  await loadDemoDataIfEmpty(servers.urls.databaseUrl, ending.signal);
  ending.signal.throwIfAborted();
  if (!development) await buildIfStale(ending.signal);
  ending.signal.throwIfAborted();

  const port = await choosePort(config.PORT, config.HOST);
  const { web, worker } = programs(dataFolder, port);
  undo.push(async () => {
    await Promise.all([web.stop(), worker?.stop()]);
  });
  const listening = await step(
    'Démarrage des pages et des travaux',
    'starting pages and workers',
    async () => {
      void worker?.start();
      return web.start();
    },
  );
  if (listening === undefined) return; // gave up; said so already
  const url = config.APP_URL ?? `http://${config.HOST === '0.0.0.0' ? 'localhost' : config.HOST}:${port}`;
  recordInstanceUrl(dataFolder, url);
  keepServersAlive(servers, [web, worker]);
  if (development) undo.push(watchSources({ web, worker }));
  welcome(url);
}

async function startServers(): Promise<HeldServers> {
  const missing = [
    process.env['DATABASE_URL'] ? [] : ['PostgreSQL'],
    process.env['MEILI_URL'] ? [] : ['Meilisearch'],
  ].flat();
  const hold = () => holdServers({ migrate: false });
  const servers =
    missing.length === 0
      ? await hold()
      : await step(`Démarrage de ${missing.join(' et de ')}`, `starting ${missing.join(' and ')}`, hold);
  undo.push(() => servers.release());
  exportUrls(servers.urls);
  ending.signal.throwIfAborted();
  return servers;
}

async function migrate(databaseUrl: string): Promise<void> {
  const applied = await step('Mise à jour du schéma', 'migrating the database', async () => {
    try {
      return await migrateToLatest(databaseUrl);
    } catch (error) {
      throw unreachable(databaseUrl, error) ?? error;
    }
  });
  if (applied.length > 0) tell(`  ${applied.join(', ')}`, `${applied.length} applied`);
}

function unreachable(databaseUrl: string, error: unknown): PlainFailure | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof code !== 'string' || !/^(ECONN|ENOTFOUND|EAI|ETIMEDOUT|28|3D|57P)/.test(code)) return undefined;
  const { host, pathname } = new URL(databaseUrl);
  const text = error instanceof Error ? error.message || code : code;
  return new PlainFailure({
    fr: `La base ${host}${pathname} ne répond pas (${text}). Vérifiez DATABASE_URL.`,
    en: `The database ${host}${pathname} does not answer (${text}). Check DATABASE_URL.`,
  });
}

function programs(dataFolder: string, port: number) {
  const gaveUp = () => void end(1);
  const run = (bundle: string, source: string) =>
    development ? ['--import', 'tsx', source] : ['--enable-source-maps', `build/node/${bundle}.js`];
  const environment = { NODE_ENV: development ? 'development' : 'production', PORT: String(port) };
  const web = new SupervisedProgram({
    name: 'web',
    arguments: run('server', 'app/server.ts'),
    environment,
    dataFolder,
    gaveUp,
  });
  const worker = fs.existsSync('workers/main.ts')
    ? new SupervisedProgram({
        name: 'worker',
        arguments: run('worker', 'workers/main.ts'),
        environment,
        dataFolder,
        gaveUp,
      })
    : undefined;
  return { web, worker };
}

/** A server that dies is started again; the programs find it at its old address, or are told the new one. */
function keepServersAlive(servers: HeldServers, using: readonly (SupervisedProgram | undefined)[]): void {
  let known = JSON.stringify(servers.urls);
  let busy = false;
  const look = async () => {
    if (busy || ending.signal.aborted) return;
    busy = true;
    try {
      const urls = await servers.revive();
      if (JSON.stringify(urls) === known) return;
      known = JSON.stringify(urls);
      exportUrls(urls);
      for (const program of using) program?.restart();
    } catch (error) {
      tellFailure(error);
    } finally {
      busy = false;
    }
  };
  const clock = setInterval(() => void look(), 2_000);
  undo.push(() => clearInterval(clock));
}

function refuseFullDisk(dataFolder: string): void {
  const { bavail, bsize } = fs.statfsSync(dataFolder);
  const freeMegabytes = Math.floor((bavail * bsize) / 1_048_576);
  if (freeMegabytes >= 200) return;
  throw new PlainFailure({
    fr: `Il ne reste que ${freeMegabytes} Mo sur le disque de ${dataFolder} ; il en faut 200. Libérez de la place, ou choisissez un autre dossier : ROUAGE_DATA=/chemin npm start`,
    en: `Only ${freeMegabytes} MB are left on the disk of ${dataFolder}; 200 are needed. Free some space, or choose another folder: ROUAGE_DATA=/path npm start`,
  });
}

function welcome(url: string): void {
  const logins = readDemoLogins();
  const wide = Math.max(0, ...logins.map((login) => login.email.length));
  const lines = logins.map(
    (login) => `    ${login.email.padEnd(wide)}  ${login.password}   ${login.fr} · ${login.en}`,
  );
  process.stdout.write(
    [
      '',
      `  Rouage  ${url}`,
      '',
      ...(lines.length > 0 ? ['  Comptes de démonstration · demo logins', ...lines, ''] : []),
      '  Ctrl-C arrête tout · stops everything',
      '',
      '',
    ].join('\n'),
  );
}

let interruptions = 0;
function interrupted(): void {
  interruptions += 1;
  if (interruptions === 1) tell('\nArrêt…', 'stopping');
  void end(0);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupted);
main().catch((error: unknown) => {
  if (error instanceof EnvironmentError) tellFailure(new PlainFailure({ fr: error.message, en: '' }));
  else if (!(error instanceof Interruption)) tellFailure(error);
  void end(1);
});
