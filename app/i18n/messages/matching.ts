import type { Locale } from '../messages';

/**
 * What each rule of matching says to a brand, in both languages. Names in braces are filled by
 * app/matching/render-message.ts with labels, units and figures in the reader's way.
 */
export const matchSentences = {
  'leaf.fits': { fr: 'Fait : {leaf}.', en: 'Does: {leaf}.' },
  'leaf.near': { fr: 'Fait quelque chose de voisin : {leaf}.', en: 'Does something close to: {leaf}.' },
  'leaf.unknown': { fr: 'N’indique pas : {leaf}.', en: 'Does not mention: {leaf}.' },
  'leaf.fails': { fr: 'Ne fait pas : {leaf}.', en: 'Does not do: {leaf}.' },
  'leaf.ask': { fr: 'Faites-vous : {leaf} ?', en: 'Do you do: {leaf}?' },
  'leaf.remedy': {
    fr: 'Vérifier que « {leaf} » peut se faire avec son procédé, ou chez un confrère.',
    en: 'Check that “{leaf}” can be done with its process, or by a colleague.',
  },
  'spec.fits': {
    fr: '{attribute} : il faut {wanted}, tient {offered}.',
    en: '{attribute}: {wanted} needed, holds {offered}.',
  },
  'spec.near': {
    fr: '{attribute} : il faut {wanted}, tient {offered}, tout près.',
    en: '{attribute}: {wanted} needed, holds {offered}, very close.',
  },
  'spec.unknown': {
    fr: '{attribute} : il faut {wanted}, rien n’est indiqué.',
    en: '{attribute}: {wanted} needed, nothing stated.',
  },
  'spec.fails': {
    fr: '{attribute} : il faut {wanted}, tient {offered}.',
    en: '{attribute}: {wanted} needed, holds {offered}.',
  },
  'spec.ask': {
    fr: '{attribute} : tenez-vous {wanted} ?',
    en: '{attribute}: can you hold {wanted}?',
  },
  'spec.remedy': {
    fr: '{attribute} : accepter {offered} au lieu de {wanted}.',
    en: '{attribute}: accept {offered} instead of {wanted}.',
  },
  'minimum.fits': {
    fr: '{quantity} pièces : au-dessus de son minimum de {minimum}.',
    en: '{quantity} pieces: above its minimum of {minimum}.',
  },
  'minimum.near': {
    fr: '{quantity} pièces : son minimum est de {minimum}, à portée.',
    en: '{quantity} pieces: its minimum is {minimum}, within reach.',
  },
  'minimum.unknown': { fr: 'Minimum de commande non indiqué.', en: 'Minimum order not stated.' },
  'minimum.fails': {
    fr: '{quantity} pièces : son minimum est de {minimum}.',
    en: '{quantity} pieces: its minimum is {minimum}.',
  },
  'minimum.ask': {
    fr: 'Prenez-vous une commande de {quantity} pièces ?',
    en: 'Do you take an order of {quantity} pieces?',
  },
  'minimum.remedy': {
    fr: 'Commander {minimum} pièces, ou grouper deux séries.',
    en: 'Order {minimum} pieces, or group two series.',
  },
  'maximum.fits': {
    fr: '{quantity} pièces : dans sa limite de {maximum} par lot.',
    en: '{quantity} pieces: within its limit of {maximum} a batch.',
  },
  'maximum.near': {
    fr: '{quantity} pièces : ses lots s’arrêtent à {maximum}.',
    en: '{quantity} pieces: its batches stop at {maximum}.',
  },
  'maximum.unknown': { fr: 'Taille de lot maximale non indiquée.', en: 'Largest batch not stated.' },
  'maximum.fails': {
    fr: '{quantity} pièces : bien au-delà de ses lots de {maximum}.',
    en: '{quantity} pieces: far beyond its batches of {maximum}.',
  },
  'maximum.remedy': {
    fr: 'Livrer en plusieurs lots de {maximum} pièces au plus.',
    en: 'Deliver in several batches of {maximum} pieces at most.',
  },
  'time.fits': {
    fr: 'Délai de {lead} jours, il en reste {days}.',
    en: 'Lead time of {lead} days, {days} are left.',
  },
  'time.near': {
    fr: 'Délai de {lead} jours pour {days} restants : juste.',
    en: 'Lead time of {lead} days with {days} left: tight.',
  },
  'time.unknown': { fr: 'Délai non indiqué.', en: 'Lead time not stated.' },
  'time.fails': {
    fr: 'Délai de {lead} jours, il n’en reste que {days}.',
    en: 'Lead time of {lead} days, only {days} are left.',
  },
  'time.ask': { fr: 'Pouvez-vous livrer dans {days} jours ?', en: 'Can you deliver within {days} days?' },
  'time.remedy': {
    fr: 'Décaler la première livraison à {lead} jours, ou demander une avance sur le planning.',
    en: 'Move the first delivery to {lead} days, or ask for an earlier slot.',
  },
  'capacity.fits': {
    fr: '{capacity} pièces par mois : assez pour la série à temps.',
    en: '{capacity} pieces a month: enough for the series in time.',
  },
  'capacity.near': {
    fr: '{capacity} pièces par mois : {makes} prêtes à la date sur {quantity}.',
    en: '{capacity} pieces a month: {makes} of {quantity} ready by the date.',
  },
  'capacity.pace': {
    fr: '{capacity} pièces par mois : {quantity} pièces en {months} mois environ.',
    en: '{capacity} pieces a month: {quantity} pieces in about {months} months.',
  },
  'capacity.unknown': { fr: 'Capacité mensuelle non indiquée.', en: 'Monthly capacity not stated.' },
  'capacity.fails': {
    fr: '{capacity} pièces par mois : trop peu pour {quantity} à la date.',
    en: '{capacity} pieces a month: too few for {quantity} by the date.',
  },
  'capacity.remedy': {
    fr: 'Étaler la livraison, en commençant par {makes} pièces.',
    en: 'Spread the delivery, starting with {makes} pieces.',
  },
  'prototype.fits': {
    fr: 'Fait des prototypes, en {lead} jours.',
    en: 'Makes prototypes, in {lead} days.',
  },
  'prototype.unknown': { fr: 'Délai de prototype non indiqué.', en: 'Prototype lead time not stated.' },
  'prototype.ask': {
    fr: 'Faites-vous {quantity} prototypes, et en combien de temps ?',
    en: 'Do you make {quantity} prototypes, and how fast?',
  },
  'standard.fits': { fr: '{standard} : tenu.', en: '{standard}: held.' },
  'standard.unknown': { fr: '{standard} : non indiqué.', en: '{standard}: not stated.' },
  'standard.ask': {
    fr: 'Êtes-vous en règle avec {standard} ? Demander l’attestation.',
    en: 'Do you comply with {standard}? Ask for the certificate.',
  },
  'origin.fits': {
    fr: 'Part française de {share} %, pour {wanted} % demandés.',
    en: 'French share of {share} %, for {wanted} % asked.',
  },
  'origin.near': {
    fr: 'Part française de {share} %, un peu sous les {wanted} % demandés.',
    en: 'French share of {share} %, a little under the {wanted} % asked.',
  },
  'origin.unknown': { fr: 'Part française non indiquée.', en: 'French share not stated.' },
  'origin.fails': {
    fr: 'Part française de {share} %, pour {wanted} % demandés.',
    en: 'French share of {share} %, for {wanted} % asked.',
  },
  'origin.ask': {
    fr: 'Quelle est la part française du prix de revient ? ({wanted} % demandés)',
    en: 'What is the French share of the unit cost? ({wanted} % asked)',
  },
  'origin.remedy': {
    fr: 'Une opération de plus en France porterait la part de {share} % à {wanted} %.',
    en: 'One more operation in France would take the share from {share} % to {wanted} %.',
  },
  'price.fits': {
    fr: 'À partir de {from}, dans votre prix visé de {target}.',
    en: 'From {from}, within your target of {target}.',
  },
  'price.near': {
    fr: 'À partir de {from}, un peu au-dessus de votre prix visé de {target}.',
    en: 'From {from}, a little above your target of {target}.',
  },
  'price.unknown': { fr: 'Prix non indiqué.', en: 'Price not stated.' },
  'price.fails': {
    fr: 'À partir de {from}, au-dessus de votre prix visé de {target}.',
    en: 'From {from}, above your target of {target}.',
  },
  'price-hidden.fits': {
    fr: 'Dans votre prix visé (montant réservé aux organisations vérifiées).',
    en: 'Within your target (the figure is for verified organisations).',
  },
  'price-hidden.near': {
    fr: 'Un peu au-dessus de votre prix visé (montant réservé aux organisations vérifiées).',
    en: 'A little above your target (the figure is for verified organisations).',
  },
  'price-hidden.fails': {
    fr: 'Au-dessus de votre prix visé (montant réservé aux organisations vérifiées).',
    en: 'Above your target (the figure is for verified organisations).',
  },
  'price.ask': { fr: 'Demander un prix à votre quantité.', en: 'Ask for a price at your quantity.' },
  'price.remedy': {
    fr: 'Une quantité plus grande ou un achat groupé peut combler l’écart.',
    en: 'A larger quantity or a group purchase may close the gap.',
  },
  'exclusion.fits': {
    fr: 'Écarte aussi ce que vous refusez : « {text} ».',
    en: 'Also rules out what you refuse: “{text}”.',
  },
  'exclusion.near': {
    fr: 'Parle de ce que vous refusez (« {text} »), sans en faire son métier.',
    en: 'Mentions what you refuse (“{text}”), though not as its trade.',
  },
  'exclusion.unknown': {
    fr: 'Ne dit rien de ce que vous refusez : « {text} ».',
    en: 'Says nothing of what you refuse: “{text}”.',
  },
  'exclusion.fails': {
    fr: 'Fait justement ce que vous refusez : « {text} ».',
    en: 'Does precisely what you refuse: “{text}”.',
  },
  'exclusion.ask': {
    fr: 'Pouvez-vous garantir : « {text} » ?',
    en: 'Can you guarantee: “{text}”?',
  },
  'exclusion.remedy': {
    fr: 'Faire confirmer par écrit : « {text} ».',
    en: 'Have it confirmed in writing: “{text}”.',
  },
  'variant.fails': {
    fr: 'Autre variante. Demandé : {wanted} ; proposé : {offered}.',
    en: 'Another variant. Asked for: {wanted}; offered: {offered}.',
  },
  'refusal.fails': {
    fr: 'Son texte l’exclut : « {text} ».',
    en: 'Its own text rules it out: “{text}”.',
  },
} as const satisfies Record<string, Record<Locale, string>>;

export type MatchSentenceKey = keyof typeof matchSentences;
