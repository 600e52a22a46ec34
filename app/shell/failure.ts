import { isRouteErrorResponse } from '@remix-run/react';

/** What an error page knows of what went wrong. */
export interface Failure {
  status: number;
  code: string | null;
  /** On the response and on the log line too. */
  requestId: string | null;
}

/** Reads what an error boundary was given. Whatever is no response of ours is a fault of ours: 500. */
export function failureOf(error: unknown): Failure {
  if (!isRouteErrorResponse(error)) return { status: 500, code: null, requestId: null };
  const said: unknown = error.data;
  return { status: error.status, code: textAt(said, 'code'), requestId: textAt(said, 'requestId') };
}

function textAt(value: unknown, key: string): string | null {
  if (typeof value !== 'object' || value === null || !(key in value)) return null;
  const found: unknown = Object.getOwnPropertyDescriptor(value, key)?.value;
  return typeof found === 'string' ? found : null;
}

const kinds = {
  400: 'badRequest',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'notFound',
  405: 'badRequest',
  409: 'conflict',
  410: 'gone',
  413: 'tooLarge',
  422: 'badRequest',
  429: 'tooMany',
  503: 'unavailable',
} as const;

export type FailureKind = (typeof kinds)[keyof typeof kinds] | 'unexpected';

export function failureKind(status: number): FailureKind {
  return Object.entries(kinds).find(([known]) => Number(known) === status)?.[1] ?? 'unexpected';
}
