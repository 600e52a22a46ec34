import { createHash } from 'node:crypto';
import path from 'node:path';
import { migrateToLatest } from '~db/migrate.server';
import { tell } from '../tell';
import { openDataFolder, readJson, readOrMakeSecrets, writeFileAtomically } from './data-folder';
import { withFolderLock } from './folder-lock';
import { meilisearchAnswers, startMeilisearch, stopMeilisearch } from './meilisearch';
import { platformName } from './platform';
import { startPostgres, stopPostgres } from './postgres';
import {
  identify,
  isSameProcessAlive,
  type ProcessIdentity,
  parseIdentity,
  signalProcess,
} from './process-identity';

/** Where the real servers are. Without `meiliUrl`, search answers from PostgreSQL. */
export interface ServerUrls {
  /** The owner's URL: may migrate. */
  databaseUrl: string;
  meiliUrl?: string;
  meiliMasterKey?: string;
}

/** A claim on the servers of a data folder: they run until the last holder lets go. */
export interface HeldServers {
  urls: ServerUrls;
  /** Starts again what died since, on its old port if that is free. @returns the addresses now. */
  revive(): Promise<ServerUrls>;
  release(): Promise<void>;
}

export interface HoldOptions {
  /** Another data folder than `ROUAGE_DATA` or `.data`. */
  dataFolder?: string;
  /** False for a throwaway cluster that nothing has to survive. */
  durable?: boolean;
  /** False where search is not needed. */
  search?: boolean;
  /** False to leave an embedded database as it is; by default it is brought to the newest schema. */
  migrate?: boolean;
}

/** `servers.json`: what runs on this data folder, and who needs it. */
interface ServersFile {
  postgres?: ServerEntry;
  meilisearch?: ServerEntry;
  holders: ProcessIdentity[];
}

interface ServerEntry extends ProcessIdentity {
  port: number;
}

/**
 * Makes sure that PostgreSQL and Meilisearch answer, for a process that lives on: the ones named by `DATABASE_URL`
 * and `MEILI_URL`, else the embedded ones, found running or started. Call `release` at the end; a holder that died
 * without it is noticed by the next command.
 * @throws PlainFailure in words for a person.
 */
export async function holdServers(options: HoldOptions = {}): Promise<HeldServers> {
  const outside = outsideServers(options);
  if (outside.databaseUrl !== undefined && (outside.meiliUrl !== undefined || options.search === false)) {
    const urls: ServerUrls = { ...outside, databaseUrl: outside.databaseUrl };
    return { urls, revive: async () => urls, release: async () => {} };
  }
  const dataFolder = openDataFolder(folderFor(options, outside.databaseUrl));
  const lock = path.join(dataFolder, 'servers.lock');
  const urls = await withFolderLock(lock, async () => {
    try {
      return await claim(dataFolder, options, outside);
    } catch (error) {
      await letGo(dataFolder); // a half-made claim leaves no server behind
      throw error;
    }
  });
  const stopAtExit = () => letGoAtExit(dataFolder);
  process.on('exit', stopAtExit);
  return {
    urls,
    revive: async () => {
      const { postgres, meilisearch } = readServers(dataFolder);
      const dead = [postgres, meilisearch].some((server) => server && !isSameProcessAlive(server));
      return dead
        ? withFolderLock(lock, () => claim(dataFolder, { ...options, migrate: false }, outside))
        : urls;
    },
    release: async () => {
      process.off('exit', stopAtExit);
      await withFolderLock(lock, () => letGo(dataFolder));
    },
  };
}

/**
 * Runs `use` with real servers, as every script does; what was started for it is stopped after it, also on Ctrl-C.
 * The addresses stand in the environment too (`DATABASE_URL`, `MEILI_URL`, `MEILI_MASTER_KEY`) before `use` runs,
 * so that it may import the application's modules.
 */
export async function withServers<T>(
  use: (urls: ServerUrls) => Promise<T>,
  options: HoldOptions = {},
): Promise<T> {
  let held: HeldServers | undefined;
  let early: NodeJS.Signals | undefined;
  const interrupted = (signal: NodeJS.Signals) => {
    early = signal; // while they start: they are stopped as soon as they have
    const exit = () => process.exit(signal === 'SIGINT' ? 130 : 143);
    held?.release().then(exit, exit);
  };
  process.on('SIGINT', interrupted);
  process.on('SIGTERM', interrupted);
  held = await holdServers(options);
  if (early !== undefined) {
    interrupted(early);
    await new Promise(() => {});
  }
  exportUrls(held.urls);
  try {
    return await use(held.urls);
  } finally {
    process.off('SIGINT', interrupted);
    process.off('SIGTERM', interrupted);
    await held.release();
  }
}

export function exportUrls(urls: ServerUrls): void {
  process.env['DATABASE_URL'] = urls.databaseUrl;
  if (urls.meiliUrl !== undefined) process.env['MEILI_URL'] = urls.meiliUrl;
  if (urls.meiliMasterKey !== undefined) process.env['MEILI_MASTER_KEY'] = urls.meiliMasterKey;
}

/** What the environment names; a folder of one's own (tests) is alone with what it starts. */
function outsideServers(options: HoldOptions): Partial<ServerUrls> {
  if (options.dataFolder !== undefined) return {};
  const found: Partial<ServerUrls> = {};
  const { DATABASE_URL: databaseUrl, MEILI_URL: meiliUrl, MEILI_MASTER_KEY: meiliMasterKey } = process.env;
  if (databaseUrl) found.databaseUrl = databaseUrl;
  if (meiliUrl) found.meiliUrl = meiliUrl;
  if (meiliUrl && meiliMasterKey) found.meiliMasterKey = meiliMasterKey;
  return found;
}

