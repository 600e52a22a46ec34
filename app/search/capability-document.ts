import type { Specs } from '~/capabilities/specs';
import { findFamily, findLeaf, type LeafKind, labelOf } from '~/taxonomy/taxonomy';

/**
 * What the directory knows of a capability: public facts only. Prices are not among them, so that no engine, cache
 * or page can show what a maker did not publish.
 */
export interface CapabilityDocument {
  readonly id: string;
  readonly ref: string;
  /** milliseconds; grows with each change of the capability or its maker */
  readonly version: number;
  readonly title: string;
  readonly description: string;
  readonly family: string;
  /** leaf ids, the maker's main one first */
  readonly leaves: readonly string[];
  /** values of the attributes that are words or codes: `316L`, `titane gr.5`, `BLE 5.4` */
  readonly specWords: readonly string[];
  readonly specs: Specs;
  readonly standards: readonly string[];
  readonly moq: number | null;
  readonly maxBatch: number | null;
  readonly monthlyCapacity: number | null;
  readonly prototypeLeadDays: number | null;
  readonly seriesLeadDays: number | null;
  readonly frenchOriginPct: number | null;
  readonly maker: MakerFacts;
}

export interface MakerFacts {
  readonly ref: string;
  readonly name: string;
  readonly city: string;
  readonly department: string | null;
  readonly country: string;
  readonly certifications: readonly string[];
}

/** Leaf ids of one kind, in the maker's order. */
export function leavesOfKind(leaves: readonly string[], kind: LeafKind): string[] {
  return leaves.filter((id) => findLeaf(id)?.kind === kind);
}

/** The labels of a capability's leaves and family in one language. */
export function labelsOfLeaves(leaves: readonly string[], family: string, language: 'fr' | 'en'): string[] {
  const known = leaves.filter((id) => findLeaf(id));
  const own = findFamily(family) ? [labelOf(family, language)] : [];
  return [...known.map((id) => labelOf(id, language)), ...own];
}

export function synonymsOfLeaves(leaves: readonly string[]): string[] {
  return leaves.flatMap((id) => findLeaf(id)?.synonyms ?? []);
}
