/**
 * Folding of French and English words, so that what a person types and what a maker wrote meet:
 * case, accents, ligatures, apostrophes and elision (`l'émail`), plurals (`spiraux`, `matériaux`), and, one step
 * further, a stem (`gravure`, `gravé`, `graver` -> `grav`). Everything here is pure and costs microseconds.
 */

/** A word of a text: where it stands (`start` inclusive, `end` exclusive, UTF-16 units) and its folded forms. */
export interface Token {
  readonly start: number;
  readonly end: number;
  /** lower case, no accent, singular: `spiral` for `Spiraux` */
  readonly word: string;
  /** has a digit or is a code of the trade: never corrected as a misspelling */
  readonly isCode: boolean;
  /** an article, preposition or filler: carries no meaning of its own */
  readonly isStop: boolean;
  /** no letter or digit but spaces or a hyphen stands between this word and the one before */
  readonly joined: boolean;
}

const ELISIONS = new Set([
  'l',
  'd',
  'qu',
  'n',
  's',
  'j',
  'm',
  't',
  'c',
  'jusqu',
  'lorsqu',
  'puisqu',
  'quoiqu',
]);

const STOP_WORDS = new Set(
  (
    'a à au aux avec ce ces cet cette dans de des du en entre est et être il ils elle elles je la le les leur leurs lui ma mes ' +
    'mon ne nos notre nous on ou où par pour qu que qui quoi sa se ses si son sont sur ta te tes ton tu un une vos votre ' +
    'vous y c d j l m n s t ont avons avez ai as sera serait fait faire très plus moins tout tous toute toutes aussi bien ' +
    'comme dont donc car mais puis chez être avoir cela ça ceci quel quelle quels quelles quelque quelques afin soit ' +
    'the an of for and to in on at by with from is are be been it its this that these those we our us you your they ' +
    'their i my as which who what into need needs needed want looking would like please some any'
  )
    .split(/\s+/)
    .map(foldWord),
);

const CODES = new Set(
  (
    'pvd dlc adlc fkm fpm nbr hnbr epdm ptfe pom peek lcp reach rohs rjc ofg epv cites sln ble nfc uwb led oled lcd eink pcb ' +
    'pcba fpc cms smd smt bga qfn aoi cnc mim slm edm liga drie cosc nihs iso din en red ce emc cem mes oem odm moe cao cad dfm ' +
    'bom acv lca dpp plv rma sav wr atm bar hev gmt vmm mmt xrf arcap cusn cuzn ta lgd ip ar mop fsc pefc tir ata tpl'
  ).split(' '),
);

/** Plurals in -aux that come from -al (`spiraux`); the others (`tuyaux`, `noyaux`) only lose their x. */
const KEEPS_AU = /(?:e|tuy|noy|joy|boy|materi|fl|^et|^land)aux$/;

/** Lower case, without accents, ligatures opened. `Œil-de-Tigre` -> `oeil-de-tigre`. */
export function foldWord(word: string): string {
  const lower = word.toLowerCase();
  let plain = true;
  for (let i = 0; i < lower.length; i += 1) {
    if (lower.charCodeAt(i) > 127) {
      plain = false;
      break;
    }
  }
  if (plain) return lower;
  return lower
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/ß/g, 'ss')
    .replace(/[‘’ʼ]/g, "'");
}

/** The singular of a folded French or English word. Codes and words under four letters are left alone. */
export function singular(word: string): string {
  const length = word.length;
  if (length < 4 || /\d/.test(word)) return word;
  if (word.endsWith('aux')) return KEEPS_AU.test(word) ? word.slice(0, -1) : `${word.slice(0, -3)}al`;
  if (word.endsWith('eux') || word.endsWith('oux')) return word.slice(0, -1);
  if (word.endsWith('ies') && length > 4) return word.slice(0, -1);
  if (/(?:ss|x|ch|sh|zz)es$/.test(word)) return word.slice(0, -1);
  if (word.endsWith('ss') || word.endsWith('us') || word.endsWith('is')) return word;
  if (word.endsWith('s')) return word.slice(0, -1);
  return word;
}

