import { stemOf, type Token, tokenise } from '../taxonomy/fold-text';
import { conceptsOfStem } from '../taxonomy/word-concepts';

/**
 * Words that name no thing: verbs, adjectives, adverbs and numbers of everyday French and English. A maker's text need
 * not say them for a need to be met.
 */
const NO_THING = new Set(
  (
    'pourquoi comment combien quand deja encore jamais toujours souvent parfois seulement vraiment presque assez ensemble ailleurs ' +
    'rapidement facilement entierement completement sans avec contre vers chez depuis pendant selon autour dessus dessous dedans ' +
    'grand petit gros mince large long court haut bas fin epais leger lourd neuf vieux ancien jeune nouveau beau joli laid bon ' +
    'mauvais meilleur pire pareil meme autre different unique seul double triple simple complet entier plein vide propre sale clair ' +
    'sombre pale vif doux dur mou chaud froid sec humide rapide lent cher gratuit facile difficile possible impossible special ' +
    'certain quelconque plusieurs chacun personne quelqu chose truc systeme sorte genre type facon maniere exemple exemplaire ' +
    'unite paire douzaine dizaine vingtaine trentaine quarantaine cinquantaine centaine millier premier dernier second deuxieme ' +
    'troisieme six sept huit neuf dix onze douze quinze vingt trente quarante cinquante soixante cent mille milliers ' +
    'dite dites dis mets fais faut veut peut doit vont vient voie merci bonjour urgent sujet idee ' +
    'where when why how can could should must may might will shall do does did have has had get got give make made need already ' +
    'whether someone somebody anyone anybody something anything everything nothing nobody without within around about between ' +
    'under over again also only just very much many few more most less least other another same different new old young big small ' +
    'large long short high low thin thick light heavy good bad best worst easy hard fast slow cheap free full empty clean dirty ' +
    'ready our ours your his her him them us me not never always often really quite enough together ' +
    'one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty hundred thousand ' +
    'first last second third pair dozen couple week month year day inch inches millimetre centimetre metre kilo gramme ' +
    'reproduire produire construire conduire lire ecrire dire faire suivre vivre prendre rendre vendre tendre attendre mettre ' +
    'battre fondre coudre joindre peindre teindre find look help show tell bring send keep prove check take put cut paint ' +
    'protect turn buy sell hold want know ' +
    'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre noel ' +
    'january february march april june july august september october november december christmas'
  ).split(/\s+/),
);

/** Endings of French verbs and adverbs, and of English adverbs and participles. */
const NO_NOUN = /(?:[^i]er|[^o]ir|ent|ons|ez|ant|ees?|ly|[^e]ed)$/;

function namesThing(token: Token): boolean {
  if (token.isStop || /^\d/.test(token.word) || token.word.length < 2) return false;
  return !NO_THING.has(token.word) && (token.isCode || !NO_NOUN.test(token.word));
}

/** A stretch of the text that is understood as a whole: its words need not be known one by one. */
export interface UnderstoodStretch {
  readonly start: number;
  readonly end: number;
}

/**
 * The things that a need's title names, each as the words under which a maker may say it (stem and concepts). None for
 * words inside a stretch that names a leaf.
 */
export function thingsNamed(title: string, understood: readonly UnderstoodStretch[]): (readonly string[])[] {
  return tokenise(title)
    .filter(namesThing)
    .filter((token) => !understood.some(({ start, end }) => start <= token.start && token.end <= end))
    .map((token) => {
      const stem = stemOf(token.word);
      return [stem, ...conceptsOfStem(stem)];
    });
}
