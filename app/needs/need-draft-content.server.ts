import type { NeedDraftContent } from './need';

/** Everything that was typed, by field, as typed; the operation's id belongs to the sending, not to the draft. */
export function readDraftContent(form: FormData): NeedDraftContent {
  const content: NeedDraftContent = {};
  for (const [name, value] of form) {
    if (typeof value !== 'string' || name === 'operationId') continue;
    content[name] ??= [];
    content[name].push(value);
  }
  return content;
}
