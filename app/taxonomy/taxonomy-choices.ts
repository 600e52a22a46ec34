import type { Language } from './taxonomy';
import { families } from './taxonomy';

/** A family to choose, in the reader's language. Made by loaders: the taxonomy itself stays on the server. */
export interface FamilyChoice {
  value: string;
  label: string;
}

export function familyChoices(language: Language): FamilyChoice[] {
  return families.map((family) => ({ value: family.code, label: family[language] }));
}
