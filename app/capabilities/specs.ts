/**
 * What a capability reaches or a need asks for, by attribute: the text grammar of the exchange files
 * (`diameter_mm=20..38;feet_count=2|4;antinickel=true`) and the structure that is stored and compared.
 */

/** What this grammar needs to know of an attribute (app/taxonomy/attributes.json). */
export interface SpecAttribute {
  readonly key: string;
  readonly type: 'range' | 'number' | 'enum' | 'boolean';
  /** Allowed values of an enum; absent for free text. */
  readonly values?: readonly string[] | undefined;
}

/** `20..38` is a range, both ends included; `30.5` and `18|20|22` are one value or several. */
export type SpecValue =
  | { readonly min: number; readonly max: number }
  | { readonly values: readonly (number | string | boolean)[] };

/** By attribute key. Units are the attribute's own. */
export type Specs = Readonly<Record<string, SpecValue>>;

export type SpecFault =
  | 'not-key-value'
  | 'unknown-attribute'
  | 'repeated-attribute'
  | 'empty-value'
  | 'not-a-number'
  | 'range-reversed'
  | 'not-in-list'
  | 'not-a-boolean'
  | 'repeated-value'
  | 'too-many';

export interface SpecIssue {
  code: SpecFault;
  /** The part of the text that is wrong. */
  part: string;
  /** What would have been right, where it can be listed: the values of an enum. */
  expected: readonly string[];
}

export type FindAttribute = (key: string) => SpecAttribute | undefined;

const decimal = /^-?\d{1,12}(\.\d{1,9})?$/;
const maximumAttributes = 60;
const maximumValues = 40;

/**
 * Read `key=min..max;key=value;key=a|b`. Every fault is reported, not only the first; `specs` holds what was right.
 * An empty text is no specification at all.
 */
export function parseSpecs(
  text: string,
  findAttribute: FindAttribute,
): { specs: Specs; issues: SpecIssue[] } {
  const issues: SpecIssue[] = [];
  const specs: Record<string, SpecValue> = {};
  const parts = text.split(';').map((part) => part.trim());
  if (text.trim() === '') return { specs, issues };
  if (parts.length > maximumAttributes)
    return { specs, issues: [{ code: 'too-many', part: String(parts.length), expected: [] }] };
  for (const part of parts) {
    const equals = part.indexOf('=');
    if (equals < 1) {
      issues.push({ code: 'not-key-value', part, expected: [] });
      continue;
    }
    const key = part.slice(0, equals).trim();
    if (Object.hasOwn(specs, key)) issues.push({ code: 'repeated-attribute', part: key, expected: [] });
    const read = parseSpecValue(key, part.slice(equals + 1), findAttribute);
    if ('value' in read) specs[key] = read.value;
    else issues.push(...read.issues);
  }
  return { specs, issues };
}

/** Read the value of one attribute: `30.5`, `20..38`, `10|20|30`, `plat`, `true`. */
export function parseSpecValue(
  key: string,
  text: string,
  findAttribute: FindAttribute,
): { value: SpecValue } | { issues: SpecIssue[] } {
  const attribute = findAttribute(key);
  const written = text.trim();
  const issue = (code: SpecFault, part = written, expected: readonly string[] = []) => ({
    issues: [{ code, part, expected }],
  });
  if (!attribute) return issue('unknown-attribute', key);
  if (written === '') return issue('empty-value', key);
  const isNumeric = attribute.type === 'range' || attribute.type === 'number';
  if (isNumeric && written.includes('..')) return parseRange(written, issue);
  const parts = written.split('|').map((part) => part.trim());
  if (parts.length > maximumValues) return issue('too-many');
  if (new Set(parts).size < parts.length) return issue('repeated-value');
  for (const part of parts) {
    if (part === '') return issue('empty-value', key);
    if (isNumeric && !decimal.test(part)) return issue('not-a-number', part);
    if (attribute.type === 'boolean' && part !== 'true' && part !== 'false')
      return issue('not-a-boolean', part, ['true', 'false']);
    if (attribute.type === 'enum' && attribute.values && !attribute.values.includes(part))
      return issue('not-in-list', part, attribute.values);
  }
  if (isNumeric) return { value: { values: parts.map(Number) } };
  return { value: { values: attribute.type === 'boolean' ? parts.map((part) => part === 'true') : parts } };
}

function parseRange(
  written: string,
  issue: (code: SpecFault, part?: string) => { issues: SpecIssue[] },
): { value: SpecValue } | { issues: SpecIssue[] } {
  const [low = '', high = '', ...more] = written.split('..');
  if (more.length > 0 || !decimal.test(low) || !decimal.test(high)) return issue('not-a-number');
  const min = Number(low);
  const max = Number(high);
  return min <= max ? { value: { min, max } } : issue('range-reversed');
}

/** The text of a structure: what `parseSpecs` reads back as the same structure. Attributes keep their order. */
export function formatSpecs(specs: Specs): string {
  return Object.entries(specs)
    .map(([key, value]) => `${key}=${formatSpecValue(value)}`)
    .join(';');
}

/** `{min: 20, max: 38}` -> `20..38`; `{values: [18, 20]}` -> `18|20`. */
export function formatSpecValue(value: SpecValue): string {
  return 'min' in value
    ? `${plain(value.min)}..${plain(value.max)}`
    : value.values.map((one) => (typeof one === 'number' ? plain(one) : String(one))).join('|');
}

/** A number as digits, never as `1e-7`, which the grammar does not know. */
function plain(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(9).replace(/\.?0+$/, '') : text;
}
