import { pino } from 'pino';

/** One JSON line for each thing worth knowing: ids and kinds of events and jobs, never what they say about people. */
export const log = pino({
  level: process.env['LOG_LEVEL'] || 'info',
  base: { process: 'worker' },
  // an error's message may quote a row; its kind, code and place are enough
  serializers: { err: (error: unknown) => describeError(error) },
});

/** What may be kept of an error: no message of PostgreSQL's (`detail` quotes rows), no address of a mail. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const fields = error as Error & { code?: unknown; constraint?: unknown; responseCode?: unknown };
  return {
    type: error.name,
    ...(typeof fields.code === 'string' && { code: fields.code }),
    ...(typeof fields.constraint === 'string' && { constraint: fields.constraint }),
    ...(typeof fields.responseCode === 'number' && { responseCode: fields.responseCode }),
    message: error.message.replace(/[\w.+-]+@[\w.-]+/g, '…').slice(0, 300),
    stack: error.stack
      ?.split('\n')
      .filter((line) => line.startsWith('    at '))
      .slice(0, 8)
      .map((line) => line.trim()),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}
