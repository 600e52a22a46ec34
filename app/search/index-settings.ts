import { createHash } from 'node:crypto';
import type { Settings } from 'meilisearch';
import { foldWord, isCodeWord, isStopWord } from '~/taxonomy/fold-text';
import { leaves } from '~/taxonomy/taxonomy';
import conceptsFile from '~/taxonomy/word-concepts.json';
import type { CapabilityDocument } from './capability-document';
import { labelsOfLeaves, synonymsOfLeaves } from './capability-document';
import { facetNames } from './facet-names';
import { facetValuesOf } from './facets';

/** Raise it when the shape of an index document changes: the index is then filled anew at the next start. */
const DOCUMENT_SHAPE = 1;

/** A row of the index: what is searched and counted, and by which version of the database's row. */
export interface IndexDocument {
  id: string;
  version: number;
  ref: string;
  title: string;
  maker: string;
  labelsFr: string[];
  specWords: string[];
  standard: string[];
  labelsEn: string[];
  synonyms: string[];
  description: string;
  city: string;
  leaves: string[];
  [facet: string]: unknown;
}

export function indexDocumentOf(document: CapabilityDocument): IndexDocument {
  const facets = facetNames.map((name) => [name, facetValuesOf(document, name)] as const);
  return {
    ...Object.fromEntries(facets),
    id: document.id,
    version: document.version,
    ref: document.ref,
    title: document.title,
    maker: document.maker.name,
    labelsFr: labelsOfLeaves(document.leaves, document.family, 'fr'),
    specWords: [...document.specWords],
    standard: [...facetValuesOf(document, 'standard')],
    labelsEn: labelsOfLeaves(document.leaves, document.family, 'en'),
    synonyms: synonymsOfLeaves(document.leaves),
    description: document.description,
    city: document.maker.city,
    leaves: [...document.leaves],
  };
}

// "les" is no stop word of PostgreSQL's nor of Meilisearch's defaults
const frenchStopWords =
  'à au aux avec ce ces cet cette d dans de des du elle en est et eux il ils je l la le les leur leurs lui ma mais me mes moi mon ne nos notre nous on ou par pas pour qu que qui sa se ses son sur ta te tes toi ton tu un une vos votre vous y'.split(
    ' ',
  );
const englishStopWords = 'a an and are as at be by for from in is it of on or that the this to with'.split(
  ' ',
);

/**
 * Synonyms of the trade, both ways (Meilisearch's are one-way). One that names leaves of several families, such as
 * "tube", "glace" or "Viton", would make a dial of a gasket: those are resolved by ranking, which sees the families.
 */
export function tradeSynonyms(): Record<string, string[]> {
  const owners = new Map<string, Set<string>>();
  for (const leaf of leaves)
    for (const phrase of [leaf.fr, leaf.en, ...leaf.synonyms]) {
      const key = plain(phrase);
      owners.set(key, (owners.get(key) ?? new Set()).add(leaf.id));
    }
  const synonyms = new Map<string, Set<string>>();
  const link = (from: string, to: string) => {
    if (from !== to) synonyms.set(from, (synonyms.get(from) ?? new Set()).add(to));
  };
  for (const leaf of leaves) {
    const phrases = [leaf.fr, leaf.en, ...leaf.synonyms].map(plain).filter(isOneThing);
    const own = phrases.filter((phrase) => owners.get(phrase)?.size === 1);
    for (const from of own) for (const to of own) link(from, to);
  }
  for (const group of conceptsFile.groups) {
    const words = group
      .split(/\s+/)
      .map(plain)
      .filter((word) => word.length > 2 && !isStopWord(word) && !isCodeWord(word));
    for (const from of words) for (const to of words) link(from, to);
  }
  const bound = 50;
  return Object.fromEntries(
    [...synonyms]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([from, to]) => [from, [...to].sort().slice(0, bound)]),
  );
}

/** "nickelage / palladiage" or "fond (vissé)" is a list, not what a person types. */
function isOneThing(phrase: string): boolean {
  return phrase !== '' && !/[/(),]/.test(phrase);
}

function plain(phrase: string): string {
  return foldWord(phrase).replace(/[’']/g, ' ').replace(/\s+/g, ' ').trim();
}

/** Codes of the taxonomy are taken to the letter: FKM is not FPM, PVD not PCD. Words with digits have their own switch. */
function codeWords(): string[] {
  const words = leaves
    .flatMap((leaf) => [leaf.fr, leaf.en, ...leaf.synonyms])
    .flatMap((text) => text.split(/[\s/(),'’]+/));
  const codes = words.filter((word) => isCodeWord(foldWord(word)) || /^\p{Lu}{2,6}$/u.test(word));
  return [...new Set(codes.map((word) => word.toLowerCase()))].filter((word) => word !== '').sort();
}

export function indexSettings(): Settings {
  return {
    searchableAttributes: [
      'title',
      'maker',
      'labelsFr',
      'specWords',
      'standard',
      'labelsEn',
      'synonyms',
      'description',
      'city',
      'ref',
    ],
    displayedAttributes: ['id', 'version'],
    filterableAttributes: ['id', 'leaves', ...facetNames],
    sortableAttributes: ['ref'],
    rankingRules: ['words', 'typo', 'proximity', 'attribute', 'sort', 'exactness'],
    stopWords: [...new Set([...frenchStopWords, ...englishStopWords].map(foldWord))].sort(),
    synonyms: tradeSynonyms(),
    typoTolerance: {
      enabled: true,
      minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 },
      disableOnNumbers: true,
      disableOnWords: codeWords(),
      disableOnAttributes: ['ref', 'standard'],
    },
    localizedAttributes: [
      { attributePatterns: ['labelsEn'], locales: ['eng'] },
      { attributePatterns: ['title', 'maker', 'labelsFr', 'description', 'city'], locales: ['fra'] },
      { attributePatterns: ['synonyms'], locales: ['fra', 'eng'] },
    ],
    faceting: { maxValuesPerFacet: 400 },
    pagination: { maxTotalHits: 10_000 },
  };
}

/** Names these settings and this shape of document: an index of another version is filled anew. */
export function indexVersion(): string {
  return createHash('sha256')
    .update(JSON.stringify([DOCUMENT_SHAPE, indexSettings()]))
    .digest('hex')
    .slice(0, 16);
}
