import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { openLog, tailOf } from './embedded/data-folder';
import { tell } from './tell';

export interface ProgramOptions {
  name: 'web' | 'worker';
  /** What `node` is given. */
  arguments: readonly string[];
  environment: Readonly<Record<string, string | undefined>>;
  dataFolder: string;
  /** The program ended again and again: said already, with the end of its log. */
  gaveUp: () => void;
}

const quickMs = 10_000;
const quickDeathsAllowed = 4;
const stopLimitMs = 12_000;

/**
 * Keeps one program running: a death is followed by a new start, after a pause that doubles (0.5 s to 8 s); five
 * deaths in a row within ten seconds of their start mean that starting again will not help.
 */
export class SupervisedProgram {
  #child: ChildProcess | undefined;
  #stopping = false;
  #quickDeaths = 0;
  #pause: NodeJS.Timeout | undefined;
  #environment: Readonly<Record<string, string | undefined>>;
  readonly #options: ProgramOptions;
  readonly #logFile: string;
  #heard: (message: unknown) => void = () => {};

  constructor(options: ProgramOptions) {
    this.#options = options;
    this.#environment = options.environment;
    this.#logFile = path.join(options.dataFolder, 'logs', `${options.name}.log`);
  }

  /** Starts it. @returns what it says first over its channel (the web program: its port), or undefined if it gave up. */
  start(): Promise<unknown> {
    return new Promise((resolve) => {
      this.#heard = resolve;
      this.#launch();
    });
  }

  /** Starts it again, now; with other addresses if given. */
  restart(environment = this.#environment): void {
    this.#environment = environment;
    this.#quickDeaths = 0;
    if (this.#child) this.#child.kill('SIGTERM');
  }

  /** SIGTERM, then SIGKILL when it does not drain in time. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#pause);
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), stopLimitMs);
    await ended;
    clearTimeout(late);
  }

  #launch(): void {
    const log = openLog(this.#options.dataFolder, this.#options.name);
    const begun = performance.now();
    const child = spawn(process.execPath, [...this.#options.arguments], {
      env: { ...process.env, ...this.#environment },
      // its own group: Ctrl-C reaches the supervisor alone, which stops things in order
      detached: true,
      // the channel closes when the supervisor dies, however it dies; the program then ends itself
      stdio: ['ignore', log.fd, log.fd, 'ipc'],
    });
    fs.closeSync(log.fd);
    this.#child = child;
    child.on('message', (message) => this.#heard(message));
    child.once('error', () => {});
    child.once('exit', (code, signal) => {
      if (!this.#stopping) this.#ended(performance.now() - begun, signal ?? `code ${code}`);
    });
  }

  #ended(livedMs: number, how: string): void {
    const { name } = this.#options;
    this.#quickDeaths = livedMs < quickMs ? this.#quickDeaths + 1 : 0;
    if (this.#quickDeaths > quickDeathsAllowed) {
      tell(
        `✗ ${name} s’arrête aussitôt lancé (${how}). Fin de ${this.#logFile} :\n${tailOf(this.#logFile, 12)}\n`,
        `${name} stops as soon as it starts; the end of its log stands above.`,
      );
      this.#heard(undefined);
      this.#options.gaveUp();
      return;
    }
    const pauseMs = this.#quickDeaths === 0 ? 0 : 250 * 2 ** Math.min(this.#quickDeaths, 5);
    if (how !== 'code 0' && how !== 'SIGTERM')
      tell(`${name} s’est arrêté (${how}), redémarrage.`, `${name} stopped (${how}), starting it again.`);
    this.#pause = setTimeout(() => this.#launch(), pauseMs);
  }
}
