import { stemOf, tokenise } from './fold-text';
import { foldKeepingPlaces } from './read-quantities';
import { recogniseLeaves } from './recognise-leaves';

/** Something that a text rules out: `sans PVD`, `pas de cuir`, `hors Chine`, `Le 316L, non`. */
export interface Exclusion {
  readonly start: number;
  readonly end: number;
  /** the words that are ruled out, as written */
  readonly text: string;
  /** their stems, without articles */
  readonly stems: readonly string[];
  /** the leaves that they name */
  readonly leafIds: readonly string[];
  /** countries that they name, ISO codes; `ASIA` and `NOT_EU` for regions */
  readonly countries: readonly string[];
  /** a plain `sans X` may praise (palladium sans nickel) where a refusal (`nous ne faisons pas X`) may not */
  readonly kind: 'without' | 'refusal';
}

const OBJECT = '([^.,;:!?()]{2,60})';

const WITHOUT = new RegExp(
  String.raw`(?<![\p{L}-])(?<!(?:ou|au|un|le|ce|a|son) )(?:sans |absence d[e'’]\s?|exempte?s? d[e'’]\s?|free of |pas d[e'’]\s?|(?<!, )pas (?=[a-z])(?!et |a pas)|surtout pas (?:d[e'’]\s?)?|jamais d[e'’]\s?|aucune? |zero |hors |ni |sauf |excepte |non (?!seulement)|without |no |not |never |except |ohne |kein(?:e|en)? |exclude[sd]? |excluding |plutot qu[e'’]\s?)\s*${OBJECT}`,
  'gu',
);
const FREE = /(\p{L}{3,})[- ]free\b/gu;

const REFUSALS: readonly RegExp[] = [
  new RegExp(
    String.raw`(?:nous|on|je)\s+ne\s+(?:les\s+)?(?:fai(?:sons|t|s)|travaill(?:ons|e)|traitons|traite|pren(?:ons|d)|produi(?:sons|t)|fourni(?:ssons|t)|vend(?:ons)?|savons|usin(?:ons|e)|pos(?:ons|e)|assur(?:ons|e)|sertissons|accept(?:ons|e))\s+(?:pas|plus|jamais|ni)\s+(?:d[e'’]\s?|l[ea'’]s?\s?)?${OBJECT}`,
    'gu',
  ),
  new RegExp(
    String.raw`(?:nous|on)\s+(?:refus(?:ons|e)|exclu(?:ons|t)|laiss(?:ons|e))\s+(?:l[ea'’]s?\s?|d[e'’]\s?)?${OBJECT}`,
    'gu',
  ),
  /(?<![\p{L}])l[ea'’]s?\s?([^.,;:!?]{2,40}),\s*(?:non\b|nous l['’]avons laisse|nous les? laissons|tres peu pour nous|on ne (?:le |la |les )?fait pas|jamais)/gu,
  new RegExp(
    String.raw`we (?:do not|don['’]t|cannot|never)\s+(?:do|make|offer|machine|supply|handle)\s+${OBJECT}`,
    'gu',
  ),
];
const CANNOT = /nous ne (\p{L}{4,}ons) pas/gu;

/** Heads of praise, not of refusal: `pas de frais de moule`, `sans bavure`, `sans outillage`. */
const PRAISE = new Set(
  (
    'frais outillage bavure echauffement contrainte surprise jeu perte trace effet rayure deformation peau recherche doute modification heure ' +
    'overtime attendre attente probleme souci intermediaire compromis deplacer toucher arrondir fil limite rendez cela ca doute engagement ' +
    'oublier mal peur seulement encore toujours trop tres plus une un promesse photo sur au aux bout fissure ' +
    'metal need hurry rush matter idea problem longer later yet only just'
  ).split(/\s+/),
);

const COUNTRIES: readonly (readonly [RegExp, string])[] = [
  [/\bchin(?:e|ois\w*|a|ese)\b/, 'CN'],
  [/\basi(?:e|atique\w*|a|an)\b/, 'ASIA'],
  [/\bjap(?:on|onais\w*|an|anese)\b/, 'JP'],
  [/\bsuisses?\b|\bswiss\b|\bswitzerland\b/, 'CH'],
  [/\bital(?:ie|ien\w*|y|ian)\b/, 'IT'],
  [/\ballemagne\b|\ballemand\w*\b|\bgerman\w*\b/, 'DE'],
  [/\bue\b|\bunion europeenne\b|\beurope\b|\beu\b/, 'NOT_EU'],
  [/\bimport\w*\b|\betranger\w*\b/, 'NOT_FR'],
];

/** Everything that a text rules out, in order. */
export function readExclusions(text: string): Exclusion[] {
  const folded = foldKeepingPlaces(text);
  const found: Exclusion[] = [];
  const put = (kind: Exclusion['kind'], start: number, object: string) => {
    const exclusion = exclusionOf(text, kind, start, object);
    if (exclusion && !found.some((other) => other.start < exclusion.end && exclusion.start < other.end))
      found.push(exclusion);
  };
  for (const pattern of REFUSALS) {
    for (const match of folded.matchAll(pattern)) {
      const object = match[1] ?? '';
      put('refusal', match.index + match[0].indexOf(object), object);
    }
  }
  for (const match of folded.matchAll(CANNOT)) {
    const verb = match[1] ?? '';
    put('refusal', match.index + match[0].indexOf(verb), verb);
  }
  for (const match of folded.matchAll(WITHOUT)) {
    const object = match[1] ?? '';
    put('without', match.index + match[0].length - object.length, object);
  }
  for (const match of folded.matchAll(FREE)) put('without', match.index, match[1] ?? '');
  return found.sort((a, b) => a.start - b.start);
}

/** Ends of what is ruled out: another clause begins. */
const CLAUSE =
  /\s(?:mais|car|but|because|pour|afin|si|qui|que|dont|donc|avec|sur|chez|dans|en|s'il|s’il|merci|please|et que|puisque|parce|it|for|on|with|:)\s/;

function exclusionOf(
  text: string,
  kind: Exclusion['kind'],
  start: number,
  object: string,
): Exclusion | undefined {
  const cut = kind === 'refusal' ? object : (object.split(CLAUSE)[0] ?? '');
  const tokens = tokenise(cut)
    .filter((token) => !token.isStop)
    .slice(0, kind === 'refusal' ? 6 : 4);
  const first = tokens[0];
  if (!first || PRAISE.has(first.word) || (/^\d/.test(first.word) && !/\p{L}/u.test(first.word)))
    return undefined;
  const end = start + (tokens.at(-1)?.end ?? cut.length);
  const written = text.slice(start, end);
  const folded = foldKeepingPlaces(written);
  return {
    start,
    end,
    text: written.trim(),
    stems: tokens.map((token) => stemOf(token.word)),
    leafIds: [
      ...new Set(
        recogniseLeaves(written)
          .filter((leaf) => leaf.confidence >= 0.45)
          .map((leaf) => leaf.leafId),
      ),
    ],
    countries: COUNTRIES.filter(([pattern]) => pattern.test(folded)).map(([, code]) => code),
    kind,
  };
}
