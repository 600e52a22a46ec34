import { preferenceCookie, readCookie } from '~/http/cookies.server';
import { type Appearance, appearances } from './appearance';

const cookieName = 'rouage_appearance';

export function isAppearance(value: unknown): value is Appearance {
  return appearances.some((appearance) => appearance === value);
}

/** Light or dark as chosen on this browser; 'system' follows the device. */
export function requestAppearance(request: Request): Appearance {
  const chosen = readCookie(request, cookieName);
  return isAppearance(chosen) ? chosen : 'system';
}

export function appearanceCookie(appearance: Appearance): string {
  return preferenceCookie(cookieName, appearance);
}
