import { FileFault } from './faults';

/** The text of one element of a JSON array, and the line of the file on which it begins. */
export interface JsonElement {
  line: number;
  text: string;
}

const maximumElementCharacters = 5_000_000;

/** Splits a file that is one JSON array into its elements, so that a long file is never held whole. */
export class JsonArraySplitter {
  #line = 1;
  #state: 'before' | 'between' | 'inside' | 'after' = 'before';
  #depth = 0;
  #inString = false;
  #escaped = false;
  #start = 1;
  #text = '';

  /** @throws FileFault when the text is not one array */
  *split(piece: string): Generator<JsonElement> {
    let from = 0;
    for (let at = 0; at < piece.length; at += 1) {
      const character = piece.charAt(at);
      const opens = this.#state !== 'inside' && this.#open(character);
      if (opens) from = at;
      if (character === '\n') this.#line += 1;
      if (!opens && this.#state !== 'inside') continue;
      const ended = this.#advance(character);
      if (!ended) continue;
      const last = ended === 'after'; // this character belongs to the element
      yield this.#finish(piece.slice(from, last ? at + 1 : at));
      if (character === ']' && !last) this.#state = 'after';
    }
    if (this.#state === 'inside') this.#text += piece.slice(from);
    if (this.#text.length > maximumElementCharacters) throw new FileFault(this.#start, 'line-too-long');
  }

  /** @throws FileFault when the array is not closed */
  end(): void {
    if (this.#state === 'before') throw new FileFault(1, 'json-not-array');
    if (this.#state !== 'after') throw new FileFault(this.#line, 'json-truncated');
  }

  /** Outside of an element; true when this character begins one. */
  #open(character: string): boolean {
    if (/\s/.test(character)) return false;
    if (this.#state === 'before') {
      if (character !== '[') throw new FileFault(this.#line, 'json-not-array');
      this.#state = 'between';
      return false;
    }
    if (this.#state === 'after') throw new FileFault(this.#line, 'json-after-end');
    if (character === ']') this.#state = 'after';
    if (character === ']' || character === ',') return false;
    this.#state = 'inside';
    this.#start = this.#line;
    return true;
  }

  /** Inside of an element: whether it ends `before` this character (a scalar) or `after` it. */
  #advance(character: string): 'before' | 'after' | undefined {
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (character === '\\') this.#escaped = true;
      else if (character === '"') this.#inString = false;
      return undefined;
    }
    if (character === '"') this.#inString = true;
    else if (character === '{' || character === '[') this.#depth += 1;
    else if (this.#depth === 0 && (character === ',' || character === ']')) return 'before';
    else if (character === '}' || character === ']') {
      this.#depth -= 1;
      if (this.#depth <= 0) return 'after';
    }
    return undefined;
  }

  #finish(end: string): JsonElement {
    const element = { line: this.#start, text: this.#text + end };
    this.#text = '';
    this.#depth = 0;
    this.#state = 'between';
    return element;
  }
}

/**
 * The line on which each value of a valid JSON text stands, by path (`participants[2].demand[0].quantity`).
 * @param firstLine the line of the text's first character
 */
export function linesOfJson(text: string, firstLine: number): Map<string, number> {
  const lines = new Map<string, number>();
  const tokens = text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+|\n/g);
  const levels: { path: string; index: number | null }[] = [];
  let line = firstLine;
  let key: string | undefined;
  let keyLine = firstLine;
  const here = () => {
    const level = levels.at(-1);
    if (!level) return '';
    if (level.index !== null) return `${level.path}[${level.index}]`;
    return level.path === '' ? (key ?? '') : `${level.path}.${key ?? ''}`;
  };
  let previous = '';
  for (const [token] of tokens) {
    if (token === '\n') {
      line += 1;
      continue;
    }
    const level = levels.at(-1);
    if (token === '}' || token === ']') levels.pop();
    else if (token === ',') {
      if (level && level.index !== null) level.index += 1;
    } else if (token === ':') {
      // the key before it is known
    } else if (level && level.index === null && previous !== ':') {
      key = JSON.parse(token) as string;
      keyLine = line;
      lines.set(here(), keyLine);
    } else {
      const path = here();
      if (!lines.has(path)) lines.set(path, line);
      if (token === '{') levels.push({ path, index: null });
      if (token === '[') levels.push({ path, index: 0 });
    }
    previous = token;
  }
  return lines;
}
