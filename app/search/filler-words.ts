import { foldWord, singular } from '~/taxonomy/fold-text';

/**
 * Words with which people ask rather than say what they want, folded and singular. They still count a little, since
 * a maker's text may turn on one of them ("atelier", "prototype").
 */
export const FILLER_WORDS: ReadonlySet<string> = new Set(
  (
    'cherche chercher cherchons recherche recherchons recherchent trouver trouve trouvons besoin souhaite souhaitons voudrais ' +
    'voudrions veut veux voulons faut faudrait devons doit dois peut peux peuvent pouvez pourrait capable savoir sait ' +
    'faire fait faites fabriquer fabrique fabricant fournisseur fournir fourni prestataire sous-traitant soustraitant sous ' +
    'traitant atelier entreprise société maison spécialiste spécialisé spécialisée artisan partenaire quelqu quelque ' +
    'france français française made montre horlogerie horloger horlogère marque projet petite petit grande grand ' +
    'nouveau nouvelle bon bonne meilleur réaliser réalisation produire production pièce comment combien obtenir ' +
    'aider aide merci bonjour svp urgent rapide rapidement qualité prix devis tarif ' +
    'moins plusieurs très trop même arriver arrive collection client modèle ' +
    'watch watche watchmaking horology maker make making made manufacturer manufacture manufacturing supplier supply workshop ' +
    'company firm partner someone somebody anyone can could should must have get find searching search french ' +
    'brand project small big new good best quality price quote how produce provide help hello thanks customer'
  )
    .split(' ')
    .map((word) => singular(foldWord(word))),
);
