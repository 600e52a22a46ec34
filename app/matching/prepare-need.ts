import type { ComparableValue } from '../taxonomy/comparable-value';
import { foldWord, stemOf, tokenise } from '../taxonomy/fold-text';
import { standardName } from '../taxonomy/read-demands';
import type { Exclusion } from '../taxonomy/read-exclusions';
import { type NeedGuesses, readNeedText } from '../taxonomy/read-need-text';
import { suggestLeaves } from '../taxonomy/suggest-leaves';
import { findLeaf } from '../taxonomy/taxonomy';
import { conceptsOfStem } from '../taxonomy/word-concepts';
import type { NeedRecord } from './match-records';
import { WEIGHTS } from './weights';

/** From this confidence on a leaf counts as named plainly. */
const PLAIN = 0.6;

/** Families that test, repair or carry what others make. */
export const SERVICE_FAMILIES: ReadonlySet<string> = new Set(['TST', 'SAV', 'LOG']);

/** One thing asked for; several readings of the same words are alternatives. */
export interface LeafDemand {
  readonly alternatives: readonly { readonly leafId: string; readonly confidence: number }[];
  readonly weight: number;
  /** chosen by a person, not guessed from text */
  readonly chosen: boolean;
}

export interface SpecDemand {
  readonly key: string;
  readonly value: ComparableValue;
  readonly guessed: boolean;
}

/** A need read once, ready to be compared with any capability. */
export interface PreparedNeed {
  readonly record: NeedRecord;
  readonly family?: string;
  readonly familyChosen: boolean;
  readonly leaves: readonly LeafDemand[];
  readonly leafIds: ReadonlySet<string>;
  /** leaves chosen or recognised plainly, without hints */
  readonly surelyAsked: ReadonlySet<string>;
  readonly specs: readonly SpecDemand[];
  /** word of the need -> its stem and concepts, with how much it matters */
  readonly terms: readonly NeedTerm[];
  /** a test, repair or transport is asked for, not a thing */
  readonly asksService: boolean;
  readonly prototypeQuantity?: number;
  readonly seriesQuantity?: number;
  readonly annualQuantity?: number;
  readonly neededBy?: string;
  readonly originMinPct?: number;
  readonly originFrance: boolean;
  readonly targetUnitPriceCents?: number;
  readonly standards: readonly string[];
  readonly exclusions: readonly Exclusion[];
  readonly today: Date;
}

export interface NeedTerm {
  readonly stem: string;
  readonly concepts: readonly string[];
  readonly weight: number;
}

/** Reads a need: what a person chose stands, what the text adds is guessed. Pure. */
export function prepareNeed(record: NeedRecord, today: Date): PreparedNeed {
  const text = `${record.title}. ${record.description}`;
  const guesses = readNeedText(text, {
    today,
    ...(record.family === undefined ? {} : { family: record.family }),
  });
  const terms = termsOf(record, guesses);
  const named = demandsOf(record, guesses);
  const leaves = withHints(named, terms, record);
  const family = record.family ?? guesses.family;
  const seriesQuantity = record.seriesQuantity ?? guesses.quantities.series?.value;
  const prototypeQuantity = record.prototypeQuantity ?? guesses.quantities.prototype?.value;
  const annualQuantity = record.annualQuantity ?? guesses.quantities.annual?.value;
  const neededBy = record.neededBy ?? guesses.neededBy?.value;
  const targetUnitPriceCents = record.targetUnitPriceCents ?? guesses.unitPriceCents?.value;
  const originMinPct = record.frenchOriginMinPct ?? guesses.origin.minPct?.value;
  return {
    record,
    familyChosen: record.family !== undefined,
    leaves,
    leafIds: new Set(leaves.flatMap((demand) => demand.alternatives.map((item) => item.leafId))),
    surelyAsked: new Set(
      named.flatMap((demand) =>
        demand.alternatives.filter((item) => item.confidence >= PLAIN).map((item) => item.leafId),
      ),
    ),
    specs: specsOf(record, guesses),
    terms,
    asksService: asksService(record, guesses, text),
    originFrance: guesses.origin.france !== undefined,
    standards: [
      ...new Set([...record.standards.map(standardName), ...guesses.standards.map((guess) => guess.value)]),
    ],
    exclusions: guesses.exclusions,
    today,
    ...(family === undefined ? {} : { family }),
    ...(seriesQuantity === undefined ? {} : { seriesQuantity }),
    ...(prototypeQuantity === undefined ? {} : { prototypeQuantity }),
    ...(annualQuantity === undefined ? {} : { annualQuantity }),
    ...(neededBy === undefined ? {} : { neededBy }),
    ...(targetUnitPriceCents === undefined ? {} : { targetUnitPriceCents }),
    ...(originMinPct === undefined ? {} : { originMinPct }),
  };
}

