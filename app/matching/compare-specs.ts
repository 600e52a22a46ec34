import { findAttribute } from '../taxonomy/attributes';
import { type ComparableValue, specWord } from '../taxonomy/comparable-value';
import type { Outcome } from './match-records';

/** How an attribute is judged. `reach`: the maker's span must hold it; `least`: more is better; `most`: less is better. */
type Sense = 'reach' | 'least' | 'most' | 'equal';

const SENSE: Readonly<Record<string, Sense>> = {
  water_resistance_bar: 'least',
  power_reserve_h: 'least',
  antimagnetic_a_m: 'least',
  recycled_pct: 'least',
  print_colours: 'least',
  ar_layers: 'least',
  jewels_count: 'least',
  hardness_hv: 'least',
  declared_value_eur: 'least',
  tolerance_um: 'most',
  roughness_ra_um: 'most',
  delta_e: 'most',
  rate_s_day: 'most',
  current_ua: 'most',
  unbalance: 'most',
  aql: 'most',
  turnaround_days: 'most',
  cycle_time_s: 'most',
  movement_height_mm: 'most',
  movement_ligne: 'equal',
  frequency_vph: 'equal',
  pcb_layers: 'equal',
  feet_count: 'equal',
  stitch_per_cm: 'equal',
};

/** A failure of these costs points; a failure of any other attribute puts the pair below every fit. */
const SOFT = new Set([
  'feet_count',
  'delta_e',
  'stitch_per_cm',
  'jewels_count',
  'index_count',
  'aql',
  'unbalance',
  'lume_grade',
  'part_size_mm',
  'crown_tap',
  'cycle_time_s',
  'power_reserve_h',
  'hardness_hv',
  'plating_um',
  'roughness_ra_um',
  'voltage_v',
  'current_ua',
  'turnaround_days',
  'back_type',
  'crystal_shape',
  'movement_caliber',
  'ar_layers',
  'box_dimensions_mm',
  'lug_to_lug_mm',
  'buckle_width_mm',
  'pcb_layers',
  'height_mm',
  'tolerance_um',
  'hardness_shore_a',
  'strap_length_mm',
  'movement_height_mm',
  'recycled_pct',
  'rate_s_day',
  'hand_hole_mm',
]);

/** Is a failure of this attribute a hard limit (dimension, material, water resistance, fineness…)? */
export function isHardAttribute(key: string): boolean {
  return !SOFT.has(key);
}

interface Span {
  readonly min: number;
  readonly max: number;
  /** a list of separate values, not everything between */
  readonly values?: readonly number[];
}

function spanOf(value: ComparableValue): Span | undefined {
  if (value.kind === 'span') {
    return { min: value.min ?? Number.NEGATIVE_INFINITY, max: value.max ?? Number.POSITIVE_INFINITY };
  }
  if (value.kind === 'numbers' && value.values.length > 0) {
    return { min: Math.min(...value.values), max: Math.max(...value.values), values: value.values };
  }
  return undefined;
}

/**
 * Does what the maker reaches answer what the need asks for one attribute?
 * A span of the need is a span that is acceptable if it is open or meets the maker's, tolerances are worst accepted
 * against best reached, several words of the need are all wanted (some: `near`).
 */
export function compareSpec(
  key: string,
  need: ComparableValue,
  offered: ComparableValue | undefined,
): Outcome {
  if (offered === undefined) return 'unknown';
  if (need.kind === 'flag' || offered.kind === 'flag') {
    if (need.kind !== 'flag' || offered.kind !== 'flag') return 'unknown';
    return need.value === offered.value || !need.value ? 'fits' : 'fails';
  }
  if (need.kind === 'words' || offered.kind === 'words') return compareWords(key, need, offered);
  const wanted = spanOf(need);
  const reached = spanOf(offered);
  if (!wanted || !reached) return 'unknown';
  return compareSpans(key, wanted, reached);
}

function compareWords(key: string, need: ComparableValue, offered: ComparableValue): Outcome {
  if (need.kind === 'flag' || need.kind === 'span' || offered.kind === 'flag' || offered.kind === 'span')
    return 'unknown';
  const has = new Set(offered.values.map((value) => specWord(String(value))));
  const wanted = need.values.map((value) => specWord(String(value)));
  const met = wanted.filter((value) => has.has(value)).length;
  if (met === wanted.length) return 'fits';
  if (met > 0)
    return key === 'case_material' && wanted.every((value) => value.startsWith('titane')) ? 'fits' : 'near';
  // another carcass or calibre may be proposed: these lists are examples, not limits
  return key === 'box_dimensions_mm' || key === 'movement_caliber' ? 'near' : 'fails';
}

const SAME = 1e-6;

function compareSpans(key: string, wanted: Span, reached: Span): Outcome {
  const sense = SENSE[key] ?? (findAttribute(key)?.type === 'number' ? 'reach' : 'reach');
  if (sense === 'least') return compareLeast(wanted, reached);
  if (sense === 'most') return compareMost(wanted, reached);
  const met = metBy(wanted, reached);
  if (met !== 'fails') return met;
  return sense === 'equal' && reached.values === undefined ? 'fails' : nearlyMet(wanted, reached);
}

function compareLeast(wanted: Span, reached: Span): Outcome {
  const asked = Number.isFinite(wanted.min) ? (wanted.values ? wanted.max : wanted.min) : wanted.max;
  if (reached.max >= asked - SAME) return 'fits';
  return reached.max >= asked * 0.97 ? 'near' : 'fails';
}

function compareMost(wanted: Span, reached: Span): Outcome {
  const accepted = Number.isFinite(wanted.max) ? wanted.max : wanted.min;
  if (reached.min <= accepted + SAME) return 'fits';
  return reached.min <= accepted * 1.25 ? 'near' : 'fails';
}

function holds(reached: Span, value: number): boolean {
  if (reached.values && reached.values.length > 1)
    return reached.values.some((known) => Math.abs(known - value) < SAME);
  return value >= reached.min - SAME && value <= reached.max + SAME;
}

function metBy(wanted: Span, reached: Span): Outcome {
  if (wanted.values) {
    const met = wanted.values.filter((value) => holds(reached, value)).length;
    if (met === wanted.values.length) return 'fits';
    return met > 0 ? 'near' : 'fails';
  }
  if (reached.values && reached.values.length > 0) {
    return reached.values.some((value) => value >= wanted.min - SAME && value <= wanted.max + SAME)
      ? 'fits'
      : 'fails';
  }
  if (wanted.min >= reached.min - SAME && wanted.max <= reached.max + SAME) return 'fits';
  const open = !Number.isFinite(wanted.min) || !Number.isFinite(wanted.max);
  if (open) return reached.min <= wanted.max + SAME && reached.max >= wanted.min - SAME ? 'fits' : 'fails';
  const common = Math.min(wanted.max, reached.max) - Math.max(wanted.min, reached.min);
  return common >= -SAME ? 'near' : 'fails';
}

/** Out of reach by less than one percent: a question worth asking. */
function nearlyMet(wanted: Span, reached: Span): Outcome {
  const gap = Math.max(wanted.min - reached.max, reached.min - wanted.max, 0);
  const size = Math.max(Math.abs(wanted.min), Math.abs(wanted.max), SAME);
  return gap > 0 && Number.isFinite(size) && gap / size <= 0.01 ? 'near' : 'fails';
}
