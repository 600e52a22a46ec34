import type { importFaultMessages } from '~/i18n/messages/import';

export type FaultCode = keyof (typeof importFaultMessages)['fr'];

/** One thing that is wrong at one place of a file. */
export interface Fault {
  /** Line of the physical file, from 1; 0 is the file as a whole. */
  line: number;
  /** Column of a CSV file, path in a JSON file; '' is the row as a whole. */
  column: string;
  code: FaultCode;
  /** The text that is wrong, as it stands in the file. */
  shown: string;
  /** What the sentence needs besides: a list of what is allowed, another line… */
  detail: string;
}

export function fault(line: number, column: string, code: FaultCode, shown = '', detail = ''): Fault {
  return { line, column, code, shown: shorten(shown), detail };
}

/** The file cannot be read on from here: what follows it is not judged. */
export class FileFault extends Error {
  constructor(
    readonly line: number,
    readonly code: FaultCode,
    readonly detail = '',
  ) {
    super(code);
    this.name = 'FileFault';
  }
}

function shorten(text: string): string {
  const oneLine = text.replace(/\s+/g, ' ');
  return oneLine.length > 80 ? `${oneLine.slice(0, 79)}…` : oneLine;
}
