import { environment } from '~/config/environment.server';

/** `__Host-` binds the cookie to this host over TLS; browsers refuse that prefix without TLS. */
function secure(): boolean {
  return environment().APP_URL?.startsWith('https:') ?? false;
}

function cookieName(): string {
  return secure() ? '__Host-rouage_session' : 'rouage_session';
}

export function readSessionToken(request: Request): string | null {
  const name = `${cookieName()}=`;
  const pair = (request.headers.get('cookie') ?? '').split(/;\s*/).find((part) => part.startsWith(name));
  const token = pair?.slice(name.length) ?? '';
  return /^[\w-]{43}$/.test(token) ? token : null;
}

/** @param token 32 random bytes in base64url; null signs out */
export function sessionCookie(token: string | null, maxAgeSeconds: number): string {
  const attributes = ['Path=/', 'HttpOnly', 'SameSite=Lax', `Max-Age=${token ? maxAgeSeconds : 0}`];
  if (secure()) attributes.push('Secure');
  return [`${cookieName()}=${token ?? ''}`, ...attributes].join('; ');
}
