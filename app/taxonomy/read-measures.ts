import { findAttribute } from './attributes';
import type { ComparableValue } from './comparable-value';
import { spelledNumber, writtenNumber } from './read-numbers';
import { foldKeepingPlaces, type Guess } from './read-quantities';

/** A measurable property read in a text. */
export interface SpecGuess extends Guess<ComparableValue> {
  readonly key: string;
}

const N = String.raw`(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+(?:[.,]\d+)?)`;
const TO = String.raw`(?:\s*(?:mm)?\s*(?:a|à|to|-|–|et|and|ou|or|\.\.)\s*${N})?`;
const AT_MOST = String.raw`(?:max(?:imum|i)?\.?|au plus|jusqu'a|moins d[e']|pas plus d[e']|at most|up to|under|below|no more than|<=?|≤)`;
const AT_LEAST = String.raw`(?:min(?:imum|i)?\.?|au moins|plus d[e']|at least|over|above|>=?|≥|a partir d[e'])`;

interface Rule {
  readonly key: string;
  readonly pattern: RegExp;
  readonly families?: readonly string[];
  readonly convert?: (value: number) => number;
  /** a number of this rule outside of these limits is something else */
  readonly limits?: readonly [number, number];
}

function rule(key: string, source: string, more: Omit<Rule, 'key' | 'pattern'> = {}): Rule {
  return { key, pattern: new RegExp(source, 'g'), ...more };
}

const ROUND = ['CAD', 'BOI', 'VER', 'MOE', 'MBJ', 'ELE', 'COU', 'USI', 'MAT', 'JOI', 'SAV', 'MVT', 'EMB'];