/** The beginnings of words with which people ask for a service rather than for a thing. */
const SERVICE_WORDS = [
  'test|essai|essay|verif|control|mesur|expertis|analys|certifi|homolog|prove|check|measur|inspect',
  'repar|repair|revis|revision|restaur|restor|remis|remettre|refaire|remplac|replac|redonn|raccourc|chang|entreti|service',
  'garantie|panne|retour|return|cass|broken|abim|transport|livr|exped|envoy|achemin|carry|ship|deliver',
  'stock|entrepo|store|storage|warehous|douan|custom|duty|frontier|assur|insur|louer|louons|location|rent|hire',
];
const SERVICE = new RegExp(`\\b(?:${SERVICE_WORDS.join('|')})`, 'u');

function asksService(record: NeedRecord, guesses: NeedGuesses, text: string): boolean {
  const ofService = (leafId: string) => SERVICE_FAMILIES.has(findLeaf(leafId)?.family ?? '');
  if (record.family !== undefined && SERVICE_FAMILIES.has(record.family)) return true;
  if (record.leaves.some(ofService)) return true;
  if (
    guesses.leaves.some((leaf) => leaf.confidence >= PLAIN && leaf.kind !== 'typo' && ofService(leaf.leafId))
  )
    return true;
  return SERVICE.test(foldWord(text));
}

function kindWeight(leafId: string): number {
  const leaf = findLeaf(leafId);
  return leaf ? WEIGHTS.kind[leaf.kind] : 0;
}

function demandsOf(record: NeedRecord, guesses: NeedGuesses): LeafDemand[] {
  if (record.leaves.length > 0) {
    return record.leaves
      .filter((id) => findLeaf(id) !== undefined)
      .map((leafId, position) => ({
        alternatives: [{ leafId, confidence: 1 }],
        weight: kindWeight(leafId) * (position === 0 ? WEIGHTS.firstLeaf : 1),
        chosen: true,
      }));
  }
  return guessedDemands(guesses, record);
}

/** Readings of one stretch of text are alternatives; a leaf named twice counts once, in the title a little more. */
const OWNED =
  /(?:\bnos|\bnotre|\bmes|\bmon|\bma|\bour|\bmy|\bfournie?s?|\bconfiee?s?|\bexistante?s?)\s+(?:\p{L}+\s+)?$/iu;
const DESTINATION =
  /(?:\bpour|\bsur|\bdans|\bfor|\bon|\binto|\binside|\bsous|\bautour|\bd'une?|\bà)\s+(?:(?:un|une|le|la|les|l'|des|du|de|the|a|an|cette|ce|votre)\s*)*$/iu;

/** Is the thing named at this place asked for, or is it what the buyer has or where the thing goes? */
function roleOf(text: string, start: number): number {
  const before = text.slice(Math.max(0, start - 30), start);
  if (OWNED.test(before)) return WEIGHTS.owned;
  return DESTINATION.test(before) ? WEIGHTS.destination : 1;
}

function guessedDemands(guesses: NeedGuesses, record: NeedRecord): LeafDemand[] {
  const text = `${record.title}. ${record.description}`;
  const titleLength = record.title.length;
  const groups = new Map<string, { leafId: string; confidence: number; start: number }[]>();
  const best = new Map<string, number>();
  for (const leaf of guesses.leaves)
    best.set(leaf.leafId, Math.max(best.get(leaf.leafId) ?? 0, leaf.confidence));
  const seen = new Set<string>();
  for (const leaf of guesses.leaves) {
    if (seen.has(leaf.leafId) || leaf.confidence < (best.get(leaf.leafId) ?? 0)) continue;
    seen.add(leaf.leafId);
    const key = `${leaf.start}-${leaf.end}`;
    const group = groups.get(key) ?? [];
    group.push({ leafId: leaf.leafId, confidence: leaf.confidence, start: leaf.start });
    groups.set(key, group);
  }
  const earliest = Math.min(...guesses.leaves.map((leaf) => leaf.start));
  return [...groups.values()].map((group) => {
    const sure = Math.max(...group.map((item) => item.confidence));
    const kind = Math.max(...group.map((item) => kindWeight(item.leafId)));
    const start = group[0]?.start ?? 0;
    const inTitle = (start < titleLength ? 1.35 : 1) * (start === earliest ? WEIGHTS.firstNamed : 1);
    const own =
      record.family === undefined || group.some((item) => findLeaf(item.leafId)?.family === record.family);
    const place = own ? 1 : WEIGHTS.guessedElsewhere;
    const weight = sure ** 1.5 * kind * inTitle * place * roleOf(text, start);
    return { alternatives: group, weight, chosen: false };
  });
}

