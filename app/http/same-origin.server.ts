import type { Request, RequestHandler } from 'express';
import { sendPlainPage } from './error-pages.server';

const readOnly = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses (403) a change that another site asked a browser for: before every mutation, resource routes included.
 * `Sec-Fetch-Site`, which no page can forge, decides where the browser sends it (all since 2023); else `Origin`
 * must be the site's own. Neither: refused, since no browser that people use posts a form without both.
 * A request that carries `Authorization` passes: another site's page cannot add it without our leave.
 */
export function sameOrigin(options: { appUrl?: string | undefined }): RequestHandler {
  return (request, response, next) => {
    if (readOnly.has(request.method) || isOwn(request, options.appUrl)) next();
    else sendPlainPage(response, 'otherSite');
  };
}

function isOwn(request: Request, appUrl: string | undefined): boolean {
  if (request.headers.authorization !== undefined) return true;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = request.headers;
  if (origin === undefined || !URL.canParse(origin)) return false;
  return appUrl === undefined ? new URL(origin).host === request.headers.host : origin === appUrl;
}
