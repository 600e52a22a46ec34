import type { RequestHandler } from 'express';
import type { Logger } from 'pino';

/**
 * One line for each answer: number, method, path, status, duration. No address, no name, no query (it may hold a
 * token or what somebody searches for), and a path segment that looks like a secret is masked.
 */
export function requestLog(log: Logger): RequestHandler {
  return (request, response, next) => {
    const begun = performance.now();
    const { method } = request;
    const path = loggedPath(request.path);
    response.once('close', () => {
      const line = {
        requestId: response.locals.requestId,
        method,
        path,
        status: response.statusCode,
        ms: Math.round(performance.now() - begun),
        ...(!response.writableFinished && { aborted: true }),
      };
      if (response.statusCode >= 500) log.error(line, 'request');
      else log.info(line, 'request');
    });
    next();
  };
}

/** Tokens are 22 characters of base64url or more; words and UUIDs keep their place in the log. */
export function loggedPath(path: string): string {
  return path
    .split('/')
    .map((segment) => (isSecretLike(segment) ? '…' : segment))
    .join('/')
    .slice(0, 300);
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

function isSecretLike(segment: string): boolean {
  if (segment.length < 22 || uuid.test(segment) || segment.includes('.')) return false;
  return /^[\w-]+$/.test(segment) && /\d/.test(segment) && /[A-Z]/.test(segment);
}
