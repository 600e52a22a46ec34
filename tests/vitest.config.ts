import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const resolve = { alias: { '~db': here('../db'), '~': here('../app') } };
const setupFiles = [here('fail-on-console-error.ts')];
const globalSetup = [here('global-setup.ts')];

/**
 * Three projects, one runner: pure rules (`unit`); real PostgreSQL, Meilisearch and Redis (`server`, files named
 * `*.server.test.ts`); a real browser on the production build (`journeys`). One project after the other, so that a
 * browser does not wait for a solver.
 */
export default defineConfig({
  root: here('..'),
  test: {
    projects: [
      {
        resolve,
        test: {
          name: 'unit',
          sequence: { groupOrder: 0 },
          include: ['{app,db,workers,scripts,tests}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.server.test.{ts,tsx}'],
          pool: 'forks',
          setupFiles,
        },
      },
      {
        resolve,
        test: {
          name: 'server',
          sequence: { groupOrder: 1 },
          include: ['{app,db,workers,scripts,tests}/**/*.server.test.{ts,tsx}'],
          pool: 'forks',
          setupFiles,
          globalSetup,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve,
        test: {
          name: 'journeys',
          sequence: { groupOrder: 2 },
          include: ['tests/journeys/**/*.journey.ts'],
          pool: 'forks',
          fileParallelism: false,
          setupFiles,
          globalSetup,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