/** Read in this order; a stretch of text read once is not read again. */
const RULES: readonly Rule[] = [
  rule(
    'movement_ligne',
    String.raw`\b(\d{1,2}(?:[.,]\d+)?\s?(?:[½¼¾]|1\/2|1\/4|3\/4)?)\s*(?:‴|'''|”'|lignes?\b|lines?\b|linien\b)`,
    { limits: [3, 20] },
  ),
  rule('frequency_vph', String.raw`\b${N}\s*(?:a\/h|alternances|vph|bph)`, { limits: [14_400, 72_000] }),
  rule('frequency_vph', String.raw`\b(2[.,]5|3|4|5)\s*hz\b`, { convert: (hz) => hz * 7200 }),
  rule('antimagnetic_a_m', String.raw`\b${N}\s*a\/m\b`, { limits: [500, 200_000] }),
  rule('antimagnetic_a_m', String.raw`\b${N}\s*gauss\b`, { convert: (gauss) => Math.round(gauss * 79.577) }),
  rule(
    'power_reserve_h',
    String.raw`\b${N}\s*(?:h|heures?|hours?)\s*(?:de\s+)?(?:reserve|marche|autonomie|power|of power)`,
    { limits: [12, 400] },
  ),
  rule(
    'power_reserve_h',
    String.raw`(?:reserve de marche|power reserve)\s*(?:d[e']|of|:)?\s*(?:${AT_LEAST}\s*)?${N}\s*(?:h|heures?|hours?)`,
    { limits: [12, 400] },
  ),
  rule('water_resistance_bar', String.raw`\b${N}\s*(?:bars?|atm|atmospheres?)\b`, { limits: [1, 400] }),
  rule(
    'water_resistance_bar',
    String.raw`(?:etanche(?:ite)?|water(?:proof| ?resistan\w*)|wr|wasserdicht|resist\w* a l'eau|plongee|immersion)\s*(?:a|jusqu'a|de|to|up to|bis|:)?\s*${N}\s*(?:m|metres?|meters?)\b`,
    { convert: (metres) => metres / 10, limits: [20, 5000] },
  ),
  rule(
    'water_resistance_bar',
    String.raw`\b${N}\s*(?:m|metres?|meters?)\s*(?:d'eau|sous l'eau|de profondeur|etanche|water|under ?water|de fond|deep|d'etancheite)`,
    { convert: (metres) => metres / 10, limits: [20, 5000] },
  ),
  rule('hardness_shore_a', String.raw`\b${N}\s*(?:shore|sha)\b`, { limits: [20, 100] }),
  rule('hardness_shore_a', String.raw`\bshore\s*a?\s*${N}`, { limits: [20, 100] }),
  rule('hardness_hv', String.raw`\b${N}\s*(?:hv|vickers)\b`, { limits: [50, 4000] }),
  rule('roughness_ra_um', String.raw`\bra\s*(?:<|≤|de|of|:)?\s*${N}`, { limits: [0.001, 10] }),
  rule('delta_e', String.raw`(?:δe|delta ?e|∆e)\s*(?:<|≤|max\.?|de|:)?\s*${N}`, { limits: [0.1, 6] }),
  rule(
    'recycled_pct',
    String.raw`\b${N}\s*%\s*(?:de\s+)?(?:matiere\s+|metal\s+|or\s+|polyester\s+|acier\s+|carton\s+|fibres?\s+)?(?:recycl\w+|recupere\w*)`,
  ),
  rule('strap_length_mm', String.raw`\b(1[0-4]\d|9\d)\s*\/\s*[5-9]\d\b`, { families: ['BRA'] }),
  rule(
    'lug_width_mm',
    String.raw`(?:entre[- ]?cornes?|lug width|entre les cornes)\s*(?:d[e']|of|:|en)?\s*${N}\s*(?:mm)?`,
    { limits: [8, 30] },
  ),
  rule(
    'lug_width_mm',
    String.raw`\b${N}\s*mm\s*(?:d[e']\s*|en\s*|d')?(?:entre[- ]?cornes?|lug width|between (?:the )?lugs|entre les cornes)`,
    { limits: [8, 30] },
  ),
  rule('lug_to_lug_mm', String.raw`(?:corne a corne|lug[- ]to[- ]lug)\s*(?:d[e']|of|:)?\s*${N}`, {
    limits: [20, 70],
  }),
  rule(
    'buckle_width_mm',
    String.raw`(?:boucle|buckle)\s*(?:d[e']|of|:|en)?\s*${N}\s*(?:mm)?(?!\s*(?:pieces|microns|µm))`,
    { families: ['BRA', 'MBJ'], limits: [6, 26] },
  ),
  rule(
    'hand_hole_mm',
    String.raw`(?:trous?|canons?|alesage|hole|bore)\s*(?:d[e']|of|:|a)?\s*(?:ø|diametre)?\s*${N}${TO}`,
    { families: ['AIG'], limits: [0.05, 3] },
  ),
  rule(
    'crown_diameter_mm',
    String.raw`(?:couronnes?|crowns?|remontoirs?|poussoirs?)\D{0,22}?(?:ø|diametre)?\s*${N}\s*mm`,
    { families: ['COU'], limits: [1, 12] },
  ),
  rule('gasket_section_mm', String.raw`(?:tore|section|tores)\s*(?:d[e']|of|:)?\s*${N}`, {
    families: ['JOI'],
    limits: [0.1, 5],
  }),
  rule(
    'gasket_inner_mm',
    String.raw`(?:interieur|inner(?: diameter)?|\bid|\bint\.?)\s*(?:d[e']|of|:)?\s*(?:ø\s*)?${N}`,
    { families: ['JOI'], limits: [0.3, 60] },
  ),
  rule(
    'stone_size_mm',
    String.raw`(?:pierres?|diamants?|brillants?|stones?|diamonds?)\s*(?:rondes?\s*)?(?:d[e']|of|:)?\s*(?:ø\s*)?${N}\s*(?:mm)?`,
    { families: ['MBJ', 'BOI', 'COU'], limits: [0.3, 12] },
  ),
  rule(
    'bar_diameter_mm',
    String.raw`(?:barres?|ronds?|bars?|rods?|tiges?)\D{0,24}?(?:ø|diametre|diameter|d[e']|of|en)\s*${N}${TO}\s*(?:mm)?`,
    { families: ['MAT'], limits: [0.2, 120] },
  ),
  rule(
    'plating_um',
    String.raw`\b${N}${TO}\s*(?:microns?|µm|um)\b(?=[^.]{0,40}(?:or\b|gold|dor|depot|plaqu|plat|couche|rhod|pvd|dlc|vermeil|revet|coat|pallad|ruthen))`,
    { limits: [0.02, 40] },
  ),
  rule(
    'plating_um',
    String.raw`(?:dorage|dorure|placage|plaque(?:e|s)?(?: or)?|plating|pvd|dlc|depot|rhodiage|vermeil|gold[- ]plated|couche d'or|revetement)\D{0,24}?${N}${TO}\s*(?:microns?|µm|um)\b`,
    { limits: [0.02, 40] },
  ),
  rule('tolerance_um', String.raw`(?:±|\+\/-|\+-)\s*${N}\s*(?:µm|um|microns?)`, { limits: [0.1, 500] }),
  rule('tolerance_um', String.raw`(?:±|\+\/-|\+-)\s*${N}(?:\s*mm)?(?!\s*(?:s|sec|°))`, {
    convert: (mm) => Math.round(mm * 1e6) / 1e3,
    limits: [0.0005, 0.3],
  }),
  rule(
    'tolerance_um',
    String.raw`(?:tolerance|precision|serre|accuracy|cote)s?\D{0,18}?${N}\s*(?:µm|um|microns?)`,
    { limits: [0.1, 500] },
  ),
  rule(
    'rate_s_day',
    String.raw`\b${N}\s*(?:s|sec\w*|secondes?|seconds?)\s*(?:\/|par|per|a)\s*(?:j|jour|day|d)\b`,
    { limits: [0.01, 60] },
  ),
  rule('current_ua', String.raw`\b${N}\s*(?:µa|ua|microamp\w*)\b`, { limits: [0.01, 2000] }),
  rule('voltage_v', String.raw`\b(\d(?:[.,]\d+)?)\s*(?:v|volts?)\b`, {
    families: ['ELE'],
    limits: [0.5, 12],
  }),
  rule('display_size_in', String.raw`\b${N}\s*(?:pouces?|inch(?:es)?|")`, {
    families: ['ELE'],
    limits: [0.3, 3],
  }),
  rule('gear_module_mm', String.raw`\bmodule\s*(?:de\s*)?(0[.,]\d+)${TO}`, { limits: [0.01, 1] }),
  rule(
    'movement_height_mm',
    String.raw`(?:hauteur|haut|height|h\.|epaisseur|epais\w*|thick\w*)\s*(?:totale\s*)?(?:d[e']|of|:)?\s*(?:${AT_MOST}\s*)?${N}\s*(?:mm)?`,
    { families: ['MVT'], limits: [1, 30] },
  ),
  rule(
    'movement_height_mm',
    String.raw`\b${N}\s*mm\s*(?:d[e']\s*|d')?(?:hauteur|haut|epaisseur|high|thick)`,
    { families: ['MVT'], limits: [1, 30] },
  ),
  rule(
    'height_mm',
    String.raw`(?:hauteur|height|epaisseur(?: totale| hors tout)?|haut(?:e)? de|epaisse? de)\s*(?:d[e']|of|:)?\s*(?:${AT_MOST}\s*)?${N}\s*(?:mm)?`,
    { families: ['BOI', 'MOE'], limits: [2, 25] },
  ),
  rule('height_mm', String.raw`\b${N}\s*mm\s*(?:d[e']\s*|d')?(?:hauteur|haut|epaisseur|high|thick|tall)`, {
    families: ['BOI', 'MOE'],
    limits: [3, 25],
  }),
  rule(
    'thickness_mm',
    String.raw`(?:epaisseurs?|ep\.?|epaisse?s?|thickness|thick)\s*(?:d[e']|of|:|=)?\s*(?:${AT_MOST}\s*)?${N}${TO}\s*(?:mm)?`,
    { limits: [0.01, 30] },
  ),
  rule(
    'thickness_mm',
    String.raw`(?:${AT_MOST}\s*)?\b${N}\s*(?:mm)?\s*(?:d[e']\s*|d')?(?:epaisseur|epais\w*|thick\w*)`,
    { limits: [0.01, 30] },
  ),
  rule(
    'hand_length_mm',
    String.raw`(?:longueurs?|long\.?|lengths?|length of)\s*(?:d[e']|of|:)?\s*${N}(?:\s*[/,]\s*\d+(?:[.,]\d+)?)*\s*(?:mm)?`,
    { families: ['AIG'], limits: [1, 60] },
  ),
  rule('strap_width_mm', String.raw`\b(1\d|2[0-6]|[89])\s*(?:mm)?\s*\/\s*(?:\d{1,2})\b`, {
    families: ['BRA'],
    limits: [6, 30],
  }),
  rule(
    'strap_width_mm',
    String.raw`(?:largeurs?|width|wide|attache)\s*(?:d[e']|of|:|a l'attache)?\s*${N}\s*(?:mm)?`,
    { families: ['BRA'], limits: [6, 30] },
  ),
  rule('strap_width_mm', String.raw`\b(1\d|2[0-6]|[89])(?:[.,]0)?\s*mm\b`, {
    families: ['BRA'],
    limits: [6, 30],
  }),
  rule('feet_count', String.raw`\b(\d|deux|trois|quatre|two|three|four)\s*(?:pieds?|feet)\b`, {
    families: ['CAD'],
    limits: [0, 6],
  }),
  rule(
    'index_count',
    String.raw`\b(\d{1,2}|onze|douze|dix|eleven|twelve)\s*(?:index|appliques|batons|markers)\b`,
    { families: ['CAD'], limits: [1, 60] },
  ),
  rule(
    'print_colours',
    String.raw`\b(\d|deux|trois|quatre|cinq|six|sept|huit|two|three|four|five|six|seven|eight)\s*(?:couleurs?|colou?rs?|teintes?)\s*(?:d'impression|imprimees?|d'encre|de decalque|de tampo\w*|printed|of print|ink)`,
    { limits: [1, 12] },
  ),
  rule(
    'print_colours',
    String.raw`(?:impression|imprim\w+|decalque|tampo\w*|serigraphie|print\w*|offset|logo)\s*(?:en\s+|in\s+|a\s+)?(\d|deux|trois|quatre|cinq|six|sept|huit|two|three|four|five|six|seven|eight)\s*(?:couleurs?|colou?rs?|teintes?)`,
    { limits: [1, 12] },
  ),
  rule(
    'turnaround_days',
    String.raw`(?:sous|en|within|in|retour en|rendu\w* (?:sous|en))\s*(\d{1,2})\s*(?:jours?|days?)\b`,
    { families: ['SAV', 'TST', 'LOG', 'TRS'], limits: [1, 90] },
  ),
  rule(
    'declared_value_eur',
    String.raw`(?:valeurs?|value|valant|worth|assur\w+)\D{0,30}?${N}\s*(?:€|euros?|eur)\b`,
    { families: ['LOG'], limits: [50, 5_000_000] },
  ),
  rule(
    'declared_value_eur',
    String.raw`\b${N}\s*(?:€|euros?|eur)\s*(?:de valeur|declares?|par colis|of value)`,
    { families: ['LOG'], limits: [50, 5_000_000] },
  ),
  rule(
    'diameter_mm',
    String.raw`(?:ø|diametres?|diameter|diam\.?|dia\.?)\s*(?:exterieur\s*)?(?:d[e']|of|:|en)?\s*${N}${TO}\s*(?:mm)?`,
    { families: ROUND, limits: [0.1, 400] },
  ),
  rule('diameter_mm', String.raw`\b${N}\s*mm\s*(?:d[e']\s*)?(?:diametre|diameter|ø|across)`, {
    families: ROUND,
    limits: [0.1, 400],
  }),
  rule('diameter_mm', String.raw`(?<![\d,.])([1-5]\d(?:[.,]\d{1,2})?)\s*mm\b`, {
    families: ['CAD', 'BOI', 'VER', 'MOE'],
    limits: [14, 50],
  }),
  rule('diameter_mm', String.raw`(?<![\d,.])([2-4]\d[.,]\d{1,2})(?!\s*(?:€|eur|%|µ|bar|g\b|s\b|\d))`, {
    families: ['CAD', 'BOI', 'VER'],
    limits: [14, 50],
  }),
  rule('hand_length_mm', String.raw`(?<![\d,.])(\d{1,2}(?:[.,]\d{1,2})?)\s*mm\b`, {
    families: ['AIG'],
    limits: [2, 40],
  }),
  rule('crown_diameter_mm', String.raw`(?<![\d,.])(\d(?:[.,]\d{1,2})?)\s*mm\b`, {
    families: ['COU'],
    limits: [1, 12],
  }),
];

