import { defineMessages, plural } from '../messages';

export const homeMessages = defineMessages({
  fr: {
    title: 'L’horlogerie française trouve ses fabricants et achète ensemble',
    lead: 'Cherchez qui sait faire, publiez ce qu’il vous faut, groupez ce que d’autres achètent aussi. Chaque proposition donne ses raisons, et aucun concurrent ne voit votre projet.',
    searchLabel: 'Que voulez-vous faire fabriquer ?',
    searchButton: 'Chercher',
    examples: 'Par exemple',
    figures: 'Rouage aujourd’hui',
    makers: (count: number) => plural('fr', count, 'fabricant', 'fabricants'),
    capabilities: (count: number) => plural('fr', count, 'savoir-faire', 'savoir-faire'),
    families: (count: number) => plural('fr', count, 'famille', 'familles'),
    openPurchases: (count: number) => plural('fr', count, 'achat groupé ouvert', 'achats groupés ouverts'),
    doors: 'Trois façons de commencer',
    findTitle: 'Trouver un fabricant',
    findText:
      'Chaque atelier dit ce qu’il sait faire, à quelles cotes, en quelles quantités, en combien de jours. Cherchez, comparez, trouvez le bon.',
    findLink: 'Parcourir les savoir-faire',
    postTitle: 'Publier un besoin',
    postText:
      'Décrivez la pièce une fois. Les fabricants qui conviennent vous sont proposés aussitôt, chacun avec ses raisons : ce qui convient, ce qui manque, ce qu’on ignore.',
    postLink: 'Décrire un besoin',
    buyTitle: 'Acheter ensemble',
    buyText:
      'Engagez vos quantités avec d’autres marques et payez le prix du total. Personne ne voit ni vos quantités, ni vos prix limites, ni vos dates.',
    buyLink: 'Voir les achats groupés',
    indexTitle: 'Les savoir-faire, par famille',
    indexCount: (count: number) => `${count} savoir-faire`,
    waitingTitle: 'Ce qui vous attend',
    waitingFor: (organisation: string) => `Pour ${organisation}`,
    waitingNotices: (count: number) => plural('fr', count, 'notification à lire', 'notifications à lire'),
    waitingDrafts: (count: number) =>
      plural('fr', count, 'besoin en brouillon à publier', 'besoins en brouillon à publier'),
    waitingNeeds: (count: number) =>
      plural(
        'fr',
        count,
        'besoin ouvert correspond à vos savoir-faire',
        'besoins ouverts correspondent à vos savoir-faire',
      ),
    waitingPurchases: (count: number) =>
      plural(
        'fr',
        count,
        'de vos achats groupés ferme sous 14 jours',
        'de vos achats groupés ferment sous 14 jours',
      ),
    waitingOrganisations: (count: number) =>
      plural('fr', count, 'organisation inscrite à vérifier', 'organisations inscrites à vérifier'),
    waitingNothing:
      'Rien ne vous attend. Vous pouvez partir l’esprit tranquille, ou commencer quelque chose ci-dessous.',
  },
  en: {
    title: 'French watchmaking finds its makers and buys together',
    lead: 'Search who can make it, post what you need, pool what others buy too. Each proposal gives its reasons, and no competitor sees your project.',
    searchLabel: 'What do you want made?',
    searchButton: 'Search',
    examples: 'For example',
    figures: 'Rouage today',
    makers: (count: number) => plural('en', count, 'maker', 'makers'),
    capabilities: (count: number) => plural('en', count, 'capability', 'capabilities'),
    families: (count: number) => plural('en', count, 'family', 'families'),
    openPurchases: (count: number) => plural('en', count, 'open group purchase', 'open group purchases'),
    doors: 'Three ways to begin',
    findTitle: 'Find a maker',
    findText:
      'Each workshop says what it can make, to which dimensions, in which quantities, in how many days. Search, compare, write to the right one.',
    findLink: 'Browse capabilities',
    postTitle: 'Post a need',
    postText:
      'Describe the part once. Makers that fit are proposed at once, each with its reasons: what fits, what is missing, what is unknown.',
    postLink: 'Describe a need',
    buyTitle: 'Buy together',
    buyText:
      'Commit your quantities with other brands and pay the price of the total. Nobody sees your quantities, your limit prices or your dates.',
    buyLink: 'See group purchases',
    indexTitle: 'Capabilities by family',
    indexCount: (count: number) => `${count} ${plural('en', count, 'capability', 'capabilities')}`,
    waitingTitle: 'What waits for you',
    waitingFor: (organisation: string) => `For ${organisation}`,
    waitingNotices: (count: number) => plural('en', count, 'notice to read', 'notices to read'),
    waitingDrafts: (count: number) => plural('en', count, 'draft need to publish', 'draft needs to publish'),
    waitingNeeds: (count: number) =>
      plural('en', count, 'open need fits your capabilities', 'open needs fit your capabilities'),
    waitingPurchases: (count: number) =>
      plural(
        'en',
        count,
        'of your group purchases closes within 14 days',
        'of your group purchases close within 14 days',
      ),
    waitingOrganisations: (count: number) =>
      plural('en', count, 'signed-up organisation to verify', 'signed-up organisations to verify'),
    waitingNothing: 'Nothing waits for you. Leave with a quiet mind, or begin something below.',
  },
});
