import type { NeedDraftContent } from './need';

const ofTheSending = new Set(['operationId', 'actingFor']);

/** Everything that was typed, by field, as typed; what belongs to the sending is not the draft's. */
export function readDraftContent(form: FormData): NeedDraftContent {
  const content: NeedDraftContent = {};
  for (const [name, value] of form) {
    if (typeof value !== 'string' || ofTheSending.has(name)) continue;
    content[name] ??= [];
    content[name].push(value);
  }
  return content;
}
