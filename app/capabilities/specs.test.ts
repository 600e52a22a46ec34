import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import attributes from '~/taxonomy/attributes.json';
import { formatSpecs, parseSpecs, type SpecAttribute, type Specs, type SpecValue } from './specs';

const byKey = new Map(attributes.map((attribute) => [attribute.key, attribute as SpecAttribute]));
const parse = (text: string) => parseSpecs(text, (key) => byKey.get(key));
const codes = (text: string) => parse(text).issues.map(({ code, part }) => `${code} ${part}`);

describe('parseSpecs', () => {
  test('reads ranges, values, lists, words and booleans', () => {
    expect(
      parse('diameter_mm=20..38; feet_count=2|4;case_material=titane gr.5|or 750;antinickel=true;aql=0.65'),
    ).toEqual({
      issues: [],
      specs: {
        diameter_mm: { min: 20, max: 38 },
        feet_count: { values: [2, 4] },
        case_material: { values: ['titane gr.5', 'or 750'] },
        antinickel: { values: [true] },
        aql: { values: [0.65] },
      },
    });
    expect(parse('')).toEqual({ specs: {}, issues: [] });
  });

  test('free text enumerations take any word, listed ones only theirs', () => {
    expect(parse('movement_caliber=CS-11|Q-4').issues).toEqual([]);
    expect(parse('crystal_shape=ronde').issues).toEqual([
      { code: 'not-in-list', part: 'ronde', expected: byKey.get('crystal_shape')?.values },
    ]);
  });

  test.each([
    ['diameter_mm', ['not-key-value diameter_mm']],
    ['diametre=3', ['unknown-attribute diametre']],
    ['__proto__=3', ['unknown-attribute __proto__']],
    ['diameter_mm=', ['empty-value diameter_mm']],
    ['diameter_mm=38..20', ['range-reversed 38..20']],
    ['diameter_mm=20..', ['not-a-number 20..']],
    ['diameter_mm=1..2..3', ['not-a-number 1..2..3']],
    ['diameter_mm=30,5', ['not-a-number 30,5']],
    ['diameter_mm=1e3', ['not-a-number 1e3']],
    ['feet_count=2|2', ['repeated-value 2|2']],
    ['feet_count=2|', ['empty-value feet_count']],
    ['antinickel=oui', ['not-a-boolean oui']],
    ['aql=1;aql=2', ['repeated-attribute aql']],
    ['aql=x;diameter_mm=y', ['not-a-number x', 'not-a-number y']],
    ['aql=1;', ['not-key-value ']],
  ])('%s is refused with every reason', (text, expected) => {
    expect(codes(text)).toEqual(expected);
  });
});

test('what is written is read back as it was', () => {
  const millionths = fc.integer({ min: -(10 ** 12), max: 10 ** 12 }).map((units) => units / 1e6);
  const anyValueOf = (attribute: SpecAttribute): fc.Arbitrary<SpecValue> => {
    if (attribute.type === 'boolean') return fc.boolean().map((value) => ({ values: [value] }));
    if (attribute.type === 'enum')
      return fc
        .subarray([...(attribute.values ?? ['A', 'B-2'])], { minLength: 1 })
        .map((values) => ({ values }));
    return fc.oneof(
      fc.tuple(millionths, millionths).map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) })),
      fc
        .uniqueArray(millionths, { minLength: 1, maxLength: 5, comparator: 'SameValueZero' })
        .map((values) => ({
          values: values.map((value) => value + 0), // no -0
        })),
    );
  };
  const anySpecs = fc
    .subarray([...byKey.values()], { maxLength: 8 })
    .chain((chosen) => fc.tuple(...chosen.map((a) => anyValueOf(a).map((value) => [a.key, value] as const))))
    .map((entries): Specs => Object.fromEntries(entries));
  fc.assert(
    fc.property(anySpecs, (specs) => {
      expect(parse(formatSpecs(specs))).toEqual({ specs, issues: [] });
    }),
  );
});
