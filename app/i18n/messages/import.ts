import { defineMessages } from '../messages';

type Say = (shown: string, detail: string) => string;
const fr = (text: string) => (text === '' ? '(vide)' : `« ${text} »`);
const en = (text: string) => (text === '' ? '(empty)' : `"${text}"`);

/**
 * What is wrong and what was expected, for each fault of an import. `shown` is the text that stands in the file;
 * `detail` is what the sentence needs besides (a list of what is allowed, another line).
 */
export const importFaultMessages = defineMessages({
  fr: {
    'file-missing': (() => 'illisible, attendu : un fichier que ce programme peut lire') as Say,
    'not-utf8': (() => 'octets qui ne sont pas de l’UTF-8, attendu : un fichier enregistré en UTF-8') as Say,
    utf16: (() => 'fichier en UTF-16, attendu : un fichier enregistré en UTF-8') as Say,
    'nul-byte': (() => 'caractère nul, attendu : du texte') as Say,
    'line-too-long': (() =>
      'ligne démesurée, attendu : au plus 100 000 caractères par enregistrement') as Say,
    'empty-file': ((_, detail) => `fichier vide, attendu : un en-tête ${detail}`) as Say,
    'header-wrong': ((_, detail) => `en-tête à corriger, attendu : ${detail}`) as Say,
    'column-missing': (() => 'colonne absente, attendu : cette colonne dans l’en-tête') as Say,
    'column-unknown': ((shown) =>
      `colonne ${fr(shown)} inconnue, attendu : les seules colonnes du format`) as Say,
    'column-repeated': (() => 'colonne répétée, attendu : une seule fois') as Say,
    'quote-open': (() => 'guillemet ouvert et jamais fermé, attendu : un guillemet fermant') as Say,
    'quote-misplaced': (() =>
      'guillemet mal placé, attendu : la cellule entière entre guillemets, ceux du texte doublés') as Say,
    'ragged-row': ((shown, detail) => `${shown} cellules, attendu : ${detail}`) as Say,
    'json-not-array': (() => 'ce n’est pas un tableau JSON, attendu : [ … ]') as Say,
    'json-truncated': (() => 'le fichier s’arrête avant la fin du tableau, attendu : ]') as Say,
    'json-after-end': (() => 'texte après la fin du tableau, attendu : rien') as Say,
    'json-broken': ((_, detail) => `JSON mal formé (${detail}), attendu : un objet JSON`) as Say,
    'not-object': (() => 'ce n’est pas un objet, attendu : { … }') as Say,
    'not-text': ((shown) => `${fr(shown)} n’est pas un texte, attendu : un texte entre guillemets`) as Say,
    'not-list': ((shown) => `${fr(shown)} n’est pas une liste, attendu : [ … ]`) as Say,
    'key-missing': (() => 'absent, attendu : une valeur') as Say,
    'key-unknown': (() => 'clé inconnue, attendu : les seules clés du format') as Say,
    required: (() => 'vide, attendu : une valeur') as Say,
    'too-long': ((_, detail) => `texte trop long, attendu : au plus ${detail} caractères`) as Say,
    'too-many': ((_, detail) => `liste trop longue, attendu : au plus ${detail} éléments`) as Say,
    'too-few': ((_, detail) => `liste trop courte, attendu : au moins ${detail} élément`) as Say,
    'list-repeats': ((shown) => `${fr(shown)} deux fois dans la liste, attendu : une fois`) as Say,
    'list-gap': (() => 'élément vide dans la liste, attendu : des éléments séparés par |') as Say,
    ref: ((shown) =>
      `${fr(shown)} n’est pas une référence, attendu : minuscules, chiffres et tirets (80 au plus)`) as Say,
    'ref-repeated': ((shown, detail) =>
      `${fr(shown)} déjà donnée ligne ${detail}, attendu : une référence par ligne`) as Say,
    'ref-unknown': ((shown) =>
      `${fr(shown)} inconnue, attendu : une organisation du fichier ou de la base`) as Say,
    'ref-skipped': ((shown) =>
      `dépend de ${fr(shown)}, dont la ligne est écartée, attendu : une organisation valable`) as Say,
    choice: ((shown, detail) => `${fr(shown)}, attendu : ${detail}`) as Say,
    siren: ((shown) =>
      `${fr(shown)} n’est pas un SIREN, attendu : 9 chiffres dont la clé de Luhn est juste`) as Say,
    'siren-missing': (() => 'vide pour une organisation française, attendu : un SIREN de 9 chiffres') as Say,
    'siren-foreign': ((shown) => `${fr(shown)} pour une organisation étrangère, attendu : vide`) as Say,
    'siren-repeated': ((shown, detail) =>
      `${fr(shown)} est déjà celui de ${detail}, attendu : un SIREN par organisation`) as Say,
    vat: ((shown, detail) =>
      `${fr(shown)} n’est pas le numéro de TVA de ce SIREN, attendu : ${detail}`) as Say,
    'vat-foreign': ((shown) => `${fr(shown)} pour une organisation étrangère, attendu : vide`) as Say,
    naf: ((shown) => `${fr(shown)} n’est pas un code NAF, attendu : par exemple 26.52Z`) as Say,
    department: ((shown) =>
      `${fr(shown)} n’est pas un département, attendu : un code INSEE (25, 2A, 974)`) as Say,
    'department-missing': (() =>
      'vide pour une organisation française, attendu : un code INSEE (25, 2A, 974)') as Say,
    postcode: ((shown) => `${fr(shown)} n’est pas un code postal français, attendu : 5 chiffres`) as Say,
    country: ((shown) => `${fr(shown)} n’est pas un pays, attendu : un code ISO 3166-1 (FR, CH)`) as Say,
    number: ((shown, detail) => `${fr(shown)}, attendu : un nombre de ${detail}`) as Say,
    integer: ((shown, detail) => `${fr(shown)}, attendu : un nombre entier de ${detail}`) as Say,
    money: ((shown) =>
      `${fr(shown)} n’est pas un montant, attendu : des euros, au plus deux décimales (4.20)`) as Say,
    'indicative-money': ((shown) =>
      `${fr(shown)} n’est pas un prix, attendu : des euros, au plus quatre décimales (4.20)`) as Say,
    coordinates: (() => 'l’une sans l’autre, attendu : latitude et longitude, ou aucune') as Say,
    website: ((shown) => `${fr(shown)} n’est pas une adresse web, attendu : https://…`) as Say,
    email: ((shown) => `${fr(shown)} n’est pas une adresse électronique, attendu : nom@domaine.fr`) as Say,
    day: ((shown) => `${fr(shown)} n’est pas une date, attendu : AAAA-MM-JJ`) as Say,
    instant: ((shown) => `${fr(shown)} n’est pas un instant, attendu : 2026-12-15T17:00:00Z`) as Say,
    family: ((shown) => `${fr(shown)} n’est pas une famille, attendu : un code de la taxonomie (CAD)`) as Say,
    leaf: ((shown) =>
      `${fr(shown)} n’est pas dans la taxonomie, attendu : un identifiant (cad/soleillage)`) as Say,
    'spec-not-key-value': ((shown) => `${fr(shown)}, attendu : clé=valeur, séparés par ;`) as Say,
    'spec-unknown-attribute': ((shown) =>
      `${fr(shown)} n’est pas un attribut, attendu : une clé connue (diameter_mm)`) as Say,
    'spec-repeated-attribute': ((shown) => `${fr(shown)} répété, attendu : une fois`) as Say,
    'spec-empty-value': ((shown) => `${fr(shown)} sans valeur, attendu : clé=valeur`) as Say,
    'spec-not-a-number': ((shown) =>
      `${fr(shown)} n’est pas un nombre, attendu : 30.5, 20..38 ou 18|20`) as Say,
    'spec-range-reversed': ((shown) => `${fr(shown)} à l’envers, attendu : minimum..maximum`) as Say,
    'spec-not-in-list': ((shown, detail) => `${fr(shown)}, attendu : ${detail}`) as Say,
    'spec-not-a-boolean': ((shown) => `${fr(shown)}, attendu : true ou false`) as Say,
    'spec-repeated-value': ((shown) => `valeur répétée dans ${fr(shown)}, attendu : une fois`) as Say,
    'spec-too-many': ((shown) => `trop de valeurs dans ${fr(shown)}, attendu : moins`) as Say,
    'batch-below-moq': ((shown, detail) =>
      `${shown} sous la quantité minimale, attendu : au moins ${detail}`) as Say,
    'price-range': ((shown, detail) => `${shown} sous le prix minimal, attendu : au moins ${detail}`) as Say,
    'closes-before-opens': ((shown, detail) =>
      `${shown} n’est pas après l’ouverture, attendu : après ${detail}`) as Say,
    'demand-shrinks': ((shown) =>
      `${shown} pièces, moins qu’à un prix plus haut, attendu : autant ou plus quand le prix baisse`) as Say,
    'demand-price-repeated': ((shown) => `${fr(shown)} deux fois, attendu : un palier par prix`) as Say,
    'tiers-not-ascending': ((shown) =>
      `palier ${shown} pas au-dessus du précédent, attendu : des quantités croissantes`) as Say,
    'capacity-below-minimum': ((shown, detail) =>
      `capacité ${shown} sous la commande minimale, attendu : au moins ${detail}`) as Say,
    'participant-repeated': ((shown) => `${fr(shown)} déjà participante, attendu : une fois`) as Say,
    'supplier-repeated': ((shown) => `${fr(shown)} a déjà une offre, attendu : une seule`) as Say,
    frozen: ((shown, detail) =>
      `${fr(shown)} est à l’étape « ${detail} » et ne se modifie plus, attendu : la ligne telle qu’en base`) as Say,
  },
  en: {
    'file-missing': () => 'cannot be read, expected: a file that this program may read',
    'not-utf8': () => 'bytes that are not UTF-8, expected: a file saved as UTF-8',
    utf16: () => 'file in UTF-16, expected: a file saved as UTF-8',
    'nul-byte': () => 'nul character, expected: text',
    'line-too-long': () => 'line beyond all measure, expected: at most 100,000 characters in a record',
    'empty-file': (_, detail) => `empty file, expected: a header ${detail}`,
    'header-wrong': (_, detail) => `header to be corrected, expected: ${detail}`,
    'column-missing': () => 'missing column, expected: this column in the header',
    'column-unknown': (shown) => `unknown column ${en(shown)}, expected: the format's columns alone`,
    'column-repeated': () => 'repeated column, expected: once',
    'quote-open': () => 'quote opened and never closed, expected: a closing quote',
    'quote-misplaced': () => 'misplaced quote, expected: the whole cell quoted, quotes in the text doubled',
    'ragged-row': (shown, detail) => `${shown} cells, expected: ${detail}`,
    'json-not-array': () => 'not a JSON array, expected: [ … ]',
    'json-truncated': () => 'the file ends before the array does, expected: ]',
    'json-after-end': () => 'text after the end of the array, expected: nothing',
    'json-broken': (_, detail) => `malformed JSON (${detail}), expected: a JSON object`,
    'not-object': () => 'not an object, expected: { … }',
    'not-text': (shown) => `${en(shown)} is not text, expected: a quoted text`,
    'not-list': (shown) => `${en(shown)} is not a list, expected: [ … ]`,
    'key-missing': () => 'missing, expected: a value',
    'key-unknown': () => "unknown key, expected: the format's keys alone",
    required: () => 'empty, expected: a value',
    'too-long': (_, detail) => `text too long, expected: at most ${detail} characters`,
    'too-many': (_, detail) => `list too long, expected: at most ${detail} items`,
    'too-few': (_, detail) => `list too short, expected: at least ${detail} item`,
    'list-repeats': (shown) => `${en(shown)} twice in the list, expected: once`,
    'list-gap': () => 'empty item in the list, expected: items separated by |',
    ref: (shown) => `${en(shown)} is not a reference, expected: lower case, digits and hyphens (80 at most)`,
    'ref-repeated': (shown, detail) =>
      `${en(shown)} was given on line ${detail}, expected: one reference a row`,
    'ref-unknown': (shown) =>
      `${en(shown)} is unknown, expected: an organisation of the file or the database`,
    'ref-skipped': (shown) =>
      `depends on ${en(shown)}, whose row is left out, expected: a valid organisation`,
    choice: (shown, detail) => `${en(shown)}, expected: ${detail}`,
    siren: (shown) => `${en(shown)} is not a SIREN, expected: 9 digits that pass Luhn's check`,
    'siren-missing': () => 'empty for a French organisation, expected: a SIREN of 9 digits',
    'siren-foreign': (shown) => `${en(shown)} for a foreign organisation, expected: empty`,
    'siren-repeated': (shown, detail) =>
      `${en(shown)} is ${detail}'s already, expected: one SIREN an organisation`,
    vat: (shown, detail) => `${en(shown)} is not this SIREN's VAT number, expected: ${detail}`,
    'vat-foreign': (shown) => `${en(shown)} for a foreign organisation, expected: empty`,
    naf: (shown) => `${en(shown)} is not a NAF code, expected: for example 26.52Z`,
    department: (shown) => `${en(shown)} is not a department, expected: an INSEE code (25, 2A, 974)`,
    'department-missing': () => 'empty for a French organisation, expected: an INSEE code (25, 2A, 974)',
    postcode: (shown) => `${en(shown)} is not a French postcode, expected: 5 digits`,
    country: (shown) => `${en(shown)} is not a country, expected: an ISO 3166-1 code (FR, CH)`,
    number: (shown, detail) => `${en(shown)}, expected: a number from ${detail}`,
    integer: (shown, detail) => `${en(shown)}, expected: a whole number from ${detail}`,
    money: (shown) => `${en(shown)} is not an amount, expected: euros, at most two decimals (4.20)`,
    'indicative-money': (shown) =>
      `${en(shown)} is not a price, expected: euros, at most four decimals (4.20)`,
    coordinates: () => 'one without the other, expected: latitude and longitude, or neither',
    website: (shown) => `${en(shown)} is not a web address, expected: https://…`,
    email: (shown) => `${en(shown)} is not a mail address, expected: name@domain.com`,
    day: (shown) => `${en(shown)} is not a date, expected: YYYY-MM-DD`,
    instant: (shown) => `${en(shown)} is not an instant, expected: 2026-12-15T17:00:00Z`,
    family: (shown) => `${en(shown)} is not a family, expected: a code of the taxonomy (CAD)`,
    leaf: (shown) => `${en(shown)} is not in the taxonomy, expected: an id (cad/soleillage)`,
    'spec-not-key-value': (shown) => `${en(shown)}, expected: key=value, separated by ;`,
    'spec-unknown-attribute': (shown) =>
      `${en(shown)} is not an attribute, expected: a known key (diameter_mm)`,
    'spec-repeated-attribute': (shown) => `${en(shown)} repeated, expected: once`,
    'spec-empty-value': (shown) => `${en(shown)} without value, expected: key=value`,
    'spec-not-a-number': (shown) => `${en(shown)} is not a number, expected: 30.5, 20..38 or 18|20`,
    'spec-range-reversed': (shown) => `${en(shown)} is reversed, expected: minimum..maximum`,
    'spec-not-in-list': (shown, detail) => `${en(shown)}, expected: ${detail}`,
    'spec-not-a-boolean': (shown) => `${en(shown)}, expected: true or false`,
    'spec-repeated-value': (shown) => `value repeated in ${en(shown)}, expected: once`,
    'spec-too-many': (shown) => `too many values in ${en(shown)}, expected: fewer`,
    'batch-below-moq': (shown, detail) => `${shown} below the minimum quantity, expected: at least ${detail}`,
    'price-range': (shown, detail) => `${shown} below the minimum price, expected: at least ${detail}`,
    'closes-before-opens': (shown, detail) => `${shown} is not after the opening, expected: after ${detail}`,
    'demand-shrinks': (shown) =>
      `${shown} pieces, less than at a higher price, expected: as many or more as the price falls`,
    'demand-price-repeated': (shown) => `${en(shown)} twice, expected: one step a price`,
    'tiers-not-ascending': (shown) =>
      `tier ${shown} is not above the one before, expected: ascending quantities`,
    'capacity-below-minimum': (shown, detail) =>
      `capacity ${shown} below the minimum order, expected: at least ${detail}`,
    'participant-repeated': (shown) => `${en(shown)} takes part already, expected: once`,
    'supplier-repeated': (shown) => `${en(shown)} has an offer already, expected: one`,
    frozen: (shown, detail) =>
      `${en(shown)} is at the step "${detail}" and can no longer change, expected: the row as the database has it`,
  },
});
