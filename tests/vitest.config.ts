import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const alias = {
  '~db': fileURLToPath(new URL('../db', import.meta.url)),
  '~': fileURLToPath(new URL('../app', import.meta.url)),
};

/** Three projects, one runner: pure rules; real servers; a real browser on the production build. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['{app,db,workers,scripts,tests/properties}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.server.test.ts'],
          pool: 'forks',
        },
      },
    ],
  },
});
