import type { Locale } from '~/i18n/messages';
import { messagesFor } from '~/i18n/messages';
import { importFaultMessages } from '~/i18n/messages/import';
import type { Fault } from './faults';

/** `file:line column: what is wrong, what was expected`. The column is left out where the whole row or file is meant. */
export function sayFault(found: Fault & { file: string }, locale: Locale): string {
  const words = messagesFor(importFaultMessages, locale)[found.code](found.shown, found.detail);
  const place = found.line > 0 ? `${found.file}:${found.line}` : found.file;
  return `${place}${found.column && ` ${found.column}`}: ${words}`;
}
