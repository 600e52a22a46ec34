import path from 'node:path';
import compression from 'compression';
import express, { type Express, type RequestHandler, type Response } from 'express';
import type { Logger } from 'pino';
import { type BodyBound, bodyLimit, formBound } from './body-limit.server';
import { lastResort } from './error-pages.server';
import { requestFacts } from './request-facts.server';
import { requestLog } from './request-log.server';
import { sameOrigin } from './same-origin.server';
import { securityHeaders } from './security-headers.server';

export interface WebApplicationOptions {
  log: Logger;
  production: boolean;
  trustProxy: boolean | number | string;
  appUrl?: string | undefined;
  /** The built client files; absent in development, where Vite serves them. */
  clientFolder?: string | undefined;
  /** Vite's own middleware, in development. */
  developmentMiddleware?: RequestHandler | undefined;
  /** Whether this process should get traffic: not draining, and the database answers. */
  isReady: () => Promise<boolean>;
  isDatabaseDown: (error: unknown) => boolean;
  bodyBoundOf?: (path: string) => BodyBound;
  /** Remix, or a test's own pages. */
  pages: RequestHandler;
}

/** The way of every request, in order. */
export function createWebApplication(options: WebApplicationOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag'); // of dynamic pages: each has its own nonce
  app.set('trust proxy', options.trustProxy);
  app.use(requestFacts(options));
  app.get('/livez', (_request, response) => sendState(response, true));
  app.get('/readyz', (_request, response, next) => {
    options.isReady().then((ready) => sendState(response, ready), next);
  });
  app.use(requestLog(options.log));
  app.use(securityHeaders(options));
  app.use(compression({ filter: isCompressible }));
  // Read by a frame without an origin of its own: the captured mail as its reader would see it.
  app.use('/mail-preview.css', (_request, response, next) => {
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    next();
  });
  app.use(express.static(path.resolve('public'), { index: false, maxAge: '1h', redirect: false }));
  if (options.clientFolder !== undefined) serveBuiltFiles(app, options.clientFolder);
  if (options.developmentMiddleware) app.use(options.developmentMiddleware);
  app.use(sameOrigin(options));
  app.use(bodyLimit(options.bodyBoundOf ?? (() => formBound)));
  app.all('*', options.pages);
  app.use(
    lastResort({
      isDatabaseDown: options.isDatabaseDown,
      log: (error, requestId) => options.log.error({ err: error, requestId }, 'unhandled'),
    }),
  );
  return app;
}

/** Names of built files carry their content's hash, so a browser keeps them for ever; an absent one is not a page. */
function serveBuiltFiles(app: Express, folder: string): void {
  app.use(
    '/assets',
    express.static(path.join(folder, 'assets'), {
      immutable: true,
      maxAge: '1y',
      index: false,
      fallthrough: true,
    }),
    (_request, response) => {
      response.status(404).type('text/plain').setHeader('Cache-Control', 'no-store');
      response.end('404\n');
    },
  );
  app.use(express.static(folder, { index: false, maxAge: '1h', redirect: false }));
}

function sendState(response: Response, ok: boolean): void {
  response.status(ok ? 200 : 503).setHeader('Cache-Control', 'no-store');
  response.json({ ok });
}

/** An event stream is never held back to be compressed. */
function isCompressible(request: express.Request, response: express.Response): boolean {
  const type = String(response.getHeader('content-type') ?? '');
  return !type.startsWith('text/event-stream') && compression.filter(request, response);
}
