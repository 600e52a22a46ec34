import type { Server } from 'node:http';

/** Slow clients: 10 s for the headers; bodies have their own bound (body-limit), this one backs it up. */
export function boundConnections(server: Server): void {
  server.headersTimeout = 10_000;
  server.requestTimeout = 300_000;
  server.keepAliveTimeout = 65_000; // longer than a proxy's usual 60 s, so that the proxy closes first
  server.maxHeadersCount = 100;
}

/** How often Node looks for connections past their time, in ms; an option of `http.createServer`. */
export const connectionsCheckMs = 1_000;

/**
 * Stops taking requests and lets those under way end: idle connections close at once, the others as they finish,
 * event streams and stragglers after `limitMs`.
 */
export function drain(server: Server, limitMs = 7_000): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), limitMs);
    const sweep = setInterval(() => server.closeIdleConnections(), 100);
    server.close(() => {
      clearTimeout(cut);
      clearInterval(sweep);
      resolve();
    });
    server.closeIdleConnections();
  });
}