/** Free text that names few leaves is helped by those that it comes near to. */
function withHints(demands: LeafDemand[], terms: readonly NeedTerm[], record: NeedRecord): LeafDemand[] {
  if (record.leaves.length > 0) return demands;
  const known = new Set(demands.flatMap((demand) => demand.alternatives.map((item) => item.leafId)));
  const near = suggestLeaves(terms, 4).filter(
    (item) =>
      item.score >= WEIGHTS.hintFrom && (record.family === undefined || item.family === record.family),
  );
  const best = near[0];
  const alternatives = near
    .filter((item) => best !== undefined && item.score >= 0.75 * best.score && !known.has(item.leafId))
    .map((item) => ({ leafId: item.leafId, confidence: item.score / (best?.score ?? 1) }));
  if (best === undefined || alternatives.length === 0) return demands;
  return [...demands, { alternatives, weight: WEIGHTS.hint * Math.min(1, best.score / 0.5), chosen: false }];
}

function specsOf(record: NeedRecord, guesses: NeedGuesses): SpecDemand[] {
  const specs: SpecDemand[] = Object.entries(record.specs).map(([key, value]) => ({
    key,
    value,
    guessed: false,
  }));
  const known = new Set(specs.map((spec) => spec.key));
  for (const guess of guesses.specs) {
    if (known.has(guess.key)) continue;
    known.add(guess.key);
    specs.push({ key: guess.key, value: guess.value, guessed: true });
  }
  return specs;
}

/** Words of every request: they say nothing of what is asked. */
const COMMONPLACE = new Set(
  (
    'montre watch piece pcs exemplaire serie series quantite quantity modele model projet project besoin recherche cherche chercher souhait ' +
    'fabricant fabriquer atelier maison marque brand client customer livraison delivery delai prix price qualite quality possible premier first ' +
    'nouveau new chaque each largeur longueur environ centaine dizaine douzaine trentaine vingtaine cinquantaine deux trois quatre cinq dix cent mille ' +
    'two three four five ten hundred thousand dozen commencer begin unite unit jeu set production produire trouver find quelqu someone ' +
    'partir commande order an annee year mois month semaine week jour day avant apres before after bon beau good nice simple'
  )
    .split(/\s+/)
    .map((word) => stemOf(word)),
);

function termsOf(record: NeedRecord, guesses: NeedGuesses): NeedTerm[] {
  const terms = new Map<string, NeedTerm>();
  const text = `${record.title}. ${record.description}`;
  const { quantities, neededBy, unitPriceCents } = guesses;
  const figures = [
    quantities.series,
    quantities.prototype,
    quantities.annual,
    neededBy,
    unitPriceCents,
  ].filter((guess) => guess !== undefined);
  const skipped = [...guesses.exclusions, ...figures];
  for (const token of tokenise(text)) {
    if (token.isStop || skipped.some((item) => token.start >= item.start && token.end <= item.end)) continue;
    if (/^\d+([.,]\d+)?$/.test(token.word)) continue;
    const stem = stemOf(token.word);
    const weight = (token.start < record.title.length ? 1.5 : 1) * (COMMONPLACE.has(stem) ? 0.15 : 1);
    if ((terms.get(stem)?.weight ?? 0) < weight)
      terms.set(stem, { stem, concepts: conceptsOfStem(stem), weight });
  }
  // what both sides rule out is something they agree on
  for (const exclusion of guesses.exclusions) {
    for (const stem of exclusion.stems) terms.set(`-${stem}`, { stem: `-${stem}`, concepts: [], weight: 1 });
  }
  return [...terms.values()];
}
