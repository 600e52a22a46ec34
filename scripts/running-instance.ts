import fs from 'node:fs';
import path from 'node:path';
import { readJson, writeFileAtomically } from './embedded/data-folder';
import { withFolderLock } from './embedded/folder-lock';
import { identify, isSameProcessAlive, parseIdentity } from './embedded/process-identity';
import { PlainFailure } from './tell';

/**
 * Claims the data folder for one `npm start`.
 * @throws PlainFailure with the address of the one that runs already
 */
export async function claimInstance(dataFolder: string): Promise<void> {
  await withFolderLock(path.join(dataFolder, 'instance.lock'), async () => {
    const record = readJson(instanceFile(dataFolder));
    const other = parseIdentity(record);
    if (other && other.pid !== process.pid && isSameProcessAlive(other))
      throw alreadyRunning(other.pid, record['url']);
    writeInstance(dataFolder);
  });
}

export function recordInstanceUrl(dataFolder: string, url: string): void {
  writeInstance(dataFolder, url);
}

export function forgetInstance(dataFolder: string): void {
  if (parseIdentity(readJson(instanceFile(dataFolder)))?.pid === process.pid)
    fs.rmSync(instanceFile(dataFolder), { force: true });
}

const instanceFile = (dataFolder: string) => path.join(dataFolder, 'instance.json');

function writeInstance(dataFolder: string, url?: string): void {
  const text = JSON.stringify({ ...identify(process.pid), url: url ?? null });
  writeFileAtomically(instanceFile(dataFolder), `${text}\n`, 0o644);
}

function alreadyRunning(pid: number, url: unknown): PlainFailure {
  const at = typeof url === 'string' ? url : `pid ${pid}`;
  return new PlainFailure({
    fr: `Rouage tourne déjà ici : ${at} (processus ${pid}). Arrêtez-le par Ctrl-C, ou donnez à celui-ci un autre dossier : ROUAGE_DATA=/chemin npm start`,
    en: `Rouage already runs here: ${at} (process ${pid}). Stop it with Ctrl-C, or give this one another folder: ROUAGE_DATA=/path npm start`,
  });
}
