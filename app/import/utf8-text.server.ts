import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { FileFault } from './faults';

const newline = 0x0a;
const maximumLineBytes = 1_000_000;

/**
 * A file's text in pieces that end at a line's end, without its byte order mark. Only UTF-8 passes: a wrong byte is
 * told with its line, since accents read in another encoding would be stored wrong for ever.
 * @throws FileFault
 */
export async function* readUtf8(
  path: string,
  onBytes: (count: number) => void = () => {},
): AsyncGenerator<string> {
  let rest = Buffer.alloc(0);
  let line = 1;
  let first = true;
  for await (const chunk of createReadStream(path, { highWaterMark: 65_536 }) as AsyncIterable<Buffer>) {
    onBytes(chunk.length);
    if (first) refuseUtf16(chunk);
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const end = bytes.lastIndexOf(newline) + 1;
    if (end === 0 && bytes.length > maximumLineBytes) throw new FileFault(line, 'line-too-long');
    rest = Buffer.from(bytes.subarray(end));
    if (end === 0) continue;
    const piece = bytes.subarray(0, end);
    yield decode(piece, line, first);
    first = false;
    line += countLines(piece);
  }
  if (rest.length > 0) yield decode(rest, line, first);
}

function decode(bytes: Buffer, line: number, first: boolean): string {
  if (!isUtf8(bytes)) throw new FileFault(wrongLine(bytes, line), 'not-utf8');
  const text = bytes.toString('utf8');
  const nul = text.indexOf('\0');
  if (nul >= 0) throw new FileFault(line + text.slice(0, nul).split('\n').length - 1, 'nul-byte');
  return first && text.startsWith('\ufeff') ? text.slice(1) : text;
}

/** A line's end is never part of a longer UTF-8 sequence, so each line can be tried alone. */
function wrongLine(bytes: Buffer, firstLine: number): number {
  let line = firstLine;
  let start = 0;
  for (;;) {
    const found = bytes.indexOf(newline, start);
    const end = found < 0 ? bytes.length : found + 1;
    if (!isUtf8(bytes.subarray(start, end)) || found < 0) return line;
    start = end;
    line += 1;
  }
}

function countLines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) count += 1;
  return count;
}

function refuseUtf16(start: Buffer): void {
  const mark = start.subarray(0, 2).toString('hex');
  if (mark === 'fffe' || mark === 'feff') throw new FileFault(1, 'utf16');
}
