import attributesFile from './attributes.json';

export type AttributeType = 'range' | 'number' | 'enum' | 'boolean';

/** A measurable property that needs and capabilities speak about. */
export interface Attribute {
  readonly key: string;
  readonly fr: string;
  readonly en: string;
  readonly unit: string | null;
  readonly type: AttributeType;
  readonly families: readonly string[];
  readonly values?: readonly string[];
  readonly typical?: { readonly min: number; readonly max: number };
  readonly noteFr?: string;
}

interface AttributeInFile {
  key: string;
  fr: string;
  en: string;
  unit: string | null;
  type: string;
  families: string[];
  values?: string[];
  typical?: { min: number; max: number };
  note_fr?: string;
}

const TYPES = new Set<string>(['range', 'number', 'enum', 'boolean']);

function readAttribute(row: AttributeInFile): Attribute {
  if (!TYPES.has(row.type)) throw new Error(`attributes.json: unknown type "${row.type}" of ${row.key}`);
  const { note_fr: noteFr, type, ...rest } = row;
  return { ...rest, type: type as AttributeType, ...(noteFr === undefined ? {} : { noteFr }) };
}

/** Every attribute, in the order of the file. */
export const attributes: readonly Attribute[] = (attributesFile as AttributeInFile[]).map(readAttribute);

const attributeByKey = new Map(attributes.map((attribute) => [attribute.key, attribute]));

/** The attribute of a key (`diameter_mm`), or undefined. */
export function findAttribute(key: string): Attribute | undefined {
  return attributeByKey.get(key);
}

/** The attributes that a family speaks about. */
export function attributesOfFamily(code: string): readonly Attribute[] {
  return attributes.filter((attribute) => attribute.families.includes(code));
}
