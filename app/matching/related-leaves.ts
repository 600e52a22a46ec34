import { findLeaf } from '../taxonomy/taxonomy';
import file from './related-leaves.json';

const related = new Map<string, Set<string>>();

function link(from: string, to: string): void {
  if (!findLeaf(from)) throw new Error(`related-leaves.json: unknown leaf "${from}"`);
  const known = related.get(from) ?? new Set<string>();
  known.add(to);
  related.set(from, known);
}

for (const [a, b] of file.pairs) {
  if (a === undefined || b === undefined) throw new Error('related-leaves.json: a pair has two leaves');
  link(a, b);
  link(b, a);
}

/** Are two leaves neighbours in the workshop: who does one often does, or can be asked for, the other? */
export function areRelated(a: string, b: string): boolean {
  return related.get(a)?.has(b) ?? false;
}
