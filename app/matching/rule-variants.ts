import { formatComparableSpecs } from '../taxonomy/comparable-value';
import { foldKeepingPlaces } from '../taxonomy/read-quantities';
import type { Reason } from './match-records';
import type { PreparedCapability } from './prepare-capability';
import type { PreparedNeed } from './prepare-need';
import { variantValues } from './variant-labels';
import file from './variants.json';

/**
 * Variants that exclude one another under one leaf: e-ink or AMOLED, moon phase or tourbillon, bar or strip.
 * A need that names one and a capability that names only others are about different things, however alike they look.
 */
interface VariantGroup {
  readonly name: string;
  readonly families: ReadonlySet<string>;
  readonly leaves: readonly string[];
  readonly factor: number;
  readonly hard: boolean;
  readonly values: readonly { readonly name: string; readonly pattern: RegExp }[];
}

const groups: readonly VariantGroup[] = file.groups.map((group) => ({
  name: group.name,
  families: new Set(group.families),
  leaves: group.leaves,
  factor: group.factor,
  hard: group.hard,
  values: variantValues(group).map(([name, { pattern }]) => ({
    name,
    pattern: new RegExp(`(?<![\\p{L}\\d])(?:${pattern})(?![\\p{L}\\d])`, 'u'),
  })),
}));

const said = new WeakMap<object, Map<string, ReadonlySet<string>>>();

function variantsOf(owner: object, text: () => string, group: VariantGroup): ReadonlySet<string> {
  const known = said.get(owner) ?? new Map<string, ReadonlySet<string>>();
  said.set(owner, known);
  const found = known.get(group.name);
  if (found) return found;
  const folded = text();
  const names = new Set(
    group.values.filter((value) => value.pattern.test(folded)).map((value) => value.name),
  );
  known.set(group.name, names);
  return names;
}

function blank(text: string, spans: readonly { start: number; end: number }[]): string {
  return spans.reduce(
    (left, { start, end }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end),
    text,
  );
}

function needText(need: PreparedNeed): string {
  const text = blank(`${need.record.title}. ${need.record.description}`, need.exclusions);
  return foldKeepingPlaces(`${text}. ${formatComparableSpecs(need.record.specs)}`);
}

function capabilityText(capability: PreparedCapability): string {
  const { title, description, specs } = capability.record;
  return foldKeepingPlaces(
    `${blank(`${title}. ${description}`, capability.refusals)}. ${formatComparableSpecs(specs)}`,
  );
}

/** One reason for each group in which the need and the capability name different variants. */
export function variantReasons(need: PreparedNeed, capability: PreparedCapability): Reason[] {
  const reasons: Reason[] = [];
  for (const group of groups) {
    if (!group.families.has(capability.record.family)) continue;
    if (group.leaves.length > 0 && !group.leaves.some((leaf) => capability.record.leaves.includes(leaf)))
      continue;
    const wanted = variantsOf(need, () => needText(need), group);
    if (wanted.size === 0) continue;
    const offered = variantsOf(capability, () => capabilityText(capability), group);
    if (offered.size === 0) continue;
    const met = [...wanted].filter((name) => offered.has(name)).length;
    if (met > 0) continue;
    reasons.push({
      rule: `variant:${group.name}`,
      outcome: 'fails',
      factor: group.factor,
      hard: group.hard,
      message: {
        key: 'variant.fails',
        params: { variant: group.name, wanted: [...wanted].join('|'), offered: [...offered].join('|') },
      },
    });
  }
  return reasons;
}
