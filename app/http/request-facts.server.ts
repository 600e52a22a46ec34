import { randomBytes, randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { sendPlainPage } from './error-pages.server';

const forwardedHeaders = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-forwarded-prefix',
  'x-real-ip',
] as const;

export interface RequestFactsOptions {
  trustProxy: boolean | number | string;
  /** Where people reach the site, e.g. `https://rouage.example`; absent: the request's own Host. */
  appUrl?: string | undefined;
}

/**
 * First of all: the request's number and nonce, whose word is taken on where it comes from, and a refusal of what
 * no browser sends. Forwarding headers of an unknown sender are dropped, so that nothing behind can believe them.
 */
export function requestFacts(options: RequestFactsOptions): RequestHandler {
  const behindProxy = options.trustProxy !== false;
  const configured = options.appUrl === undefined ? undefined : new URL(options.appUrl);
  return (request, response, next) => {
    response.locals.requestId = numberOf(request, behindProxy);
    response.locals.nonce = randomBytes(16).toString('base64');
    response.locals.responseClosed = closedSignal(response);
    response.setHeader('X-Request-Id', response.locals.requestId);
    if (!behindProxy) for (const name of forwardedHeaders) delete request.headers[name];
    response.locals.clientAddress = request.ip ?? '';
    response.locals.secure = configured?.protocol === 'https:' || request.secure;
    if (!isSaneHost(request.headers.host) || /%00/.test(request.url) || !isDecodable(request.path)) {
      sendPlainPage(response, 'badRequest');
      return;
    }
    if (configured) {
      // Remix makes its URLs from these: they are the site's, whatever the client or the proxy wrote
      request.headers.host = configured.host;
      delete request.headers['x-forwarded-host'];
    }
    next();
  };
}

function closedSignal(response: Response): AbortSignal {
  const closed = new AbortController();
  response.once('close', () => closed.abort());
  return closed.signal;
}

function numberOf(request: Request, behindProxy: boolean): string {
  const given = request.headers['x-request-id'];
  return behindProxy && typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}

function isSaneHost(host: string | undefined): boolean {
  return host !== undefined && /^(\[[\da-f:.]+\]|[\w.-]+)(:\d{1,5})?$/i.test(host);
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