const SUFFIXES = [
  'issement',
  'issage',
  'ifications',
  'ification',
  'isations',
  'isation',
  'ements',
  'ement',
  'ations',
  'ation',
  'ateurs',
  'ateur',
  'atrice',
  'issant',
  'ionnel',
  'ments',
  'euses',
  'euse',
  'eurs',
  'ages',
  'ings',
  'ment',
  'ages',
  'able',
  'ible',
  'ance',
  'ence',
  'eries',
  'erie',
  'iques',
  'ique',
  'ures',
  'tion',
  'ante',
  'ants',
  'age',
  'ant',
  'ing',
  'eur',
  'ite',
  'ure',
  'ive',
  'ees',
  'ers',
  'ier',
  'iere',
  'ion',
  'ery',
  'ness',
  'ed',
  'ee',
  'er',
  'ez',
  'es',
  'ir',
  'if',
  'ie',
  'ly',
  'el',
  'is',
  'it',
  'ie',
  'e',
  'i',
  's',
  'y',
].sort((a, b) => b.length - a.length);

/** Words whose ending is no suffix: cut, they would meet a stranger (`couleur` and `coulé`). */
const WHOLE = new Set(
  'couleur chaleur valeur largeur longueur hauteur douceur moteur secteur facteur acteur porteur poste marche manche'.split(
    ' ',
  ),
);

const stems = new Map<string, string>();

function computeStem(word: string): string {
  if (word.length < 5 || WHOLE.has(word) || /\d/.test(word)) return word;
  for (const suffix of SUFFIXES) {
    if (word.length - suffix.length >= 4 && word.endsWith(suffix)) {
      const stem = word.slice(0, -suffix.length);
      return undouble(stem);
    }
  }
  return undouble(word);
}

function undouble(stem: string): string {
  const last = stem.at(-1);
  return stem.length > 4 && last === stem.at(-2) ? stem.slice(0, -1) : stem;
}

/** What a folded word keeps through gender, number, conjugation and derivation: `gravure` -> `grav`. Cached, bounded. */
export function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (stems.size > 50_000) stems.clear();
  const stem = computeStem(singular(word));
  stems.set(word, stem);
  return stem;
}

/** A folded word without number, gender and participle endings: `bleuies` -> `bleui`, `vissee` -> `viss`. */
export function inflectionOf(word: string): string {
  const single = singular(word);
  if (single.length < 6 || /\d/.test(single)) return single;
  return single.replace(/ee?$/, '');
}

/** Is the folded word an article, preposition, pronoun or filler of French or English? */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}

const WORD = /\p{N}+(?:[.,]\p{N}+)*(?:[\p{L}]+(?:\p{N}|\p{L})*)?|[\p{L}\p{M}][\p{L}\p{M}\p{N}]*/gu;

/**
 * The words of a text with their places. Elided articles are dropped, hyphens and apostrophes separate,
 * `36,5` and `1.4404` stay whole, `316 L` is left to the phrases.
 */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let previousEnd = 0;
  for (const match of text.matchAll(WORD)) {
    const raw = match[0];
    const start = match.index;
    const end = start + raw.length;
    const folded = foldWord(raw);
    const next = text[end];
    if ((next === "'" || next === '’') && ELISIONS.has(folded)) {
      previousEnd = end;
      continue;
    }
    const hasDigit = /\d/.test(folded);
    const isCode = hasDigit || CODES.has(folded);
    tokens.push({
      start,
      end,
      word: isCode ? folded : singular(folded),
      isCode,
      // « MES » is a software, « mes » is a possessive
      isStop: isStopWord(folded) && !(CODES.has(folded) && raw.length > 1 && raw === raw.toUpperCase()),
      joined: tokens.length > 0 && /^[\s\-’']*$/.test(text.slice(previousEnd, start)),
    });
    previousEnd = end;
  }
  return tokens;
}

/** The folded, singular words of a text that carry meaning, in order. */
export function contentWords(text: string): string[] {
  return tokenise(text)
    .filter((token) => !token.isStop)
    .map((token) => token.word);
}

/** Does a folded word count as a code (`316l`, `pvd`, `cs-11`), exempt from typo tolerance? */
export function isCodeWord(word: string): boolean {
  return /\d/.test(word) || CODES.has(word);
}
