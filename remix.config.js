// The project's one build configuration: the Remix options, and the Vite configuration that carries them.
// Every script names it: `remix vite:build --config remix.config.js`.
import { fileURLToPath } from 'node:url';
import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig } from 'vite';

/** @type {import('@remix-run/dev').VitePluginConfig} */
export const remixOptions = {
  appDirectory: 'app',
  buildDirectory: 'build',
  serverModuleFormat: 'esm',
  // the routes are app/routes.ts; nothing is found by its file name
  ignoredRouteFiles: ['**/*'],
  future: {
    v3_fetcherPersist: true,
    v3_lazyRouteDiscovery: true,
    v3_relativeSplatPath: true,
    v3_routeConfig: true,
    v3_singleFetch: true,
    v3_throwAbortReason: true,
    unstable_optimizeDeps: true,
  },
};

export default defineConfig({
  plugins: [remix(remixOptions)],
  resolve: {
    alias: {
      '~db': fileURLToPath(new URL('./db', import.meta.url)),
      '~': fileURLToPath(new URL('./app', import.meta.url)),
    },
  },
  build: {
    // a font or an image inlined as `data:` would need a hole in the content security policy
    assetsInlineLimit: 0,
    sourcemap: false,
  },
});
