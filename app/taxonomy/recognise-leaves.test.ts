import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldWord, singular } from './fold-text';
import { recogniseLeaves } from './recognise-leaves';
import { leaves } from './taxonomy';

function ids(text: string, family?: string): string[] {
  return recogniseLeaves(text, family === undefined ? {} : { family })
    .filter((leaf) => leaf.confidence >= 0.6)
    .map((leaf) => leaf.leafId);
}

describe('folding', () => {
  test.each([
    ['spiraux', 'spiral'],
    ['matériaux', 'materiau'],
    ['métaux', 'metal'],
    ['noyaux', 'noyau'],
    ['Cadrans', 'cadran'],
    ['Œil', 'oeil'],
    ['316L', '316l'],
  ])('%s -> %s', (word, folded) => {
    expect(singular(foldWord(word))).toBe(folded);
  });
});

describe('leaves are recognised', () => {
  test.each([
    ["l'émail grand feu", 'cad/emaillage-grand-feu'],
    ['des spiraux', 'mvt/spiral-balancier-echappement'],
    ['losange à deux pans', 'aig/aiguille-baton-feuille-dauphine-breguet-squelett'],
    ['petite vis pour tenir le bracelet', 'boi/barrette-pompe'],
    ['verre bombé', 'ver/verre-saphir-bombe-double-bombe'],
    ['cuir de veau', 'bra/cuir-veau-barenia'],
    ['bouton pour remonter', 'cou/couronne-vissee-poussee'],
    ["boîtier qui résiste à l'eau", 'boi/boite-de-montre'],
    ['kiln fired white dial', 'cad/emaillage-grand-feu'],
    ['heat-blued steel', 'aig/bleuissage-thermique'],
    ['Federstege', 'boi/barrette-pompe'],
    ['cahoutchouc', 'bra/bracelet-caoutchouc-fkm-silicone'],
    ['cadrn soleilé', 'cad/soleillage'],
    ['cadrant bleu', 'cad/cadran'],
    ['aiguile dofine', 'aig/aiguille-baton-feuille-dauphine-breguet-squelett'],
    ['emaille grand feux', 'cad/emaillage-grand-feu'],
    ['aiguilles bleuies', 'aig/bleuissage-thermique'],
  ])('%s', (text, leafId) => {
    expect(ids(text)).toContain(leafId);
  });

  test('codes are not misspellings of one another', () => {
    expect(ids('acier 904L')).not.toContain('boi/acier-316l');
    expect(ids('316M')).toEqual([]);
  });

  test.each([
    ['étampage', 'BOI', 'boi/etampage-de-boite'],
    ['étampage', 'CAD', 'cad/decoupage-et-etampage-cadran'],
    ['insert', 'EMB', 'emb/coussin-calage'],
    ['insert', 'BOI', 'boi/insert-de-lunette'],
    ['TA6V', 'MAT', 'mat/titane-barre'],
    ['TA6V', 'BOI', 'boi/titane-grade-2-grade-5'],
    ['tube', 'COU', 'cou/tube-de-couronne'],
    ['tube', 'AIG', 'aig/canon-d-aiguille'],
    ['garantie', 'SAV', 'sav/gestion-des-retours-garantie'],
    ['garantie', 'MBJ', 'mbj/poinconnage-bureau-de-garantie'],
    ['nickel', 'TST', 'tst/liberation-de-nickel-en-1811'],
    ['nickel', 'TRS', 'trs/nickelage-palladiage'],
    ['glace', 'SAV', 'sav/remplacement-de-verre-joints'],
    ['Viton', 'JOI', 'joi/nbr-fkm-epdm-nylon-ptfe'],
  ])('%s in %s is %s', (word, family, leafId) => {
    const [first] = recogniseLeaves(word, { family });
    expect(first?.leafId).toBe(leafId);
  });

  test('every leaf is recognised by its French and English label', () => {
    const missed = leaves.flatMap((leaf) =>
      [leaf.fr, leaf.en].filter(
        (label) => !recogniseLeaves(label, { family: leaf.family }).some((found) => found.leafId === leaf.id),
      ),
    );
    expect(missed).toEqual([]);
  });

  test('places are inside the text and confidences between 0 and 1', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), fc.constantFrom(...leaves), (noise, leaf) => {
        const text = `${noise} ${leaf.fr} ${noise}`;
        for (const found of recogniseLeaves(text)) {
          expect(found.start).toBeGreaterThanOrEqual(0);
          expect(found.end).toBeLessThanOrEqual(text.length);
          expect(found.start).toBeLessThan(found.end);
          expect(found.confidence).toBeGreaterThan(0);
          expect(found.confidence).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 200 },
    );
  });
});
