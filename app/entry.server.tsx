import { PassThrough } from 'node:stream';
import {
  type AppLoadContext,
  createReadableStreamFromReadable,
  type EntryContext,
  type HandleDataRequestFunction,
  type HandleErrorFunction,
} from '@remix-run/node';
import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { renderToPipeableStream } from 'react-dom/server';
import { plainPageHtml } from '~/http/error-pages.server';
import { NonceProvider } from '~/shell/nonce-context';

/** How long a promise inside a page may keep it open, in ms. */
export const streamTimeout = 5_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  loadContext: AppLoadContext,
): Promise<Response> | Response {
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'private, no-cache');
  headers.set('Content-Type', 'text/html; charset=utf-8');
  if (isDatabaseOutage(context)) {
    headers.set('Cache-Control', 'no-store');
    headers.set('Retry-After', '10');
    return new Response(plainPageHtml('unavailable', loadContext.requestId), { status: 503, headers });
  }
  return renderPage(request, status, headers, context, loadContext.nonce);
}

function renderPage(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  nonce: string,
): Promise<Response> {
  // a search engine waits for the whole page, a person sees it come
  const readyEvent = isbot(request.headers.get('user-agent')) ? 'onAllReady' : 'onShellReady';
  return new Promise((resolve, reject) => {
    let shellSent = false;
    let currentStatus = status;
    const { pipe, abort } = renderToPipeableStream(
      <NonceProvider value={nonce}>
        <RemixServer context={context} url={request.url} abortDelay={streamTimeout} nonce={nonce} />
      </NonceProvider>,
      {
        nonce,
        [readyEvent]() {
          shellSent = true;
          const body = new PassThrough();
          // without this each request's memory would live until the timer fires
          body.once('close', () => clearTimeout(timer));
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status: currentStatus }));
          pipe(body);
        },
        onShellError(error: unknown) {
          clearTimeout(timer);
          reject(error);
        },
        onError(error: unknown) {
          currentStatus = 500;
          if (shellSent && !request.signal.aborted) console.error(error);
        },
      },
    );
    const timer = setTimeout(abort, streamTimeout + 1_000);
  });
}

/** Set by app/http/route-guard.server.ts when a loader or action met a dead database. */
function isDatabaseOutage(context: EntryContext): boolean {
  const errors: unknown[] = Object.values(context.staticHandlerContext.errors ?? {});
  return errors.some((error) => {
    if (!isRouteErrorResponse(error) || error.status !== 503) return false;
    const failure: unknown = error.data;
    return (
      typeof failure === 'object' && failure !== null && 'code' in failure && failure.code === 'database-down'
    );
  });
}

export const handleDataRequest: HandleDataRequestFunction = (response) => {
  if (!response.headers.has('Cache-Control')) response.headers.set('Cache-Control', 'private, no-cache');
  return response;
};

/** Loaders' and actions' crashes are logged by the route guard; what comes here broke while rendering. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (request.signal.aborted || isRouteErrorResponse(error)) return;
  const { requestId } = context;
  const stack = error instanceof Error ? error.stack : String(error);
  console.error(JSON.stringify({ level: 50, time: Date.now(), requestId, err: { stack }, msg: 'render' }));
};
