import { foldKeepingPlaces, type Guess } from './read-quantities';

const MONTHS: readonly (readonly string[])[] = [
  ['janvier', 'january', 'janv', 'jan'],
  ['fevrier', 'february', 'fevr', 'feb'],
  ['mars', 'march'],
  ['avril', 'april', 'avr', 'apr'],
  ['mai', 'may'],
  ['juin', 'june', 'jun'],
  ['juillet', 'july', 'juil', 'jul'],
  ['aout', 'august', 'aug'],
  ['septembre', 'september', 'sept', 'sep'],
  ['octobre', 'october', 'oct'],
  ['novembre', 'november', 'nov'],
  ['decembre', 'december', 'dec'],
];
const MONTH_OF = new Map(MONTHS.flatMap((names, index) => names.map((name) => [name, index] as const)));
const MONTH = [...MONTH_OF.keys()].sort((a, b) => b.length - a.length).join('|');

/** The last day by which a season's or feast's word asks for delivery: month (0 based) and day. */
const MOMENTS: Readonly<Record<string, readonly [number, number]>> = {
  noel: [11, 20],
  christmas: [11, 20],
  "fetes de fin d'annee": [11, 10],
  printemps: [5, 20],
  spring: [5, 20],
  ete: [8, 20],
  summer: [8, 20],
  automne: [11, 20],
  autumn: [11, 20],
  hiver: [2, 20],
  winter: [2, 20],
  rentree: [8, 1],
  'fete des meres': [4, 20],
  "fin d'annee": [11, 31],
  'year end': [11, 31],
  'end of the year': [11, 31],
  "fin de l'annee": [11, 31],
};

/**
 * The day by which something is wanted: `pour juin`, `avant mars 2027`, `d'ici Noël`, `15/03/2027`, `sous 8 semaines`,
 * `by June`, `Q2 2027`. A month or season without a year is the next one after `today`. `avant mars` is the last day of
 * February, `fin juin` and `courant juin` the last day of June, `pour juin` and `by June` its first.
 * Returns an ISO date, or undefined when the text names none.
 */
export function readNeededBy(text: string, today: Date): Guess<string> | undefined {
  const folded = foldKeepingPlaces(text);
  for (const reader of [readExact, readMonth, readQuarter, readMoment, readDelay]) {
    const guess = reader(folded, today);
    if (guess) return guess;
  }
  return undefined;
}

function iso(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
}

function found(match: RegExpMatchArray, value: string): Guess<string> {
  const start = match.index ?? 0;
  return { value, start, end: start + match[0].length };
}

function readExact(text: string, today: Date): Guess<string> | undefined {
  const dashed = /\b(20\d\d)-(\d\d)-(\d\d)\b/.exec(text);
  if (dashed) return found(dashed, iso(Number(dashed[1]), Number(dashed[2]) - 1, Number(dashed[3])));
  const slashed = /\b(\d{1,2})[/.](\d{1,2})[/.](20\d\d)\b/.exec(text);
  if (slashed) return found(slashed, iso(Number(slashed[3]), Number(slashed[2]) - 1, Number(slashed[1])));
  const spoken = new RegExp(`\\b(\\d{1,2})(?:er|st|nd|rd|th)?\\s+(${MONTH})\\b\\.?(?:\\s+(20\\d\\d))?`).exec(
    text,
  );
  if (!spoken) return undefined;
  const month = MONTH_OF.get(spoken[2] ?? '') ?? 0;
  const day = Number(spoken[1]);
  const year = spoken[3] === undefined ? nextYearOf(month, day, today) : Number(spoken[3]);
  return found(spoken, iso(year, month, day));
}

function nextYearOf(month: number, day: number, today: Date): number {
  const year = today.getUTCFullYear();
  return Date.UTC(year, month, day) < today.getTime() ? year + 1 : year;
}

function readMonth(text: string, today: Date): Guess<string> | undefined {
  const lead =
    "(?:(avant|before|prior to)|(fin|end of|courant|during|pendant|d'ici(?: a)?(?: fin)?)|(debut|early|mi-?|mid-?|pour|en|in|for|by|des|from|livraison|livrables?|delivery|vers)|)";
  const pattern = new RegExp(
    `${lead}\\s*(?:le\\s+mois\\s+d[e']\\s*)?\\b(${MONTH})\\b\\.?(?:\\s+(20\\d\\d))?`,
    'g',
  );
  for (const match of text.matchAll(pattern)) {
    const [, before, during, , name = '', written] = match;
    const short = name.length <= 4 && !['mars', 'mai', 'juin', 'june', 'july', 'aout'].includes(name);
    if (
      written === undefined &&
      (short || ['may', 'march', 'mars'].includes(name)) &&
      !match[0].trim().includes(' ')
    )
      continue;
    const month = MONTH_OF.get(name) ?? 0;
    const year = written === undefined ? nextYearOf(month + 1, 0, today) : Number(written);
    if (before) return found(match, iso(year, month, 0));
    return found(match, during ? iso(year, month + 1, 0) : iso(year, month, 1));
  }
  return undefined;
}

function readQuarter(text: string, today: Date): Guess<string> | undefined {
  const match = /\b(?:t|q)([1-4])(?:\s*(20\d\d))?\b/.exec(text);
  if (!match) return undefined;
  const quarter = Number(match[1]);
  const year = match[2] === undefined ? nextYearOf(quarter * 3, 0, today) : Number(match[2]);
  return found(match, iso(year, quarter * 3, 0));
}

function readMoment(text: string, today: Date): Guess<string> | undefined {
  for (const [word, [month, day]] of Object.entries(MOMENTS)) {
    const match = new RegExp(
      `(?:pour|avant|d'ici|before|by|for|au|en|a|this|next|cet|la|l')\\s*(?:la |le |les |l'|a )?${word}\\b(?:\\s+(20\\d\\d))?`,
    ).exec(text);
    if (!match) continue;
    const year = match[1] === undefined ? nextYearOf(month, day, today) : Number(match[1]);
    return found(match, iso(year, month, day));
  }
  const end = /(?:fin|end of|avant fin|before the end of)\s+(20\d\d)\b/.exec(text);
  if (end) return found(end, iso(Number(end[1]), 11, 31));
  const start = /(?:debut|early)\s+(20\d\d)\b/.exec(text);
  return start ? found(start, iso(Number(start[1]), 2, 31)) : undefined;
}

function readDelay(text: string, today: Date): Guess<string> | undefined {
  const match =
    /(?:sous|dans|d'ici|within|in)\s+(\d+|deux|trois|quatre|six|huit|dix|two|three|four|eight|ten)\s+(semaines?|weeks?|mois|months?)\b/.exec(
      text,
    );
  if (!match) return undefined;
  const words: Readonly<Record<string, number>> = {
    deux: 2,
    trois: 3,
    quatre: 4,
    six: 6,
    huit: 8,
    dix: 10,
    two: 2,
    three: 3,
    four: 4,
    eight: 8,
    ten: 10,
  };
  const count = words[match[1] ?? ''] ?? Number(match[1]);
  const days = /^(?:semaine|week)/.test(match[2] ?? '') ? 7 : 30;
  return found(match, new Date(today.getTime() + count * days * 86_400_000).toISOString().slice(0, 10));
}
