/**
 * What the scripts say to the person at the terminal: French first, English beside it, one line a step.
 */

const colour = process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined;
const dim = (text: string) => (colour ? `\u001b[2m${text}\u001b[0m` : text);

/** A sentence in both languages. */
export interface Words {
  fr: string;
  en: string;
}

/** A failure that a person can act on: printed without a stack, and the script ends with code 1. */
export class PlainFailure extends Error {
  readonly words: Words;
  constructor(words: Words, options?: ErrorOptions) {
    super(`${words.fr}\n${words.en}`, options);
    this.name = 'PlainFailure';
    this.words = words;
  }
}

export function tell(fr: string, en: string): void {
  process.stderr.write(`${fr}  ${dim(`· ${en}`)}\n`);
}

export function tellFailure(error: unknown): void {
  if (error instanceof PlainFailure) {
    process.stderr.write(`\n✗ ${error.words.fr}\n  ${dim(error.words.en)}\n`);
    return;
  }
  const plain = diskFailure(error);
  if (plain) {
    tellFailure(plain);
    return;
  }
  process.stderr.write(`\n✗ ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}

/** Read-only, full and forbidden disks, by their error code; undefined for any other error. */
export function diskFailure(error: unknown): PlainFailure | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  const at = 'path' in error && typeof error.path === 'string' ? ` (${error.path})` : '';
  switch (error.code) {
    case 'EROFS':
      return new PlainFailure({
        fr: `Le disque est en lecture seule${at}. Choisissez un dossier de données inscriptible : ROUAGE_DATA=/chemin npm start`,
        en: `The disk is read-only${at}. Choose a writable data folder: ROUAGE_DATA=/path npm start`,
      });
    case 'ENOSPC':
    case 'EDQUOT':
      return new PlainFailure({
        fr: `Le disque est plein${at}. Libérez au moins 1 Go, puis recommencez ; rien n’a été perdu.`,
        en: `The disk is full${at}. Free at least 1 GB, then try again; nothing was lost.`,
      });
    case 'EACCES':
    case 'EPERM':
      return new PlainFailure({
        fr: `Droits insuffisants${at}. Rendez ce dossier inscriptible ou choisissez-en un autre : ROUAGE_DATA=/chemin npm start`,
        en: `Permission denied${at}. Make this folder writable or choose another: ROUAGE_DATA=/path npm start`,
      });
    default:
      return undefined;
  }
}

/** Runs one long step: says that it begins, that it goes on (every 10 s), and how long it took. */
export async function step<T>(fr: string, en: string, work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  const seconds = () => ((performance.now() - begun) / 1000).toFixed(1);
  process.stderr.write(`→ ${fr}  ${dim(`· ${en}`)}\n`);
  const heartbeat = setInterval(() => process.stderr.write(`  … ${seconds()} s\n`), 10_000);
  heartbeat.unref();
  try {
    const result = await work();
    process.stderr.write(`  ✓ ${seconds()} s\n`);
    return result;
  } finally {
    clearInterval(heartbeat);
  }
}

/** Runs a script's main function: a failure is told in plain words and ends the process with code 1. */
export async function runMain(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    tellFailure(error);
    process.exitCode = 1;
  }
}
