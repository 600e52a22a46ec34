import { foldWord } from './fold-text';
import type { FoundNumber } from './read-numbers';

/** A value read in a text and where it was read; always a guess for a person to correct. */
export interface Guess<T> {
  readonly value: T;
  readonly start: number;
  readonly end: number;
}

/** Pieces (or kilograms, skins, metres where the text counts so). */
export interface QuantityGuesses {
  readonly prototype?: Guess<number>;
  readonly series?: Guess<number>;
  readonly annual?: Guess<number>;
}

/** Limits of an order that a maker's text states. */
export interface BatchLimits {
  readonly min?: Guess<number>;
  readonly max?: Guess<number>;
}

const COUNTED =
  '(?:pieces?|pcs?|pces|exemplaires?|ex|unites?|units?|montres?|watches|jeux|jeu|sets?|boites?|boitiers?|cases?|cadrans?|dials?|aiguilles?|hands|' +
  'bracelets?|straps?|bands?|verres?|glaces?|crystals?|couronnes?|crowns?|joints?|gaskets?|ecrins?|coffrets?|boxes|mouvements?|' +
  'movements?|calibres?|modules?|cartes?|boards?|vis|screws|piles?|batteries|kits?|lots?|colis|parcels|kg|kilos?|kilogrammes?|boucles?|buckles?|' +
  'fermoirs?|clasps?|lunettes?|bezels?|inserts?|fonds?|carrures?|barrettes?|pompes?|bars|plaques?|flans?|roues?|wheels|pignons?|ressorts?|' +
  'springs?|spiraux|rubis|jewels|pierres?|stones|tiges?|stems|tubes?|poussoirs?|pushers?|cartons?|etuis?|pochettes?|pouches|livrets?|' +
  'peaux|skins|pendulettes?|horloges?|clocks?|pendules?|bagues?|medailles?|pendentifs?|maillons?|ecrans?|displays?|moteurs?|motors?|capteurs?|' +
  'antennes?|puces?|tags?|commandes?|orders|interventions?|reparations?|repairs|prototypes?|protos?|echantillons?|samples?|supports?|parts)';

