/**
 * What a password must be: 8 to 128 characters, and not one that everybody tries first. No rule on which characters
 * (NIST SP 800-63B, 5.1.1.2).
 */
export const passwordLength = { minimum: 8, maximum: 128 } as const;

export type PasswordFault = 'password-short' | 'password-long' | 'password-common';

/** @returns what is wrong with it, or null */
export function passwordFault(password: string): PasswordFault | null {
  const length = [...password.normalize('NFKC')].length;
  if (length < passwordLength.minimum) return 'password-short';
  if (length > passwordLength.maximum) return 'password-long';
  return isCommonPassword(password) ? 'password-common' : null;
}

/** The stems of the passwords most often found in published leaks, French and English, and this site's own words. */
const commonStems = new Set(
  `password passwort motdepasse mdp secret admin administrateur administrator root user utilisateur test guest invite
  welcome bienvenue bonjour bonsoir salut hello azerty azertyuiop qsdfghjklm wxcvbn qwerty qwertyuiop qwertz asdfgh
  asdfghjkl zxcvbn zxcvbnm azertyqsdf poiuytreza letmein login connexion iloveyou jetaime amour monamour moncoeur
  soleil princesse princess chocolat doudou loulou nicolas julien camille thomas marine marseille olympique lyon paris
  france football liverpool chelsea arsenal juventus barcelona superman batman spiderman starwars pokemon naruto dragon
  monkey shadow master sunshine trustno michael jordan ashley charlie daniel jessica jennifer michelle computer
  ordinateur internet google facebook instagram whatever freedom cheval papillon licorne fleur maison vacances
  changeme changemoi default defaut nouveau passe pass passw demo rouage rouagedemo horloger horlogerie montre montres
  besancon morteau letmeinnow abcdef abcdefgh abcdefghij abcd aaaaaa onepiece minecraft fortnite samsung apple windows
  microsoft linux qazwsx qazwsxedc azeqsd azer azerty azertyui`.split(/\s+/),
);

const leet: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
};

/** A common word alone, with digits or signs around it or letters drawn as digits; one character or a short group repeated; digits in a row. */
export function isCommonPassword(password: string): boolean {
  const folded = password.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, '');
  if (/^(.{1,4})\1+.?$/.test(folded) || isRun(folded)) return true;
  if (/^\d+$/.test(folded)) return isDate(folded);
  const word = folded.replace(/^[^a-z@$]+|[^a-z]+$/g, '');
  const withDigits = folded.replace(/[^a-z\d]+$/, '');
  return [word, drawn(word), drawn(withDigits)].some((stem) => commonStems.has(stem));
}

/** `p@ssw0rd` -> `password` */
function drawn(text: string): string {
  return [...text].map((character) => leet[character] ?? character).join('');
}

/** `12345678`, `87654321`, `0123456789`: each character follows the one before, or precedes it. */
function isRun(text: string): boolean {
  const steps = new Set(
    [...text].slice(1).map((character, at) => character.charCodeAt(0) - text.charCodeAt(at)),
  );
  const [step] = steps;
  return (steps.size === 1 && Math.abs(step ?? 0) === 1) || text === '1234567890' || text === '0987654321';
}

/** Eight digits that are somebody's birthday. */
function isDate(digits: string): boolean {
  return /^(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])(19|20)\d\d$|^(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(
    digits,
  );
}