function numberOf(text: string): number {
  return /^[\d½¼¾]/.test(text.trim()) ? writtenNumber(text) : (spelledNumber(text) ?? Number.NaN);
}

/**
 * Measures of a text in the attributes' units: `36,5`, `Ø30.5`, `11½‴`, `10 ATM`, `étanche 100 m`, `20 mm entre-corne`,
 * `2 µm`, `± 0,01`. What a bare `38 mm` means depends on the family (a case's diameter, a strap's width).
 */
export function readMeasures(text: string, family?: string): SpecGuess[] {
  const folded = foldKeepingPlaces(text);
  const taken: [number, number][] = [];
  const found = new Map<string, SpecGuess>();
  for (const item of RULES) {
    if (!appliesTo(item, family)) continue;
    for (const match of folded.matchAll(item.pattern)) {
      const guess = guessOf(item, match, folded);
      if (!guess || taken.some(([from, to]) => guess.start < to && from < guess.end)) continue;
      taken.push([guess.start, guess.end]);
      if (!found.has(item.key)) found.set(item.key, guess);
    }
  }
  return [...found.values(), ...readBoxes(folded)];
}

function appliesTo(item: Rule, family: string | undefined): boolean {
  if (item.families) return family !== undefined && item.families.includes(family);
  return family === undefined || (findAttribute(item.key)?.families.includes(family) ?? false);
}

