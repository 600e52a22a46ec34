import http from 'node:http';
import type { AddressInfo } from 'node:net';
import net from 'node:net';
import type { RequestHandler } from 'express';
import { pino } from 'pino';
import { afterAll } from 'vitest';
import { boundConnections } from '~/http/graceful-drain.server';
import { createWebApplication, type WebApplicationOptions } from '~/http/web-application.server';

export interface ServedApplication {
  url: string;
  host: string;
  port: number;
  server: http.Server;
  /** Lines logged so far, parsed. */
  logged: Record<string, unknown>[];
}

/** The web application around a test's own pages, on a real port; closed after the file. */
export async function serve(
  pages: RequestHandler,
  options: Partial<WebApplicationOptions> = {},
): Promise<ServedApplication> {
  const logged: Record<string, unknown>[] = [];
  const log = pino(
    { level: 'info' },
    { write: (line: string) => void logged.push(JSON.parse(line) as Record<string, unknown>) },
  );
  const server = http.createServer(
    { connectionsCheckingInterval: 100 },
    createWebApplication({
      log,
      production: true,
      trustProxy: false,
      isReady: async () => true,
      isDatabaseDown: () => false,
      pages,
      ...options,
    }),
  );
  boundConnections(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, host: `127.0.0.1:${port}`, port, server, logged };
}

/** Sends bytes as they are, and reads until the server closes or `limitMs` is over. */
export function sendRaw(port: number, bytes: string | readonly string[], limitMs = 5_000): Promise<string> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    let heard = '';
    const done = () => {
      socket.destroy();
      resolve(heard);
    };
    socket.on('data', (chunk) => {
      heard += chunk.toString();
    });
    socket.on('close', done);
    socket.on('error', done);
    setTimeout(done, limitMs).unref();
    for (const part of typeof bytes === 'string' ? [bytes] : bytes) socket.write(part);
  });
}

/** A request whose Host and other guarded headers are the test's own, which fetch would not send. */
export function ask(
  served: ServedApplication,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{ status: number; headers: http.IncomingHttpHeaders; body: string }> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        port: served.port,
        host: '127.0.0.1',
        path,
        method: options.method ?? 'GET',
        headers: options.headers,
      },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          body += chunk;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        );
      },
    );
    request.on('error', reject);
    request.end(options.body);
  });
}
