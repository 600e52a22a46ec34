import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CsvSplitter } from './csv-records';
import { FileFault } from './faults';

/** Pieces as a file gives them: each ends at a line's end. */
function split(text: string, linesPerPiece = 1) {
  const splitter = new CsvSplitter();
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const records = [];
  for (let at = 0; at < lines.length; at += linesPerPiece)
    records.push(...splitter.split(lines.slice(at, at + linesPerPiece).join('')));
  splitter.end();
  return records;
}

describe.each(['\n', '\r\n'])('with %j at the line ends', (end) => {
  const text = ['a,b', '1,"x', 'y"', '', '2,3', '"q""q","a', 'b', 'c"', '4,', '5,6'].join(end);

  test.each([1, 2, 100])('records know their line (%i lines at a time)', (linesPerPiece) => {
    const records = split(text, linesPerPiece);
    expect(records.map(({ line, cells }) => [line, ...cells])).toEqual([
      [1, 'a', 'b'],
      [2, '1', `x${end}y`],
      [4, ''],
      [5, '2', '3'],
      [6, 'q"q', `a${end}b${end}c`],
      [9, '4', ''],
      [10, '5', '6'],
    ]);
  });
});

test('a misplaced quote is told and the next record is read all the same', () => {
  expect(split('1,a"b\n2,"c"d\n3,e\n').map(({ cells, misquoted }) => [misquoted, ...cells])).toEqual([
    [true, '1', 'a"b'],
    [true, '2', 'cd'],
    [false, '3', 'e'],
  ]);
});

test('a quote that never closes is told at the line where it opens', () => {
  const wrong = (text: string) => {
    try {
      split(text);
    } catch (error) {
      return error instanceof FileFault ? [error.line, error.code] : error;
    }
    return undefined;
  };
  expect(wrong('1,a\n2,"b\n3,c\n')).toEqual([2, 'quote-open']);
  expect(wrong(`1,a\n2,"b\n${'x\n'.repeat(60_000)}`)).toEqual([2, 'quote-open']);
});

test('what is written by the rules is read back, with the line on which it stands', () => {
  const cell = fc
    .array(fc.constantFrom('a', 'é', ',', '"', '\n', '\r\n', ' '), { maxLength: 6 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
      fc.constantFrom('\n', '\r\n'),
      fc.integer({ min: 1, max: 5 }),
      fc.boolean(),
      (rows, end, linesPerPiece, lastEnd) => {
        const written = rows.map((row) =>
          row.map((text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(','),
        );
        const text = written.join(end) + (lastEnd ? end : '');
        const records = split(text, linesPerPiece);
        expect(records.map(({ cells }) => cells)).toEqual(rows);
        let line = 1;
        records.forEach((record, index) => {
          expect(record.line).toBe(line);
          line += written[index]?.split('\n').length ?? 0;
        });
      },
    ),
  );
});
