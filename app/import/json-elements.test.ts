import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FileFault } from './faults';
import { JsonArraySplitter, linesOfJson } from './json-elements';

function split(text: string, size: number) {
  const splitter = new JsonArraySplitter();
  const elements = [];
  for (let at = 0; at < text.length; at += size) elements.push(...splitter.split(text.slice(at, at + size)));
  splitter.end();
  return elements;
}

test('any array comes apart into its elements, whatever the pieces', () => {
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue(), { maxLength: 5 }),
      fc.constantFrom(0, 2),
      fc.integer({ min: 1, max: 40 }),
      (values, indent, size) => {
        const text = JSON.stringify(values, null, indent);
        const elements = split(text, size);
        expect(elements.map((element) => JSON.parse(element.text))).toEqual(JSON.parse(text));
        const lines = text.split('\n');
        for (const element of elements)
          expect(lines.slice(element.line - 1).join('\n')).toContain(element.text.trimEnd());
      },
    ),
  );
});

test.each([
  ['', 1, 'json-not-array'],
  ['{"a": 1}', 1, 'json-not-array'],
  ['[\n{"a": 1},\n{"b": [1', 3, 'json-truncated'],
  ['[1]\n]', 2, 'json-after-end'],
])('%j is told with its line', (text, line, code) => {
  expect(() => split(text, 7)).toThrow(
    expect.objectContaining({ line, code }) as unknown as InstanceType<typeof FileFault>,
  );
  expect(FileFault).toBeDefined();
});

test('each value has its line', () => {
  const text = `{
  "ref": "a:b,c{",
  "tiers": [
    {"min": 1, "prices": [[1, 2],
      [3]]},
    {}
  ],
  "end": null
}`;
  const lines = linesOfJson(text, 10);
  expect(lines.get('ref')).toBe(11);
  expect(lines.get('tiers')).toBe(12);
  expect(lines.get('tiers[0]')).toBe(13);
  expect(lines.get('tiers[0].prices[0][1]')).toBe(13);
  expect(lines.get('tiers[0].prices[1][0]')).toBe(14);
  expect(lines.get('tiers[1]')).toBe(15);
  expect(lines.get('end')).toBe(17);
});