const NOT_A_QUANTITY =
  /^[\s ]*(?:mm|cm|µm|um|microns?|bar|atm|m(?![a-z])|metres?|%|€|eur|euros?|h(?![a-z])|heures?|hours?|jours?|days?|semaines?|weeks?|mois|months?|ans?(?![a-z])|years?|hv|sh|shore|v(?![a-z])|ua|µa|hz|khz|a\/|a\/h|lignes?|‴|'''|couleurs?|colou?rs?|teintes?|couches?|layers?|pieds|feet|carats?|ct|k(?![a-z])|°|degres?|bars?(?![a-z])|trous?|rubis|jewels|positions?|clics?|alternances|points?|faces?|rangs?|rows|pouces?|inch|g(?![a-z])|grammes?|crans?|axes?|modeles?|references?|fois|centiemes?|dixiemes?)/;

const ANNUAL =
  /(?:par an(?:nee)?|\/ ?an|annuel|a year|per year|yearly|each year|chaque annee|l'an(?:nee)?\b|tous les ans|p\.a\.)/;
const MONTHLY = /^\s*\p{L}*\s*(?:par mois|\/ ?mois|a month|per month|monthly|mensuel\w*|chaque mois)/u;
const WEEKLY = /^\s*\p{L}*\s*(?:par semaine|\/ ?semaine|a week|per week|weekly|chaque semaine)/u;
const PROTOTYPE =
  /(?:protos?|prototypes?|echantillons?|samples?|maquettes?|pour essai|pieces? d'essai|trial)/;

/**
 * Quantities of a need: `300 pièces`, `série de 400`, `5 000 par an`, `trois prototypes`.
 * Measures, dates, percentages and prices are not quantities.
 */
export function readQuantities(text: string, numbers: readonly FoundNumber[]): QuantityGuesses {
  const folded = foldKeepingPlaces(text);
  const result: { prototype?: Guess<number>; series?: Guess<number>; annual?: Guess<number> } = {};
  for (const number of numbers) {
    if (!Number.isInteger(number.value) || number.value < 1) continue;
    const after = folded.slice(number.end, number.end + 60);
    const before = folded.slice(Math.max(0, number.start - 34), number.start);
    if (NOT_A_QUANTITY.test(after) && !ANNUAL.test(after.slice(0, 18))) continue;
    if (
      /(?:iso|en|nihs|grade|gr\.|calibre|ø|sr|cr|astm|fkm|n[o°])\s*$/.test(before) ||
      /[×x/]\s*$/.test(before)
    )
      continue;
    const counted = new RegExp(
      `^\\s*(?:(?:petites?|petits?|belles?|vraies?|premiers?|premieres?|small|first|of|de|d'|a)\\s*)?(?:\\p{L}+\\s+){0,1}${COUNTED}\\b`,
      'u',
    ).test(after);
    const announced =
      /(?:series? d[e']|lots? d[e']|quantites? ?:?|tirage d[e']|batch(?:es)? of|run of|quantity(?: of)?|edition d[e']|limited to|commande d[e']|minimum|about|environ|autour d[e']|vague d[e']|precommande d[e'])\s*$/.test(
        before,
      );
    const sentence = after.split(/[.;]/)[0] ?? '';
    const annual = ANNUAL.test(sentence.slice(0, 40)) || /(?:annuel\w*|par an)\s*:?\s*$/.test(before);
    const rhythm = MONTHLY.test(after) || WEEKLY.test(after);
    if (!counted && !announced && !annual && !rhythm) continue;
    if (/^(?:un|une|one)$/i.test(number.text) && !/^\s*(?:seule?|single|proto|exemplaire|piece)/.test(after))
      continue;
    const times = MONTHLY.test(after) ? 12 : WEEKLY.test(after) ? 52 : 1;
    const guess = { value: number.value * times, start: number.start, end: number.end };
    if (times > 1) result.annual ??= guess;
    else if (
      PROTOTYPE.test(after.slice(0, 16)) ||
      /(?:protos?|prototypes?|echantillons?)\s*:?\s*$/.test(before)
    )
      result.prototype ??= guess;
    else if (annual) result.annual ??= guess;
    else if (!result.series || (number.value > result.series.value && result.series.value < 10))
      result.series = guess;
  }
  return result;
}

const PIECES = `(?:\\s*(?:petites?\\s+)?${COUNTED}|\\s*(?:par|maximum|minimum)\\b|\\s*m\\s+par\\b|\\s*(?=[,.;:)]|$))`;
const MIN_BEFORE =
  /(?:a partir d[e']|des|minimum(?: d[e'])?|au moins|pas (?:en|au)[ -]?dessous d[e']|pas moins d[e']|au-dessus d[e']|from|at least|rentable au-dessus d[e']|minimum order(?: of)?)\s*$/;
const MAX_BEFORE =
  /(?:jusqu'a|maximum(?: d[e'])?|au plus|pas plus d[e']|pas au-dela d[e']|pas au-dessus d[e']|up to|at most|no more than|refusons les series au-dessus d[e'])\s*$/;

/** The smallest and largest order that a maker's text states (`à partir de 300 pièces`, `par lot de 200 maximum`). */
export function readBatchLimits(text: string, numbers: readonly FoundNumber[]): BatchLimits {
  const folded = foldKeepingPlaces(text);
  const pieces = new RegExp(`^${PIECES}`, 'u');
  const result: { min?: Guess<number>; max?: Guess<number> } = {};
  for (const number of numbers) {
    if (!Number.isInteger(number.value) || number.value < 1) continue;
    const after = folded.slice(number.end, number.end + 40);
    const before = folded.slice(Math.max(0, number.start - 44), number.start);
    if (NOT_A_QUANTITY.test(after) || !pieces.test(after)) continue;
    const guess = { value: number.value, start: number.start, end: number.end };
    const tail = after.slice(0, 30);
    if (MAX_BEFORE.test(before) || /^\s*(?:\p{L}+\s+)?maximum/u.test(tail)) result.max ??= guess;
    else if (MIN_BEFORE.test(before) || /^\s*(?:\p{L}+\s+)?(?:minimum|nous suffisent|suffisent)/u.test(tail))
      result.min ??= guess;
  }
  return result;
}

/** Folds case and accents without moving any character, so that places stay true. */
export function foldKeepingPlaces(text: string): string {
  let result = '';
  for (const char of text) {
    const folded = foldWord(char);
    result +=
      folded.length === char.length
        ? folded
        : char.toLowerCase().length === char.length
          ? char.toLowerCase()
          : char;
  }
  return result.length === text.length ? result : text.toLowerCase();
}
