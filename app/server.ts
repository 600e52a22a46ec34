import http from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createRequestHandler } from '@remix-run/express';
import type { ServerBuild } from '@remix-run/node';
import type { RequestHandler } from 'express';
import { type Logger, pino } from 'pino';
import type { ViteDevServer } from 'vite';
import { EnvironmentError, environment } from '~/config/environment.server';
import { boundConnections, connectionsCheckMs, drain } from '~/http/graceful-drain.server';
import { guardRoutes } from '~/http/route-guard.server';
import { createWebApplication } from '~/http/web-application.server';
import { closeDatabase } from '~db/client.server';
import { isDatabaseDown } from '~db/errors.server';
import { databaseAnswers } from '~db/readiness.server';

/** Whatever hangs, this process is gone by then; supervisors and containers wait ten seconds or more. */
const stopLimitMs = 9_500;

/** The web process: pages and their data. `PORT=0` takes any free port; the parent is told which by a message. */
async function main(): Promise<void> {
  const config = environment();
  const production = config.NODE_ENV === 'production';
  const log = pino({ level: config.LOG_LEVEL, base: { process: 'web' } });
  const server = http.createServer({ connectionsCheckingInterval: connectionsCheckMs });
  boundConnections(server);
  const vite = production ? undefined : await startVite(server);
  let draining = false;

  server.on(
    'request',
    createWebApplication({
      log,
      production,
      trustProxy: config.TRUST_PROXY,
      appUrl: config.APP_URL,
      clientFolder: vite ? undefined : path.resolve('build/client'),
      developmentMiddleware: vite?.middlewares,
      isReady: async () => !draining && (await databaseAnswers(2_000)),
      isDatabaseDown,
      pages: remixPages(await loadBuild(vite), log, production),
    }),
  );

  const stop = async (reason: string) => {
    if (draining) return;
    draining = true;
    log.info({ reason }, 'draining');
    setTimeout(() => process.exit(0), stopLimitMs).unref();
    await vite?.close(); // first: a page that listens for changes keeps its connection open
    await drain(server);
    await closeDatabase();
    log.info('stopped');
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
  // supervised: a parent that was killed must not leave this process behind, holding the port
  process.on('disconnect', () => void stop('disconnect'));

  server.once('error', (error) => {
    log.fatal({ err: error }, 'cannot listen');
    process.exit(1);
  });
  server.listen(config.PORT, config.HOST, () => {
    const address = server.address();
    const port = address && typeof address === 'object' ? address.port : config.PORT;
    log.info({ port, host: config.HOST }, 'listening');
    process.send?.({ listening: port });
  });
}

type BuildSource = ServerBuild | (() => Promise<ServerBuild>);

/** Built: read once, from the folder the process was started in. In development: Vite makes it anew when it changed. */
async function loadBuild(vite: ViteDevServer | undefined): Promise<BuildSource> {
  if (vite) return () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>;
  return (await import(pathToFileURL(path.resolve('build/server/index.js')).href)) as ServerBuild;
}

function remixPages(source: BuildSource, log: Logger, production: boolean): RequestHandler {
  const guarding = {
    isDatabaseDown,
    log: (error: unknown, requestId: string) => log.error({ err: error, requestId }, 'route'),
  };
  return createRequestHandler({
    build:
      typeof source === 'function'
        ? async () => guardRoutes(await source(), guarding)
        : guardRoutes(source, guarding),
    mode: production ? 'production' : 'development',
    getLoadContext: (_request, response) => {
      const { nonce, requestId, clientAddress, secure, responseClosed } = response.locals;
      return { nonce, requestId, clientAddress, secure, responseClosed };
    },
  });
}

async function startVite(server: http.Server): Promise<ViteDevServer> {
  const { createServer } = await import('vite');
  return createServer({
    configFile: 'remix.config.js',
    server: { middlewareMode: true, hmr: { server } },
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof EnvironmentError ? error.message : error);
  process.exit(1);
});
