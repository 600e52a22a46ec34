/** Reading PostgreSQL's errors by their code, once, so that nobody compares message texts. */

interface PostgresError {
  code: string;
  constraint?: string;
}

function isPostgresError(error: unknown): error is PostgresError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}

/** A unique key refused a row; with a name, that very key. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  return (
    isPostgresError(error) &&
    error.code === '23505' &&
    (constraint === undefined || error.constraint === constraint)
  );
}

const unreachable = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);
const lostMessages = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error',
];

/**
 * The database cannot be reached or went away: worth a 503 and another try, never a 500.
 * Class 08 = connection, 57P0x = shutdown, 53300 = too many connections (PostgreSQL manual, appendix A).
 */
export function isDatabaseDown(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isDatabaseDown);
  if (isPostgresError(error) && (unreachable.has(error.code) || /^(08|57P0|53300)/.test(error.code)))
    return true;
  return error instanceof Error && lostMessages.some((text) => error.message.includes(text));
}
