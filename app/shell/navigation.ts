import { paths } from '~/http/paths';

export const destinations = [
  { words: 'findMaker', to: paths.directory(), sections: [paths.directory(), paths.makers()] },
  { words: 'postNeed', to: paths.newNeed(), sections: [paths.newNeed(), `${paths.needs()}/brouillons`] },
  { words: 'buyTogether', to: paths.groupPurchases(), sections: [paths.groupPurchases()] },
] as const;

/** For people who act for an organisation. */
export const ownDestination = { words: 'myWork', to: paths.needs(), sections: [paths.needs()] } as const;

/** The destination that a page belongs to: the one with the longest address above it, so that drafts are not needs. */
export function currentDestination(pathname: string): string | null {
  const sections = [...destinations, ownDestination].flatMap(({ words, sections }) =>
    sections.map((section) => ({ words, section })),
  );
  const above = sections.filter(({ section }) => pathname === section || pathname.startsWith(`${section}/`));
  return above.sort((a, b) => b.section.length - a.section.length)[0]?.words ?? null;
}
