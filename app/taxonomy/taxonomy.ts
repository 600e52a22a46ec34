import taxonomyFile from './taxonomy.json';

export type LeafKind = 'component' | 'process' | 'material' | 'finish' | 'service';
export type Language = 'fr' | 'en';

/** One thing that can be made, done or supplied, e.g. `cad/soleillage`. Ids are stable. */
export interface Leaf {
  readonly id: string;
  readonly family: string;
  readonly kind: LeafKind;
  readonly fr: string;
  readonly en: string;
  readonly synonyms: readonly string[];
}

/** A family of components or services, e.g. `CAD` (cadrans). */
export interface Family {
  readonly code: string;
  readonly fr: string;
  readonly en: string;
  readonly leaves: readonly Leaf[];
}

const KINDS = new Set<string>(['component', 'process', 'material', 'finish', 'service']);

function asKind(kind: string): LeafKind {
  if (!KINDS.has(kind)) throw new Error(`taxonomy.json: unknown kind "${kind}"`);
  return kind as LeafKind;
}

/** Every family, in the order of the taxonomy file. */
export const families: readonly Family[] = taxonomyFile.families.map((family) => ({
  code: family.code,
  fr: family.fr,
  en: family.en,
  leaves: family.leaves.map((leaf) => ({ ...leaf, family: family.code, kind: asKind(leaf.kind) })),
}));

/** Every leaf of every family. */
export const leaves: readonly Leaf[] = families.flatMap((family) => family.leaves);

const familyByCode = new Map(families.map((family) => [family.code, family]));
const leafById = new Map(leaves.map((leaf) => [leaf.id, leaf]));

/** The family of a code (`CAD`), or undefined. */
export function findFamily(code: string): Family | undefined {
  return familyByCode.get(code);
}

/** The leaf of an id (`cad/soleillage`), or undefined. */
export function findLeaf(id: string): Leaf | undefined {
  return leafById.get(id);
}

/** A leaf's or a family's label in the reader's language; the id or code itself when unknown. */
export function labelOf(idOrCode: string, language: Language): string {
  const found = leafById.get(idOrCode) ?? familyByCode.get(idOrCode);
  return found ? found[language] : idOrCode;
}
