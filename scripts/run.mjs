// The door of every npm script: plain Node, so that it works before anything is installed.
//   node scripts/run.mjs NAME [arguments]   checks Node, installs what is missing, then runs scripts/NAME.ts
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const project = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const [name = 'start', ...rest] = process.argv.slice(2);

/** @param {string} fr @param {string} en @returns {never} */
function giveUp(fr, en) {
  console.error(`\n✗ ${fr}\n  ${en}`);
  process.exit(1);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  giveUp(
    `Node ${process.versions.node} est trop ancien : il faut Node 20.19 ou plus récent (https://nodejs.org).`,
    `Node ${process.versions.node} is too old: Node 20.19 or newer is needed (https://nodejs.org).`,
  );
}

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean, link?: boolean }> | undefined} */
function lockedPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** npm writes its own record of what it installed last of all: absent after an interruption, old after a `git pull`. */
function isInstalled() {
  const modules = path.join(project, 'node_modules');
  // a link to another folder is somebody's own arrangement: npm ci would empty that folder
  if (fs.lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) return true;
  const wanted = lockedPackages(path.join(project, 'package-lock.json'));
  const present = lockedPackages(path.join(modules, '.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([at, entry]) => {
    if (at === '' || entry.link) return true;
    const found = present[at];
    return found
      ? found.version === entry.version
      : Boolean(entry.optional || entry.devOptional || entry.peer);
  });
}

async function install() {
  console.error(
    '→ Installation des paquets (1 à 2 minutes la première fois)  · installing packages (1–2 minutes)',
  );
  const begun = Date.now();
  const seconds = () => Math.round((Date.now() - begun) / 1000);
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev', '--include=optional'];
  const npm = process.env['npm_execpath'];
  const child =
    npm !== undefined && /\.c?js$/.test(npm)
      ? spawn(process.execPath, [npm, ...args], { cwd: project, stdio: ['ignore', 2, 2], detached: true })
      : spawn('npm', args, {
          cwd: project,
          stdio: ['ignore', 2, 2],
          detached: process.platform !== 'win32',
          shell: process.platform === 'win32',
        });
  const heartbeat = setInterval(() => console.error(`  … ${seconds()} s`), 10_000);
  let stopping = false;
  /** npm and what it started are one group, ended together. @param {NodeJS.Signals} signal */
  const stop = (signal) => {
    if (child.pid === undefined) process.exit(1);
    if (stopping) return;
    stopping = true;
    console.error(
      '\nInstallation interrompue ; relancez pour la reprendre.  · interrupted; run again to resume',
    );
    try {
      process.kill(-child.pid, 'SIGTERM');
    } catch {
      child.kill('SIGTERM');
    }
    const late = setTimeout(() => process.kill(-Number(child.pid), 'SIGKILL'), 1_500);
    child.once('close', () => {
      clearTimeout(late);
      process.exit(signal === 'SIGINT' ? 130 : 143);
    });
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  /** @type {number | null} */
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(127));
    child.once('close', resolve);
  });
  clearInterval(heartbeat);
  if (stopping) await new Promise(() => {}); // `stop` ends the process
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeListener(signal, stop);
  if (code !== 0) explainFailedInstall();
  console.error(`  ✓ ${seconds()} s`);
}

function explainFailedInstall() {
  try {
    fs.accessSync(project, fs.constants.W_OK);
  } catch {
    giveUp(
      `Le dossier ${project} n’est pas inscriptible, et les paquets manquent. Copiez le projet ailleurs, ou lancez « npm ci » sous un utilisateur qui peut y écrire.`,
      `The folder ${project} is not writable, and packages are missing. Copy the project elsewhere, or run "npm ci" as a user who may write there.`,
    );
  }
  giveUp(
    'npm ci a échoué (voir ci-dessus) : réseau, registre ou disque plein. Rien d’autre n’a été fait.',
    'npm ci failed (see above): network, registry or full disk. Nothing else was done.',
  );
}

/** npm puts a shell between itself and this, which passes no signal on: killing npm would leave us behind. */
function endWithNpm() {
  const family = () => `${process.ppid} ${parentOf(process.ppid)}`;
  const atFirst = family();
  setInterval(() => {
    if (family() !== atFirst && !process.emit('SIGTERM', 'SIGTERM')) process.exit(143);
  }, 500).unref();
}

/** The parent's number, where the system tells it (Linux). @param {number} pid */
function parentOf(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
  } catch {
    return '';
  }
}

checkNode();
const script = path.join(project, 'scripts', `${name}.ts`);
if (!fs.existsSync(script)) giveUp(`scripts/${name}.ts n’existe pas.`, `scripts/${name}.ts does not exist.`);
process.chdir(project);
if (process.env['npm_lifecycle_event']) endWithNpm();
if (!isInstalled()) await install();
process.argv = [process.execPath, script, ...rest];
// @ts-expect-error: the loader has no types; importing it is all that is asked of it
await import('tsx');
await import(pathToFileURL(script).href);
