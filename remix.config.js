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

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [remix(remixOptions)],
  resolve: {
    alias: {
      '~db': fileURLToPath(new URL('./db', import.meta.url)),
      '~': fileURLToPath(new URL('./app', import.meta.url)),
    },
  },
  // Password hashing is native code for the server: Vite's optimiser looks for its browser build and ends the process.
  optimizeDeps: { exclude: ['@node-rs/argon2'] },
  build: {
    // a font or an image inlined as `data:` would need a hole in the content security policy
    assetsInlineLimit: 0,
    sourcemap: false,
    // a component is too small to be worth a request of its own: what all pages share travels together
    rollupOptions: isSsrBuild ? {} : { output: { manualChunks: sharedChunk } },
  },
}));

const library = /\/node_modules\/(react|react-dom|scheduler|react-router|react-router-dom|@remix-run)\//;
const everywhere = /\/app\/(ui\/[\w-]+\.tsx?|i18n\/[\w-]+\.tsx?|http\/paths\.ts|shell\/page-title\.ts)$/;

/** @param {string} id the module's path */
function sharedChunk(id) {
  if (library.test(id)) return 'library'; // changes with an upgrade only: browsers keep it
  return everywhere.test(id) ? 'shared' : undefined;
}
