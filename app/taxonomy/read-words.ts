import type { SpecGuess } from './read-measures';
import { foldKeepingPlaces } from './read-quantities';

interface WordRule {
  readonly key: string;
  readonly families: readonly string[];
  readonly pattern: RegExp;
  readonly values: readonly string[];
}

function word(key: string, families: readonly string[], source: string, ...values: string[]): WordRule {
  return { key, families, pattern: new RegExp(source, 'g'), values };
}

const CASES = ['BOI'];
const WORD_RULES: readonly WordRule[] = [
  word(
    'case_material',
    CASES,
    String.raw`(?<!fonds? (?:en )?|dos (?:en )?|sur |on )\b(?:316 ?l|acier|inox|steel|stainless|edelstahl)\b(?! 904| (?:case ?)?backs?\b)`,
    '316L',
    '904L',
  ),
  word('case_material', CASES, String.raw`\b904 ?l?\b`, '904L'),
  word(
    'case_material',
    CASES,
    String.raw`\b(?:titane?|titanium) (?:grade|gr\.?) ?2\b|\bt40\b`,
    'titane gr.2',
  ),
  word(
    'case_material',
    CASES,
    String.raw`\b(?:titane?|titanium) (?:grade|gr\.?) ?5\b|\bta6v\b|\bti6al4v\b`,
    'titane gr.5',
  ),
  word(
    'case_material',
    CASES,
    String.raw`(?<!fonds? (?:en )?|dos (?:en )?)\b(?:titane|titanium|titan)\b(?! (?:grade|gr)| (?:case ?)?backs?\b)`,
    'titane gr.2',
    'titane gr.5',
  ),
  word('case_material', CASES, String.raw`\b(?:bronze|cusn8|copper alloy|alliage de cuivre)\b`, 'bronze'),
  word('case_material', CASES, String.raw`\b(?:laiton|brass|messing)\b`, 'laiton'),
  word('case_material', CASES, String.raw`\b(?:alu|aluminium|aluminum)\b`, 'aluminium'),
  word('case_material', CASES, String.raw`\b(?:ceramique|zircone|ceramic|keramik)\b`, 'céramique'),
  word('case_material', CASES, String.raw`\b(?:carbone?|fibre de carbone)\b`, 'carbone'),
  word(
    'case_material',
    CASES,
    String.raw`\b(?:or (?:750|18|jaune|rose|gris|massif)|18 ?(?:k|ct|carats?)|dix-huit carats)\b`,
    'or 750',
  ),
  word(
    'case_material',
    CASES,
    String.raw`\b(?:argent massif|argent 925|sterling|solid silver|en argent)\b`,
    'argent 925',
  ),
  word('case_material', CASES, String.raw`\bplatine 950\b|\bplatinum\b|\ben platine\b`, 'platine 950'),
  word(
    'gold_title',
    ['BOI', 'BRA', 'MBJ', 'MAT'],
    String.raw`\b(?:or|gold)(?: \p{L}+)? 750\b|\b18 ?(?:k|ct|carats?)\b|\b750 ?‰`,
    '750',
  ),
  word(
    'gold_title',
    ['BOI', 'BRA', 'MBJ', 'MAT'],
    String.raw`\b(?:or|gold)(?: \p{L}+)? 585\b|\b14 ?(?:k|ct|carats?)\b`,
    '585',
  ),
  word(
    'gold_title',
    ['BOI', 'BRA', 'MBJ', 'MAT'],
    String.raw`\b(?:or|gold)(?: \p{L}+)? 375\b|\b9 ?(?:k|ct|carats?)\b`,
    '375',
  ),
  word(
    'gold_title',
    ['BOI', 'BRA', 'MBJ', 'MAT'],
    String.raw`\bargent(?: massif)? 925\b|\bsterling\b`,
    '925',
  ),
  word('leather_type', ['BRA', 'EMB', 'MAT'], String.raw`\b(?:veau|calf|calfskin|kalbsleder)\b`, 'veau'),
  word(
    'leather_type',
    ['BRA', 'EMB', 'MAT'],
    String.raw`\b(?:alligator|croco(?:dile)?)\b(?! imprim)`,
    'alligator',
  ),
  word('leather_type', ['BRA', 'EMB', 'MAT'], String.raw`\b(?:chevre|goat)\b`, 'chèvre'),
  word('leather_type', ['BRA', 'EMB', 'MAT'], String.raw`\b(?:galuchat|stingray)\b`, 'galuchat'),
  word('leather_type', ['BRA', 'EMB', 'MAT'], String.raw`\b(?:autruche|ostrich)\b`, 'autruche'),
  word('leather_type', ['BRA', 'EMB', 'MAT'], String.raw`\b(?:cerf|deer)\b`, 'cerf'),
  word('gasket_material', ['JOI'], String.raw`\b(?:nbr|nitrile)\b`, 'NBR'),
  word('gasket_material', ['JOI'], String.raw`\b(?:fkm|viton|fpm)\b`, 'FKM'),
  word('gasket_material', ['JOI'], String.raw`\bepdm\b`, 'EPDM'),
  word('gasket_material', ['JOI'], String.raw`\bhytrel\b`, 'Hytrel'),
  word('gasket_material', ['JOI'], String.raw`\b(?:ptfe|teflon)\b`, 'PTFE'),
  word('gasket_material', ['JOI'], String.raw`\bnylon\b`, 'nylon'),
  word('gasket_material', ['JOI'], String.raw`\bjoints? (?:en )?silicone\b`, 'silicone'),
  word('crystal_shape', ['VER'], String.raw`\bdouble[- ](?:bombe|dome\w*)`, 'double bombé'),
  word(
    'crystal_shape',
    ['VER'],
    String.raw`(?<!double[- ])\b(?:bombee?s?|domed?|gewolbt|en dome)\b`,
    'bombé',
  ),
  word('crystal_shape', ['VER'], String.raw`\b(?:plates?|plats?|flat)\b`, 'plat'),
  word(
    'crystal_shape',
    ['VER'],
    String.raw`\b(?:rectangulaires?|tonneau|de forme|carree?s?|rectangular|coussin)\b`,
    'forme',
  ),
  word('crystal_shape', ['VER'], String.raw`\b(?:box|boxe)\b`, 'box'),
  word('crystal_shape', ['VER'], String.raw`\bcheves?\b`, 'chevé'),
  word('wireless', ['ELE', 'TST'], String.raw`\b(?:bluetooth|ble) ?(?:le )?5[.,]4\b`, 'BLE 5.4'),
  word('wireless', ['ELE', 'TST'], String.raw`\b(?:bluetooth|ble) ?(?:le )?5[.,]2\b`, 'BLE 5.2'),
  word('wireless', ['ELE', 'TST'], String.raw`\bnfc\b`, 'NFC'),
  word('wireless', ['ELE', 'TST'], String.raw`\buwb\b`, 'UWB'),
  word(
    'back_type',
    CASES,
    String.raw`\bfonds? (?:vissee?s?)\b|screw(?:ed)?[- ](?:down )?(?:case)?back`,
    'vissé',
  ),
  word(
    'back_type',
    CASES,
    String.raw`\bfonds? (?:clippee?s?|clipsee?s?)\b|snap[- ]?(?:on )?(?:case)?back`,
    'clippé',
  ),
  word('back_type', CASES, String.raw`\bmonocoque\b`, 'monocoque'),
  word('back_type', CASES, String.raw`\bbaionnette\b|bayonet`, 'baïonnette'),
];

