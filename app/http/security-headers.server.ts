import type { Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';

const nonceSource = (_request: unknown, response: unknown) =>
  `'nonce-${(response as Response).locals.nonce}'`;

/**
 * Security headers. In production nothing inline runs: scripts come from this site or carry the response's nonce,
 * styles come from this site. In development Vite injects its own inline parts, so the policy is off there.
 */
export function securityHeaders(options: { production: boolean }): RequestHandler {
  const build = (secure: boolean) =>
    helmet({
      contentSecurityPolicy: options.production && {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          scriptSrc: ["'self'", nonceSource],
          scriptSrcAttr: ["'none'"],
          styleSrc: ["'self'"],
          imgSrc: ["'self'", 'data:'],
          fontSrc: ["'self'"],
          connectSrc: ["'self'"],
          objectSrc: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
          ...(secure && { upgradeInsecureRequests: [] }),
        },
      },
      // helmet's own default, no-referrer, makes browsers send `Origin: null`, which looks like another site's post
      referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
      strictTransportSecurity: secure && { maxAge: 63_072_000, includeSubDomains: true },
    });
  const overTls = build(true);
  const plain = build(false);
  return (request: Request, response, next) =>
    (response.locals.secure ? overTls : plain)(request, response, next);
}
