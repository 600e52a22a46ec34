/**
 * Reads what a person writes about a need, so that a form can be filled for correction.
 *
 *   readNeedText('cadran bleu soleillé 36,5, 300 pièces pour juin', { today })
 *   -> family CAD, leaves cad/cadran + cad/soleillage, diameter_mm 36.5, series 300, neededBy 2027-06-01
 *
 * Everything returned is a guess with its place in the text. The same reader serves a maker's text (see
 * `readCapabilityText`), where limits and refusals matter.
 */
import { findAttribute } from './attributes';
import { stemOf } from './fold-text';
import { readNeededBy } from './read-dates';
import { type OriginDemand, readOrigin, readStandards, readUnitPriceCents } from './read-demands';
import { type Exclusion, readExclusions } from './read-exclusions';
import { readMeasures, type SpecGuess } from './read-measures';
import { findNumbers } from './read-numbers';
import {
  type BatchLimits,
  type Guess,
  type QuantityGuesses,
  readBatchLimits,
  readQuantities,
} from './read-quantities';
import { readWords } from './read-words';
import { type RecognisedLeaf, recogniseLeaves } from './recognise-leaves';

export interface NeedGuesses {
  readonly family?: string;
  /** leaves asked for; those that the text rules out are not among them */
  readonly leaves: readonly RecognisedLeaf[];
  readonly specs: readonly SpecGuess[];
  readonly quantities: QuantityGuesses;
  readonly neededBy?: Guess<string>;
  readonly standards: readonly Guess<string>[];
  readonly origin: OriginDemand;
  readonly unitPriceCents?: Guess<number>;
  readonly exclusions: readonly Exclusion[];
}

export interface NeedTextOptions {
  /** the day from which « pour juin » and « sous 8 semaines » are counted */
  readonly today: Date;
  /** the family, when it is known already */
  readonly family?: string;
}

const KILOGRAMS = /(?:\p{L}+[\s-]+)?[\p{L}\d]+\s*(?:kg|kilos?|kilogrammes?|tonnes?)\b/giu;

/** The guesses that a need's free text gives. Unknown or absent things are left out; nothing throws. */
export function readNeedText(text: string, options: NeedTextOptions): NeedGuesses {
  const exclusions = readExclusions(text);
  const all = recogniseLeaves(text, options.family === undefined ? {} : { family: options.family });
  const leaves = all.filter((leaf) => !exclusions.some((exclusion) => ruledOut(leaf, exclusion)));
  const family = options.family ?? guessFamily(leaves);
  const neededBy = readNeededBy(text, options.today);
  const unitPriceCents = readUnitPriceCents(text);
  const masked = mask(text, neededBy, unitPriceCents);
  const specs = [...readMeasures(masked, family), ...readWords(withoutExclusions(text, exclusions), family)];
  // kilograms are ordered of raw materials only; elsewhere they describe a load
  const unloaded = family === 'MAT' ? masked : masked.replace(KILOGRAMS, (found) => ' '.repeat(found.length));
  const counted = maskSpecs(unloaded, specs);
  const nickel = exclusions.find((exclusion) => exclusion.stems.includes(stemOf('nickel')));
  if (nickel && fits('antinickel', family)) {
    specs.push({
      key: 'antinickel',
      value: { kind: 'flag', value: true },
      start: nickel.start,
      end: nickel.end,
    });
  }
  return {
    ...(family === undefined ? {} : { family }),
    leaves,
    specs,
    quantities: readQuantities(counted, findNumbers(counted)),
    ...(neededBy === undefined ? {} : { neededBy }),
    standards: readStandards(text),
    origin: readOrigin(withoutExclusions(text, exclusions)),
    ...(unitPriceCents === undefined ? {} : { unitPriceCents }),
    exclusions,
  };
}

/** What a maker's text adds to its figures: refusals, order limits, leaves named in passing, standards. */
export interface CapabilityGuesses {
  readonly exclusions: readonly Exclusion[];
  readonly batch: BatchLimits;
  readonly leaves: readonly RecognisedLeaf[];
  readonly specs: readonly SpecGuess[];
  readonly standards: readonly Guess<string>[];
}

/** Reads a capability's title and description. */
export function readCapabilityText(text: string, family?: string): CapabilityGuesses {
  const exclusions = readExclusions(text);
  const all = recogniseLeaves(text, family === undefined ? {} : { family });
  return {
    exclusions,
    batch: readBatchLimits(text, findNumbers(text)),
    leaves: all.filter((leaf) => !exclusions.some((exclusion) => ruledOut(leaf, exclusion))),
    specs: [...readMeasures(text, family), ...readWords(withoutExclusions(text, exclusions), family)],
    standards: readStandards(text),
  };
}

function ruledOut(leaf: RecognisedLeaf, exclusion: Exclusion): boolean {
  return (
    leaf.start >= exclusion.start - 1 &&
    leaf.end <= exclusion.end + 1 &&
    exclusion.leafIds.includes(leaf.leafId)
  );
}

/** The family that the recognised leaves speak for; components weigh most, then what is said first. */
export function guessFamily(leaves: readonly RecognisedLeaf[]): string | undefined {
  const votes = new Map<string, number>();
  leaves.forEach((leaf, index) => {
    const order = 1 / (1 + 0.15 * index);
    votes.set(leaf.family, (votes.get(leaf.family) ?? 0) + leaf.confidence ** 2 * order);
  });
  let best: string | undefined;
  for (const [family, vote] of votes) if (best === undefined || vote > (votes.get(best) ?? 0)) best = family;
  return best;
}

function fits(key: string, family: string | undefined): boolean {
  return family === undefined || (findAttribute(key)?.families.includes(family) ?? false);
}

function blank(text: string, start: number, end: number): string {
  return text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
}

function mask(text: string, ...guesses: (Guess<unknown> | undefined)[]): string {
  return guesses.reduce<string>((left, guess) => (guess ? blank(left, guess.start, guess.end) : left), text);
}

function maskSpecs(text: string, specs: readonly SpecGuess[]): string {
  return specs.reduce((left, guess) => blank(left, guess.start, guess.end), text);
}

function withoutExclusions(text: string, exclusions: readonly Exclusion[]): string {
  return exclusions.reduce((left, exclusion) => blank(left, exclusion.start, exclusion.end), text);
}
