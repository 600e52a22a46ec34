import type { Request, RequestHandler, Response } from 'express';
import { sendPlainPage } from './error-pages.server';

export interface BodyBound {
  maxBytes: number;
  /** How long the whole body may take to arrive. */
  maxSeconds: number;
}

export const formBound: BodyBound = { maxBytes: 1_048_576, maxSeconds: 10 };

/** How long a refused client may go on sending, so that it gets to read the answer. */
const lingerMs = 1_000;

/**
 * Bounds every request body, announced (`Content-Length`) or not (chunked): 413 as soon as it is too large, 408
 * when it comes too slowly; the connection then ends, since what follows on it cannot be told from the body.
 * @param boundOf the bound of a path; routes that take files have a wider one
 */
export function bodyLimit(boundOf: (path: string) => BodyBound): RequestHandler {
  return (request, response, next) => {
    const announced = request.headers['content-length'];
    if (announced === undefined && request.headers['transfer-encoding'] === undefined) return next();
    const bound = boundOf(request.path);
    if (announced !== undefined && Number(announced) > bound.maxBytes) {
      refuse(request, response, 'tooLarge');
      return;
    }
    const clock = setTimeout(() => refuse(request, response, 'tooSlow'), bound.maxSeconds * 1_000);
    for (const event of ['end', 'close', 'error'] as const) request.once(event, () => clearTimeout(clock));
    countBytes(request, bound.maxBytes, () => refuse(request, response, 'tooLarge'));
    next();
  };
}

/**
 * Counts where Node's parser hands chunks over (`push`), so that the stream is not set flowing before its reader
 * is there, and chunked bodies are seen too.
 */
function countBytes(request: Request, maxBytes: number, exceeded: () => void): void {
  const push = request.push.bind(request);
  let bytes = 0;
  let over = false;
  request.push = (chunk: unknown, encoding?: BufferEncoding) => {
    if (over) return true; // swallowed: the client must read the answer before its connection is reset
    if (chunk instanceof Uint8Array) bytes += chunk.byteLength;
    if (bytes <= maxBytes) return push(chunk, encoding);
    over = true;
    exceeded();
    return true;
  };
}

function refuse(request: Request, response: Response, page: 'tooLarge' | 'tooSlow'): void {
  response.locals.bodyRefused = true;
  if (!response.headersSent) {
    response.setHeader('Connection', 'close');
    sendPlainPage(response, page);
  }
  request.resume();
  // The reader, if there is one, then sees its body break off.
  setTimeout(() => request.destroy(), lingerMs).unref();
}
