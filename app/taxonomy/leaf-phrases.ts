import { contentWords, inflectionOf, tokenise } from './fold-text';
import periphrasesFile from './periphrases.json';
import { findLeaf, type Leaf, leaves } from './taxonomy';

/** `head`: the first word of a label (`étampage` of « étampage de boîte »), which names the leaf inside its family only. */
export type PhraseKind = 'label' | 'synonym' | 'knowledge' | 'head';

/** A way to say a leaf: its words folded, singular, without articles. */
export interface LeafPhrase {
  readonly leaf: Leaf;
  readonly kind: PhraseKind;
  readonly words: readonly string[];
  /** each word without its ending: `bleuies` meets `bleui` */
  readonly stems: readonly string[];
}

/**
 * Words that name a leaf only among things of its family: alone they are everyday words
 * (`plaque`, `feuille`, `carte`). Without a word of the family near them they count half.
 */
const NEEDS_CONTEXT = new Set(
  (
    'plaque flan blank face feuille leaf squelette skeleton carte module circuit masse plate mobile barre rond valeur vision retour ' +
    'marque plan stage poli pile moule laser joint compound insert tube tampon transfert rayon soleil disc plot attache ' +
    'case boite lavage nettoyage transit formation serti setting gravure miniature coulee casting microns colonne mousse ' +
    'certificat notice papier display foil retouche devis maintenance reparation pressing couture stitching strap sleeve roll ' +
    'dosage dessin designer constructeur nomenclature diagnostic tige stem crown corrector masque coating glass ' +
    'boule alu carbon composite pierre link maille click lame restauration piquure abrasif gant ceramic bronze screw spring vis ' +
    'calibre banc preparation centrale resine ecran panneau puce tag sensor capteur etui trousse coffret presse matrice dies ' +
    'poincon bijou lot brossage blasting marquage soudage welding turning milling tournage fraisage frappe decoupe fond back ' +
    'automatic automatique manual pendule hand aiguille pomme liege veau bar wr red ip pv ar cushion tumbling ' +
    'outillage femto lance sword lunette loupe remontage lubrification visuel rendu proto usure apprentissage rotor'
  ).split(' '),
);

/** `fond (vissé, clippé)` -> `fond`, `fond vissé`, `fond clippé`; `nickelage / palladiage` -> both. */
function spellings(label: string): string[] {
  const result: string[] = [label.replace(/[()/,]/g, ' ')];
  const [, head = label, inside = ''] = /^([^(]*)\(([^)]*)\)/.exec(label) ?? [];
  const heads = head.split(/\s*\/\s*/).map((part) => part.trim());
  result.push(...heads.filter((part) => part !== ''));
  const first = heads[0] ?? '';
  for (const item of inside.split(/\s*,\s*/)) if (item !== '') result.push(`${first} ${item}`);
  return result;
}

/** Single words that a label's slash or bracket leaves over and that name nothing by themselves. */
const LEFTOVERS = new Set(
  (
    'jour date digital stone mat gradient squelette 3 mecanique bead am 585 375 14 fond cut loop kit balance regulation finishing ' +
    'hour seconde sub tube laquage poussee poussoir crown moulding pos eau joint crystal plan gamme routing pocket tir gold sheet ' +
    'strip uv baton leaf feuille skeleton mineral texturing gravure injection alternatif decoration complication balancing ' +
    'accumulateur oscillateur oscillator trempe acrylic collage maintenance supervision design regle stainless personnalisation'
  ).split(' '),
);

function phrasesOf(leaf: Leaf): LeafPhrase[] {
  const found = new Map<string, LeafPhrase>();
  const put = (text: string, kind: PhraseKind) => {
    const words = contentWords(text);
    const key = words.join(' ');
    if (key !== '' && !found.has(key)) found.set(key, { leaf, kind, words, stems: words.map(inflectionOf) });
  };
  for (const label of [leaf.fr, leaf.en]) {
    for (const text of spellings(label)) if (text === label || !isLeftover(text)) put(text, 'label');
  }
  for (const synonym of leaf.synonyms) put(synonym, 'synonym');
  for (const text of periphrasesOf(leaf.id)) put(text, 'knowledge');
  return [...found.values()];
}

function isLeftover(text: string): boolean {
  const words = contentWords(text);
  return words.length === 1 && LEFTOVERS.has(words[0] ?? '');
}

const periphrases = periphrasesFile as Readonly<Record<string, readonly string[]>>;

/** What people say instead of a leaf's name, French and English: see `periphrases.json`. */
export function periphrasesOf(leafId: string): readonly string[] {
  return periphrases[leafId] ?? [];
}

for (const id of Object.keys(periphrases)) {
  if (!findLeaf(id)) throw new Error(`periphrases.json: unknown leaf "${id}"`);
}

/** Every way to say every leaf. */
export const leafPhrases: readonly LeafPhrase[] = [...leaves.flatMap(phrasesOf), ...heads()];

function headOf(leaf: Leaf): string {
  return contentWords(leaf.fr)[0] ?? '';
}

function heads(): LeafPhrase[] {
  const shared = new Map<string, number>();
  for (const leaf of leaves) {
    const key = `${leaf.family} ${headOf(leaf)}`;
    shared.set(key, (shared.get(key) ?? 0) + 1);
  }
  return leaves
    .filter((leaf) => contentWords(leaf.fr).length > 1 && shared.get(`${leaf.family} ${headOf(leaf)}`) === 1)
    .map((leaf) => ({ leaf, kind: 'head', words: [headOf(leaf)], stems: [inflectionOf(headOf(leaf))] }));
}

/** Does this single word need a word of its family near it to name a leaf? */
export function needsContext(words: readonly string[]): boolean {
  const [only] = words;
  return words.length === 1 && only !== undefined && NEEDS_CONTEXT.has(only);
}

/** The folded words of every label, synonym and periphrase. */
export function phraseVocabulary(): Set<string> {
  const words = new Set<string>();
  for (const phrase of leafPhrases) for (const word of phrase.words) words.add(word);
  for (const leaf of leaves) for (const token of tokenise(leaf.fr)) words.add(token.word);
  return words;
}