function guessOf(item: Rule, match: RegExpMatchArray, folded: string): SpecGuess | undefined {
  const first = match[1];
  if (first === undefined) return undefined;
  const convert = item.convert ?? ((value: number) => value);
  const [raw, rawEnd] = [numberOf(first), match[2] === undefined ? undefined : numberOf(match[2])];
  const [low, high] = item.limits ?? [0, Number.POSITIVE_INFINITY];
  if (!(raw >= low && raw <= high)) return undefined;
  const start = match.index ?? 0;
  const end = start + match[0].length;
  const value = convert(raw);
  const near = folded.slice(Math.max(0, start - 18), end);
  if (rawEnd !== undefined && rawEnd > raw && rawEnd <= high) {
    return { key: item.key, value: { kind: 'span', min: value, max: convert(rawEnd) }, start, end };
  }
  if (new RegExp(`${AT_MOST}[^.;,]{0,22}$`).test(near.replace(/\d[\d.,]*\D*$/, ''))) {
    return { key: item.key, value: { kind: 'span', max: value }, start, end };
  }
  if (new RegExp(`${AT_LEAST}[^.;,]{0,22}$`).test(near.replace(/\d[\d.,]*\D*$/, ''))) {
    return { key: item.key, value: { kind: 'span', min: value }, start, end };
  }
  return { key: item.key, value: { kind: 'numbers', values: [value] }, start, end };
}

function readBoxes(folded: string): SpecGuess[] {
  const match = /\b(\d{2,3})\s*[x×]\s*(\d{2,3})\s*[x×]\s*(\d{2,3})\b/.exec(folded);
  if (!match) return [];
  const value: ComparableValue = { kind: 'words', values: [`${match[1]}x${match[2]}x${match[3]}`] };
  return [{ key: 'box_dimensions_mm', value, start: match.index, end: match.index + match[0].length }];
}