/** The index is a projection of one database: beside a database from outside, it has a folder by that name. */
function folderFor(options: HoldOptions, databaseUrl: string | undefined): string | undefined {
  if (databaseUrl === undefined || options.dataFolder !== undefined) return options.dataFolder;
  const { host, pathname } = new URL(databaseUrl);
  const mark = createHash('sha256').update(`${host}${pathname}`).digest('hex').slice(0, 12);
  return path.join(openDataFolder(), `search-${mark}`);
}

async function claim(
  dataFolder: string,
  options: HoldOptions,
  outside: Partial<ServerUrls>,
): Promise<ServerUrls> {
  const file = readServers(dataFolder);
  const secrets = readOrMakeSecrets(dataFolder);
  const databaseUrl =
    outside.databaseUrl ?? (await claimDatabase(dataFolder, file, secrets.postgresPassword, options));
  file.holders = [...file.holders.filter(isLivingStranger), identify(process.pid)];
  writeServers(dataFolder, file); // before the search server: if that fails, PostgreSQL is known to run
  if (outside.databaseUrl === undefined && options.migrate !== false) await migrateToLatest(databaseUrl);
  if (options.search === false || outside.meiliUrl !== undefined) return { ...outside, databaseUrl };
  const found = await findOrStartSearch(dataFolder, file, secrets.meiliMasterKey);
  writeServers(dataFolder, file);
  return found === undefined
    ? { databaseUrl }
    : { databaseUrl, meiliUrl: found, meiliMasterKey: secrets.meiliMasterKey };
}

async function claimDatabase(
  dataFolder: string,
  file: ServersFile,
  password: string,
  options: HoldOptions,
): Promise<string> {
  const postgres = await startPostgres({
    dataFolder,
    password,
    preferredPort: file.postgres?.port,
    durable: options.durable ?? true,
  });
  file.postgres = { ...identify(postgres.pid), port: postgres.port };
  return postgres.url;
}

async function findOrStartSearch(
  dataFolder: string,
  file: ServersFile,
  masterKey: string,
): Promise<string | undefined> {
  const recorded = file.meilisearch;
  if (recorded && isSameProcessAlive(recorded)) {
    const url = `http://127.0.0.1:${recorded.port}`;
    if (await meilisearchAnswers(url, masterKey)) return url;
    await stopMeilisearch(recorded.pid);
  }
  const started = await startMeilisearch({ dataFolder, masterKey, preferredPort: recorded?.port });
  if (started) {
    file.meilisearch = { ...identify(started.pid), port: started.port };
    return started.url;
  }
  delete file.meilisearch;
  tell(
    `Meilisearch ne tourne pas sur ${platformName} : la recherche répond depuis PostgreSQL (ou donnez MEILI_URL).`,
    `Meilisearch does not run on ${platformName}: search answers from PostgreSQL (or set MEILI_URL).`,
  );
  return undefined;
}

/** The last holder stops the servers; they stop one after the other, search first. */
async function letGo(dataFolder: string): Promise<void> {
  const file = readServers(dataFolder);
  file.holders = file.holders.filter(isLivingStranger);
  if (file.holders.length === 0) {
    if (file.meilisearch && isSameProcessAlive(file.meilisearch)) await stopMeilisearch(file.meilisearch.pid);
    if (file.postgres && isSameProcessAlive(file.postgres)) await stopPostgres(file.postgres.pid);
  }
  writeServers(dataFolder, file);
}

/** `process.exit` without `release`: no time for the lock, so only a sole holder stops the servers. */
function letGoAtExit(dataFolder: string): void {
  const file = readServers(dataFolder);
  if (file.holders.some(isLivingStranger)) return;
  for (const [server, signal] of [
    [file.meilisearch, 'SIGTERM'],
    [file.postgres, 'SIGINT'],
  ] as const) {
    if (server && isSameProcessAlive(server)) signalProcess(server.pid, signal);
  }
}

const isLivingStranger = (holder: ProcessIdentity) =>
  holder.pid !== process.pid && isSameProcessAlive(holder);

function readServers(dataFolder: string): ServersFile {
  const file = readJson(path.join(dataFolder, 'servers.json'));
  const holders = Array.isArray(file['holders']) ? file['holders'] : [];
  const servers: ServersFile = { holders: holders.flatMap((holder) => parseIdentity(holder) ?? []) };
  const postgres = parseEntry(file['postgres']);
  const meilisearch = parseEntry(file['meilisearch']);
  if (postgres) servers.postgres = postgres;
  if (meilisearch) servers.meilisearch = meilisearch;
  return servers;
}

function parseEntry(value: unknown): ServerEntry | undefined {
  const identity = parseIdentity(value);
  if (!identity || typeof value !== 'object' || value === null || !('port' in value)) return undefined;
  return typeof value.port === 'number' ? { ...identity, port: value.port } : undefined;
}

function writeServers(dataFolder: string, file: ServersFile): void {
  writeFileAtomically(path.join(dataFolder, 'servers.json'), `${JSON.stringify(file, null, 2)}\n`, 0o644);
}

/** The embedded servers as they are now, for tests and messages; starts nothing. */
export function describeServers(dataFolder: string): { holders: number; postgresPort?: number } {
  const file = readServers(dataFolder);
  const holders = file.holders.filter(isSameProcessAlive).length;
  return file.postgres ? { holders, postgresPort: file.postgres.port } : { holders };
}
