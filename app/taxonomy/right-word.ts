import { editDistance, SpellingIndex } from './edit-distance';
import everydayFile from './everyday-words.json';
import { inflectionOf, isCodeWord, singular, stemOf, type Token } from './fold-text';
import { leafPhrases, phraseVocabulary } from './leaf-phrases';
import { soundOfWord } from './sound-of-word';
import { lexiconWords } from './word-concepts';

const phraseWords = [...phraseVocabulary()].filter((word) => !isCodeWord(word));
const phraseInflections = new Set(leafPhrases.flatMap((phrase) => phrase.stems));
const spelling = new SpellingIndex(phraseWords);

/** Words that are right as they are: a neighbour in the taxonomy's vocabulary does not make them misspellings. */
const rightWords = new Set([...lexiconWords(), ...phraseWords, ...everydayFile.map(singular)]);
const rightStems = new Set([...rightWords].map(stemOf));

/** Shorter words sound alike too easily. */
const SHORTEST_BY_EAR = 5;
/** Letters between `dofine` and `dauphine`: more, and two words sound alike by chance. */
const FARTHEST_BY_EAR = 4;

const bySound = new Map<string, string[]>();
for (const word of phraseWords) {
  if (word.length < SHORTEST_BY_EAR - 1) continue;
  const sound = soundOfWord(word);
  bySound.set(sound, [...(bySound.get(sound) ?? []), word]);
}

/**
 * The word of the taxonomy that a typed word stands for, the typed word itself when it is right, a code or unknown.
 * What is written by ear (`cadrant`, `dofine`) goes before slips of the hand (`cadrn`). An unknown word whose stem is
 * known (`gravait`, but also `cadrant`, which has the stem of `cadre`) may be an inflection: it is only corrected to
 * what sounds alike, shares that stem or, if it is long, is one slip away.
 */
export function rightWord(token: Token): string {
  const { word } = token;
  if (token.isCode || rightWords.has(word) || phraseInflections.has(inflectionOf(word))) return word;
  const known = answers.get(word);
  if (known !== undefined) return known;
  if (answers.size > 20_000) answers.clear();
  const answer = alike(word) ?? slip(word) ?? word;
  answers.set(word, answer);
  return answer;
}

const answers = new Map<string, string>();

/** What sounds the same: the nearest in letters; of equally near ones that with the same last letter. */
function alike(word: string): string | undefined {
  if (word.length < SHORTEST_BY_EAR) return undefined;
  const candidates = (bySound.get(soundOfWord(word)) ?? []).map((candidate) => ({
    candidate,
    distance: editDistance(word, candidate, FARTHEST_BY_EAR) + (candidate.at(-1) === word.at(-1) ? 0 : 0.5),
  }));
  const [best] = candidates.sort((a, b) => a.distance - b.distance);
  return best && best.distance <= FARTHEST_BY_EAR ? best.candidate : undefined;
}

/** From this length on one slip of the hand is surer than a stem shared by chance. */
const LONG_WORD = 8;

function slip(word: string): string | undefined {
  const candidate = spelling.correct(word);
  if (candidate === null) return undefined;
  const stem = stemOf(word);
  if (!rightStems.has(stem) || stemOf(candidate) === stem) return candidate;
  return word.length >= LONG_WORD && editDistance(word, candidate, 1) === 1 ? candidate : undefined;
}
