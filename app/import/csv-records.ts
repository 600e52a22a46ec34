import { FileFault } from './faults';

/** One record of a CSV file and the line of the physical file on which it begins. */
export interface CsvRecord {
  line: number;
  cells: string[];
  /** A quote stands where RFC 4180 has none: the cells are a guess. */
  misquoted: boolean;
}

const quote = 0x22;
const comma = 0x2c;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const maximumRecordCharacters = 100_000;

/**
 * Splits text into records as RFC 4180 says, with CRLF or LF. Kept apart from a library for one reason: each record
 * knows its line of the file, also after quoted line ends of either kind, and one bad row does not end the reading.
 */
export class CsvSplitter {
  #line = 1;
  #start = 1;
  #cells: string[] = [];
  #open: string | undefined; // the beginning of a quoted cell that goes on in the next piece
  #length = 0;

  /**
   * @param piece ends at the end of a line, but for a file's last one
   * @throws FileFault when a record passes 100,000 characters, as it does after a quote that never closes
   */
  *split(piece: string): Generator<CsvRecord> {
    let at = 0;
    let misquoted = false;
    while (at < piece.length) {
      if (this.#open === undefined && piece.charCodeAt(at) !== quote) {
        const end = endOfPlainCell(piece, at);
        const cell = piece.slice(at, end);
        if (cell.includes('"')) misquoted = true;
        this.#cells.push(cell);
        at = end;
      } else {
        const from = this.#open === undefined ? at + 1 : at;
        const close = closingQuote(piece, from);
        const inside = piece.slice(from, close < 0 ? piece.length : close);
        this.#line += countOf(inside, '\n');
        const text = (this.#open ?? '') + inside;
        if (this.#length + text.length > maximumRecordCharacters)
          throw new FileFault(this.#start, 'quote-open');
        if (close < 0) {
          this.#open = text;
          return;
        }
        this.#open = undefined;
        const end = endOfPlainCell(piece, close + 1);
        const trail = piece.slice(close + 1, end);
        if (trail !== '') misquoted = true;
        this.#cells.push(text.replaceAll('""', '"') + trail);
        at = end;
      }
      this.#length += this.#cells.at(-1)?.length ?? 0;
      if (at < piece.length && piece.charCodeAt(at) === comma) {
        at += 1;
        // A comma at the very end of the file has an empty cell after it.
        if (at === piece.length) this.#cells.push('');
        else if (isLineEnd(piece, at)) this.#cells.push('');
        else continue;
      }
      if (piece.charCodeAt(at) === carriageReturn) at += 1;
      if (piece.charCodeAt(at) === lineFeed) {
        at += 1;
        this.#line += 1;
      }
      yield this.#finish(misquoted);
      misquoted = false;
    }
  }

  /** The last record, where the file ends inside a quoted cell. */
  end(): void {
    if (this.#open !== undefined) throw new FileFault(this.#start, 'quote-open');
  }

  #finish(misquoted: boolean): CsvRecord {
    const record = { line: this.#start, cells: this.#cells, misquoted };
    this.#cells = [];
    this.#length = 0;
    this.#start = this.#line;
    return record;
  }
}

function isLineEnd(piece: string, at: number): boolean {
  const code = piece.charCodeAt(at);
  return code === lineFeed || (code === carriageReturn && piece.charCodeAt(at + 1) === lineFeed);
}

function endOfPlainCell(piece: string, from: number): number {
  let at = from;
  while (at < piece.length && piece.charCodeAt(at) !== comma && !isLineEnd(piece, at)) at += 1;
  return at;
}

/** The quote that closes the cell (a doubled one is text), or -1 when the piece ends first. */
function closingQuote(piece: string, from: number): number {
  let at = piece.indexOf('"', from);
  while (at >= 0 && piece.charCodeAt(at + 1) === quote) at = piece.indexOf('"', at + 2);
  return at;
}

function countOf(text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) count += 1;
  return count;
}
