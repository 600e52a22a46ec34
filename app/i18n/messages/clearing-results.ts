import { formatNumber } from '../format';
import { defineMessages } from '../messages';

/** What closing an order gave to its reader, and how an invoice is shared. */
export const clearingResultMessages = defineMessages({
  fr: {
    sharing: 'Partage de la facture',
    sharingFixed: 'Fixé à l’ouverture, inchangé ensuite.',
    sharingRead: 'Comment la facture sera partagée',
    equal: 'Prix égal',
    serial: 'Partage par couches',
    shapley: 'Valeur de Shapley',
    nucleolus: 'Nucléole',
    equalText:
      'Tous paient le même prix unitaire tout compris, celui de l’achat entier. Une quote-part est ce prix multiplié par la quantité, arrondi au centime.',
    serialText:
      'La facture est découpée en couches. La première, que tous commandent, est payée à parts égales par tous\u00a0; chaque couche suivante l’est par ceux qui commandent encore. Une quote-part ne dépend donc pas de ce que les plus gros commandent au-delà.',
    shapleyText:
      'Imaginons que les participants arrivent l’un après l’autre et que chacun paie ce qu’il ajoute à la facture. Une quote-part est la moyenne de ce montant sur tous les ordres d’arrivée possibles.',
    nucleolusText:
      'La facture est partagée de façon que le sous-groupe qui gagne le moins à rester avec les autres gagne le plus possible.',

    yourResult: 'Votre résultat',
    seenByYou: 'Seule votre organisation voit ces chiffres\u00a0; personne ne voit ceux d’un autre.',
    yourQuantity: 'Votre quantité',
    yourUnitPrice: 'Votre prix unitaire, tout compris, hors TVA',
    yourShare: 'Votre quote-part',
    costAlone: 'Coût de la même quantité sans les autres',
    yourSaving: 'Votre économie',
    aloneImpossible: 'Aucun fournisseur ne vous livrerait sans les autres',
    noSaving: 'Aucune',
    ruleIs: (rule: string) => `La facture est partagée selon la règle «\u00a0${rule}\u00a0».`,
    ruleReplaced:
      'La règle annoncée aurait mis quelqu’un au-dessus de son prix limite\u00a0: le prix égal la remplace, comme prévu à l’ouverture.',
    withinLimit: 'Personne ne paie plus que sa limite, et les quotes-parts font la facture au centime près.',
    proven: 'Ce résultat est prouvé optimal.',
    gap: (gap: number) =>
      `Le calcul a été borné\u00a0: un meilleur résultat, s’il existe, n’en est pas éloigné de plus de ${formatNumber(gap * 100, 'fr', 2)}\u00a0%.`,
    betterAlone: 'Seul, vous paieriez moins',
    betterAloneText: (amount: string) =>
      `La même quantité, achetée sans les autres aux mêmes offres, vous coûterait ${amount} de moins. Vous pouvez refuser ce résultat.`,
    betterInSubgroup: 'À quelques-uns, vous paieriez moins',
    betterInSubgroupText:
      'Avec une partie seulement des participants, et aux mêmes offres, vous paieriez ensemble moins qu’ici. Vous pouvez refuser ce résultat.',
    chart: (alone: string, share: string) => `Sans les autres ${alone}, avec le groupe ${share}`,
    chartShareOnly: (share: string) => `Avec le groupe ${share}`,
    chartTable: 'Le dessin en tableau',
    chartWay: 'Façon d’acheter',
    chartAmount: 'Montant',
    alone: 'Sans les autres',
    together: 'Avec le groupe',

    missTitle: 'Pas cette fois',
    'minimum-missed':
      'À des prix que ses participants acceptent, le groupe n’atteint pas son minimum. L’achat n’a pas lieu\u00a0; rien ne vous est facturé.',
    'no-offer': 'Aucune offre valable n’est arrivée avant la clôture. L’achat n’a pas lieu.',
    'interest-only':
      'Vous suiviez cet achat sans quantité engagée\u00a0: un intérêt n’est pas compté à la clôture.',
    'above-limit':
      'L’achat a lieu à un prix supérieur aux limites que vous aviez données. Rien ne vous est facturé.',
    rationed:
      'Les offres ne permettaient pas de servir tout le monde aux limites données. Rien ne vous est facturé.',

    supplyTitle: 'Votre offre est retenue',
    supplyText:
      'Voici votre part de la commande du groupe. Elle devient ferme quand les participants ont confirmé.',
    supplyQuantity: 'Quantité à livrer',
    supplyUnitPrice: 'Prix unitaire de votre grille',
    supplyFixedCost: 'Frais fixes',
    supplyTotal: 'Total hors TVA',

    decide: 'Confirmer ou refuser',
    decideText:
      'Votre réponse engage votre organisation et ne se reprend pas. Les autres participants ne la voient pas.',
    confirm: 'Confirmer notre résultat',
    refuse: 'Refuser',
    refuseText: 'Votre organisation ne prendra pas part à la commande. Un refus ne se reprend pas.',
    refuseConfirm: 'Refuser notre résultat',
    askABuyer: 'Un administrateur ou un acheteur de votre organisation peut confirmer ou refuser.',
    confirmed: 'Résultat confirmé',
    refused: 'Résultat refusé',
    answeredBy: (person: string, at: string) => `Par ${person}, le ${at}.`,
    formerMember: 'un ancien membre',

    refusedTitle: 'La réponse n’est pas enregistrée',
    'nothing-to-answer': 'Votre organisation n’a pas de résultat à confirmer dans cet achat groupé.',
    'already-answered':
      'Votre organisation a déjà répondu autrement. Rechargez la page pour voir qui, et quand.',
    'answers-closed': 'Le temps des confirmations est passé.',
  },
  en: {
    sharing: 'Sharing of the invoice',
    sharingFixed: 'Fixed at opening, unchanged after.',
    sharingRead: 'How the invoice will be shared',
    equal: 'Equal price',
    serial: 'Serial sharing',
    shapley: 'Shapley value',
    nucleolus: 'Nucleolus',
    equalText:
      'Everybody pays the same all-in unit price, that of the whole purchase. A share is this price times the quantity, rounded to the cent.',
    serialText:
      'The invoice is cut into layers. The first, which all order, is paid in equal parts by all; each next one by those who still order. So a share does not depend on what larger ones order beyond it.',
    shapleyText:
      'Imagine that participants arrive one after the other and each pays what it adds to the invoice. A share is the average of this amount over all possible orders of arrival.',
    nucleolusText:
      'The invoice is shared so that the subgroup that gains least by staying with the others gains as much as possible.',

    yourResult: 'Your result',
    seenByYou: 'Only you see these figures; nobody sees another’s.',
    yourQuantity: 'Your quantity',
    yourUnitPrice: 'Your unit price, all in, excluding VAT',
    yourShare: 'Your share',
    costAlone: 'Cost of the same quantity without the others',
    yourSaving: 'Your saving',
    aloneImpossible: 'No supplier would deliver to you without the others',
    noSaving: 'None',
    ruleIs: (rule: string) => `The invoice is shared by the rule “${rule}”.`,
    ruleReplaced:
      'The rule announced would have put somebody above its price limit: equal price replaces it, as set at opening.',
    withinLimit: 'Nobody pays above its limit, and the shares add up to the invoice to the cent.',
    proven: 'This result is proven optimal.',
    gap: (gap: number) =>
      `The computation was cut short: a better result, if there is one, is at most ${formatNumber(gap * 100, 'en', 2)}% away.`,
    betterAlone: 'Alone you would pay less',
    betterAloneText: (amount: string) =>
      `The same quantity, bought without the others from the same offers, would cost you ${amount} less. You may refuse this result.`,
    betterInSubgroup: 'With only some of the others you would pay less',
    betterInSubgroupText:
      'With only part of the participants, and the same offers, you would together pay less than here. You may refuse this result.',
    chart: (alone: string, share: string) => `Without the others ${alone}, with the group ${share}`,
    chartShareOnly: (share: string) => `With the group ${share}`,
    chartTable: 'The drawing as a table',
    chartWay: 'Way of buying',
    chartAmount: 'Amount',
    alone: 'Without the others',
    together: 'With the group',

    missTitle: 'Not this time',
    'minimum-missed':
      'At prices that its participants accept, the group misses its minimum. The purchase does not take place; nothing is charged to you.',
    'no-offer': 'No valid offer arrived before closing. The purchase does not take place.',
    'interest-only':
      'You followed this purchase without a committed quantity: an interest is not counted at closing.',
    'above-limit':
      'The purchase takes place at a price above the limits that you gave. Nothing is charged to you.',
    rationed: 'The offers could not serve everybody within the limits given. Nothing is charged to you.',

    supplyTitle: 'Your offer is retained',
    supplyText:
      'This is your part of the group’s order. It becomes firm once the participants have confirmed.',
    supplyQuantity: 'Quantity to deliver',
    supplyUnitPrice: 'Unit price of your ladder',
    supplyFixedCost: 'Fixed costs',
    supplyTotal: 'Total excluding VAT',

    decide: 'Confirm or refuse',
    decideText:
      'Your answer commits your organisation and cannot be taken back. The other participants do not see it.',
    confirm: 'Confirm our result',
    refuse: 'Refuse',
    refuseText: 'Your organisation will take no part in the order. A refusal cannot be taken back.',
    refuseConfirm: 'Refuse our result',
    askABuyer: 'An administrator or a buyer of your organisation can confirm or refuse.',
    confirmed: 'Result confirmed',
    refused: 'Result refused',
    answeredBy: (person: string, at: string) => `By ${person}, on ${at}.`,
    formerMember: 'a former member',

    refusedTitle: 'The answer is not saved',
    'nothing-to-answer': 'Your organisation has no result to confirm in this group purchase.',
    'already-answered':
      'Your organisation has already answered otherwise. Reload the page to see who, and when.',
    'answers-closed': 'The time to confirm has passed.',
  },
});
