import type { Locale } from '~/i18n/messages';
import { type Attribute, attributesOfFamily } from '~/taxonomy/attributes';
import { findFamily, type LeafKind, labelOf } from '~/taxonomy/taxonomy';
import type { NeedDraftContent } from './need';

/** What the form of one family asks, in the reader's language; a loader's, so that the browser needs no taxonomy. */
export interface NeedFormFields {
  family: string;
  familyLabel: string;
  leafGroups: { kind: LeafKind; options: { value: string; label: string }[] }[];
  specFields: SpecField[];
}

export interface SpecField {
  key: string;
  label: string;
  unit: string | null;
  type: Attribute['type'];
  /** Of a list to choose from; null for free text. */
  values: string[] | null;
  typical: { min: number; max: number } | null;
}

const leafKinds: readonly LeafKind[] = ['component', 'service', 'process', 'material', 'finish'];

/** The fields for a draft: those of its family. */
export function draftFields(draft: { content: NeedDraftContent }, locale: Locale): NeedFormFields {
  return needFormFields(draft.content['family']?.[0] ?? '', locale);
}

export function needFormFields(family: string, locale: Locale): NeedFormFields {
  const leaves = findFamily(family)?.leaves ?? [];
  const groups = leafKinds.map((kind) => ({
    kind,
    options: leaves
      .filter((leaf) => leaf.kind === kind)
      .map((leaf) => ({ value: leaf.id, label: leaf[locale] })),
  }));
  return {
    family,
    familyLabel: labelOf(family, locale),
    leafGroups: groups.filter((group) => group.options.length > 0),
    specFields: attributesOfFamily(family).map((attribute) => ({
      key: attribute.key,
      label: attribute[locale],
      unit: attribute.unit,
      type: attribute.type,
      values: attribute.values ? [...attribute.values] : null,
      typical: attribute.typical ?? null,
    })),
  };
}
