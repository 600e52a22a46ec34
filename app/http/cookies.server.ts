/** The value of a cookie of a request, as it was sent; null when absent. */
export function readCookie(request: Request, name: string): string | null {
  const prefix = `${name}=`;
  const pair = (request.headers.get('cookie') ?? '').split(/;\s*/).find((part) => part.startsWith(prefix));
  return pair?.slice(prefix.length) ?? null;
}

const yearSeconds = 365 * 24 * 3600;

/**
 * A choice of the reader's that outlives the visit and is worth nothing to a thief (language, appearance).
 * @param value a word without `;` or spaces
 */
export function preferenceCookie(name: string, value: string): string {
  return `${name}=${value}; Path=/; Max-Age=${yearSeconds}; SameSite=Lax; HttpOnly`;
}
