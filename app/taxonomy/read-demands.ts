import { writtenNumber } from './read-numbers';
import { foldKeepingPlaces, type Guess } from './read-quantities';

const STANDARDS =
  /\b(?:(?:ISO|NIHS|ASTM|DIN|NF|IPC)[ -]?[A-Z]{0,2}[ -]?\d[\d.-]*|EN[ -]\d{2,5}(?:[- ]\d(?:\.\d)?)?|REACH|RoHS|RJC|EPV|OFG|CITES|FSC|PEFC|OEKO-?TEX|COSC|COFRAC|RED\b|LWG|OEA|GRS|Origine France Garantie)/gi;

/** Standards, labels and regulations that a text names, written as in the data (`ISO 22810`, `REACH`). */
export function readStandards(text: string): Guess<string>[] {
  const found: Guess<string>[] = [];
  for (const match of text.matchAll(STANDARDS)) {
    const written = match[0];
    // « en 38 », « red », « epv » in running text are words, not standards
    if (/^en/.test(written) || written === 'red' || written === 'Red') continue;
    const value = standardName(written);
    if (!found.some((guess) => guess.value === value)) {
      found.push({ value, start: match.index, end: match.index + written.length });
    }
  }
  return found;
}

/** One spelling for a standard: `iso22810` -> `ISO 22810`, `nihs 92-20` -> `ISO 22810`. */
export function standardName(written: string): string {
  const text = written.trim().toUpperCase().replace(/\s+/g, ' ');
  if (text.startsWith('ORIGINE')) return 'OFG';
  if (/^NIHS[ -]?92-20/.test(text)) return 'ISO 22810';
  if (/^NIHS[ -]?92-11/.test(text)) return 'ISO 6425';
  if (text === 'ROHS') return 'RoHS';
  return text.replace(/^(ISO|EN|NIHS|ASTM|DIN)[ -]?(?=\d|[A-Z]\d)/, '$1 ').replace(/[.,]$/, '');
}

/** What a text asks about the place of making. */
export interface OriginDemand {
  /** share of French value, percent */
  readonly minPct?: Guess<number>;
  /** made in France, without a share */
  readonly france?: Guess<true>;
}

const MADE_IN_FRANCE =
  /(?:(?:fabriqu|produit|realis|assembl|tiss|moul|tann|fondu|fait|decoup|usin|faconn)\p{L}*\s+(?:\p{L}+\s+)?en france|made in france|origine france|fabrication francaise|\b(?:atelier|fabricant|fournisseur|fabrique|sous-traitant|maker|workshop|supplier|production|tanner\w+|laborato\w+)s? (?:\p{L}+ )?(?:francais\w*|french)|\bfrench (?:\p{L}+ )?(?:maker|workshop|supplier|made|production|manufacturer|origin|laboratory|tannery)|en france\b|in france\b|francais\w*|tricolore|du pays|de chez nous|\bfrench\b)/u;

/** `50 % français`, `fabriqué en France`, `Origine France Garantie`. */
export function readOrigin(text: string): OriginDemand {
  const folded = foldKeepingPlaces(text);
  const pct =
    /(\d{1,3})\s*%\s*(?:d[e'] ?|d'origine |of )?(?:\p{L}+ ){0,2}?(?:france|francais\w*|french|valeur francaise)/u.exec(
      folded,
    ) ??
    /(?:part francaise|origine francaise|french (?:content|share|origin)|valeur francaise)\D{0,20}?(\d{1,3})\s*%/.exec(
      folded,
    );
  if (pct?.[1] !== undefined && Number(pct[1]) <= 100) {
    return { minPct: { value: Number(pct[1]), start: pct.index, end: pct.index + pct[0].length } };
  }
  const match = MADE_IN_FRANCE.exec(folded);
  if (!match) return {};
  const before = folded.slice(Math.max(0, match.index - 24), match.index);
  if (
    /(?:pas|non|sans|not|livr\w+|deliver\w*|vendu\w*|sold|client\w*|marques?|brands?)\s*(?:\p{L}+\s+)?$/u.test(
      before,
    )
  )
    return {};
  return { france: { value: true, start: match.index, end: match.index + match[0].length } };
}

/** A price a piece, in cents: `moins de 7 € pièce`, `cible 42 €`, `budget 9,50 € l'unité`. */
export function readUnitPriceCents(text: string): Guess<number> | undefined {
  const folded = foldKeepingPlaces(text);
  const pattern =
    /(?:(?:moins d[e']|sous|max(?:imum|i)?|cible|target|budget|under|below|autour d[e']|environ|prix|price)\s*(?:[\p{L}']+\s+){0,3}:?\s*)?(\d{1,3}(?:[ {3}]\d{3})+|\d+(?:[.,]\d{1,2})?)\s*(?:€|euros?|eur\b)\s*(?:ht\s*)?(?:(?:la|l'|par|per|each|piece|\/)\s*(?:piece|unite|pc|unit|jeu|montre|set)?)?/gu;
  for (const match of folded.matchAll(pattern)) {
    const whole = match[0];
    const announced = /^(?:moins|sous|max|cible|target|budget|under|below|autour|environ|prix|price)/.test(
      whole,
    );
    const each = /(?:piece|unite|each|\/pc|par |per |l'|jeu)/.test(whole.slice(-12));
    if (!announced && !each) continue;
    const cents = Math.round(writtenNumber(match[1] ?? '') * 100);
    if (cents > 0) return { value: cents, start: match.index, end: match.index + whole.length };
  }
  return undefined;
}