/** Materials, shapes, radio links, batteries, lume grades and the like, as values of the attributes that list them. */
export function readWords(text: string, family?: string): SpecGuess[] {
  const folded = foldKeepingPlaces(text);
  const found = new Map<string, { values: Set<string>; start: number; end: number }>();
  const put = (key: string, values: readonly string[], start: number, end: number) => {
    const known = found.get(key) ?? { values: new Set<string>(), start, end };
    for (const value of values) known.values.add(value);
    found.set(key, {
      values: known.values,
      start: Math.min(known.start, start),
      end: Math.max(known.end, end),
    });
  };
  for (const item of WORD_RULES) {
    if (family === undefined || !item.families.includes(family)) continue;
    for (const match of folded.matchAll(item.pattern))
      put(item.key, item.values, match.index, match.index + match[0].length);
  }
  for (const match of text.matchAll(
    /\b(SR ?(?:616|621|626|920|927)|CR ?(?:1620|2016|2025|2032))(?:SW)?\b/gi,
  )) {
    const code = (match[1] ?? '').toUpperCase().replace(' ', '');
    put(
      'battery_type',
      [code.startsWith('SR') ? `${code}SW` : code],
      match.index,
      match.index + match[0].length,
    );
  }
  for (const match of text.matchAll(/\b(C[13579]|BGW9|GL C3)\b/g)) {
    if (family === undefined || ['CAD', 'BOI', 'AIG'].includes(family)) {
      put('lume_grade', [match[1] ?? ''], match.index, match.index + match[0].length);
    }
  }
  for (const match of text.matchAll(/\bS ?([01])[.,](70|80|90|00|20)\b/g)) {
    put('crown_tap', [`S${match[1]}.${match[2]}`], match.index, match.index + match[0].length);
  }
  return [...found].map(([key, { values, start, end }]) => ({
    key,
    value: { kind: 'words', values: [...values] },
    start,
    end,
  }));
}
